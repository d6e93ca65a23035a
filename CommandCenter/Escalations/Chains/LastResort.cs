using CommandCenter.Access;
using CommandCenter.Access.Accounts;
using CommandCenter.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CommandCenter.Escalations.Chains;

/// <summary>Who is told when nobody whom a step names is there. One row; without people in it the desk says so in red.</summary>
public sealed class LastResort : IVersioned
{
    /// <summary>The only row's key.</summary>
    public const int OnlyId = 1;

    /// <summary>Always <see cref="OnlyId"/>.</summary>
    public int Id { get; init; } = OnlyId;

    /// <summary>Named people: their ids with commas between.</summary>
    public string People { get; private set; } = "";

    /// <summary>Everybody with one of these roles, on duty or not; names with commas between.</summary>
    public string Roles { get; private set; } = "";

    /// <inheritdoc/>
    public int Version { get; set; }

    /// <summary>The named people.</summary>
    public IReadOnlyList<Guid> UserIds => [.. People.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Guid.Parse)];

    /// <summary>The roles.</summary>
    public IReadOnlyList<Role> RoleList => [.. Roles.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<Role>)];

    /// <summary>Names others.</summary>
    public void Set(IEnumerable<Guid> people, IEnumerable<Role> roles) =>
        (People, Roles) = (string.Join(',', people.Distinct()), string.Join(',', roles.Distinct().Order()));

    /// <summary>The people behind it who are there: open accounts only.</summary>
    public static async Task<IReadOnlyList<User>> Reachable(CityDb db, CancellationToken cancel)
    {
        if (await db.Set<LastResort>().AsNoTracking().FirstOrDefaultAsync(r => r.Id == OnlyId, cancel) is not { } row)
            return [];
        var (ids, roles) = (row.UserIds, row.RoleList);
        // Roles are one column of words, which no database can search the same way; the accounts of a city are few enough to look at.
        var users = await db.Set<User>().AsNoTracking().Where(u => u.Active).OrderBy(u => u.NormalizedUserName).ToListAsync(cancel);
        return [.. users.Where(u => ids.Contains(u.Id) || roles.Any(u.Roles.Contains))];
    }
}

internal sealed class LastResortTable : IEntityTypeConfiguration<LastResort>
{
    public void Configure(EntityTypeBuilder<LastResort> row)
    {
        row.ToTable("EscalationLastResort");
        row.Property(r => r.Id).ValueGeneratedNever();
        row.Property(r => r.People).HasMaxLength(4_000);
        row.Property(r => r.Roles).HasMaxLength(200);
        row.Ignore(r => r.UserIds).Ignore(r => r.RoleList);
    }
}
