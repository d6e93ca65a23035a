using CommandCenter.Access;
using CommandCenter.Access.Accounts;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Http;
using CommandCenter.Platform.Journal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CommandCenter.People.Positions;

/// <summary>That somebody agreed to share the position of their phone. The row is there while they do.</summary>
public sealed class PositionConsent
{
    /// <summary>Who.</summary>
    public required Guid UserId { get; init; }

    /// <summary>Since when.</summary>
    public required DateTimeOffset GivenAt { get; init; }
}

internal sealed class PositionConsentTable : IEntityTypeConfiguration<PositionConsent>
{
    public void Configure(EntityTypeBuilder<PositionConsent> consent)
    {
        consent.ToTable("PositionConsents");
        consent.HasKey(c => c.UserId);
        consent.Property(c => c.UserId).ValueGeneratedNever();
    }
}

/// <summary>
/// What somebody of the field staff does about their own position: agrees, reports, takes it back. Their phone's page comes through here; a program that reports for a
/// whole staff comes through the intake, and its operator answers for their agreement.
/// </summary>
public sealed class PositionSharing(IDbContextFactory<CityDb> databases, PositionBook book, PeopleOptions options, JournalWriter journal, TimeProvider clock)
{
    /// <summary>Whether somebody's position is of use here: they are field staff.</summary>
    public bool Concerns(Caller caller) => caller.UserId is not null && options.FieldRoles.Any(caller.Is);

    /// <summary>Whether they have agreed.</summary>
    public async Task<bool> IsAgreed(Caller caller, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.Set<PositionConsent>().AnyAsync(c => c.UserId == caller.UserId, cancel);
    }

    /// <summary>Agrees; journaled, because it must be possible to show that they did.</summary>
    /// <exception cref="Refusal">They are no field staff.</exception>
    public async Task Agree(Caller caller, CancellationToken cancel)
    {
        var userId = Must(caller);
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (await db.Set<PositionConsent>().AnyAsync(c => c.UserId == userId, cancel))
            return;
        var now = clock.Now();
        db.Add(new PositionConsent { UserId = userId, GivenAt = now });
        await Record(db, userId, new PositionConsentGiven(), caller, now, cancel);
        await db.SaveChangesAsync(cancel);
    }

    /// <summary>Takes it back: the last position and the track are erased in the same transaction.</summary>
    public async Task Withdraw(Caller caller, CancellationToken cancel)
    {
        var userId = Must(caller);
        await using var db = await databases.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (await db.Set<PositionConsent>().FirstOrDefaultAsync(c => c.UserId == userId, cancel) is not { } consent)
            return;
        db.Remove(consent);
        await PositionBook.Forget(db, userId, cancel);
        await Record(db, userId, new PositionConsentWithdrawn(), caller, clock.Now(), cancel);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
    }

    /// <summary>Takes their position in.</summary>
    /// <exception cref="Refusal">They are no field staff, or have not agreed.</exception>
    public async Task<PositionAnswer> Report(Caller caller, double latitude, double longitude, double? accuracyMeters, DateTimeOffset at, CancellationToken cancel)
    {
        var userId = Must(caller);
        if (!await IsAgreed(caller, cancel))
            throw new Refusal(StatusCodes.Status403Forbidden, "no-consent", "They have not agreed that their position is known.");
        return await book.Record(new PositionReport(userId, latitude, longitude, accuracyMeters, at), cancel);
    }

    private Guid Must(Caller caller) => Concerns(caller) ? caller.UserId!.Value
        : throw new Refusal(StatusCodes.Status403Forbidden, "not-field-staff", "Positions are taken from field staff only.");

    private Task Record(CityDb db, Guid userId, IEvent happened, Caller caller, DateTimeOffset at, CancellationToken cancel) =>
        journal.Record(db, AccountDesk.Subject, happened, new EventContext(userId, at, caller.Actor, History: false), cancel: cancel);
}
