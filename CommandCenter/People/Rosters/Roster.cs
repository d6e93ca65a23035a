using System.Globalization;
using CommandCenter.Access;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CommandCenter.People.Rosters;

/// <summary>
/// 排班表: who with one role is on duty when, for the center or for a department. Its shifts say when, its crews take turns on them;
/// <see cref="DutyDate"/>, <see cref="Leave"/> and <see cref="Swap"/> say what is different on a date. Changed only through <see cref="RosterDesk"/>.
/// </summary>
public sealed class Roster : IVersioned
{
    /// <summary>The longest name of a roster.</summary>
    public const int NameLength = 120;

    /// <summary>The roles people are on duty with.</summary>
    public static IReadOnlyList<Role> Roles { get; } = [Role.DutyOfficer, Role.Supervisor, Role.DepartmentLead, Role.CallTaker, Role.GridWorker];

    private Roster()
    {
    }

    /// <summary>Its lasting id.</summary>
    public Guid Id { get; private init; }

    /// <summary>What people call it.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Its English name, where it has another.</summary>
    public string? NameEn { get; private set; }

    /// <summary>The role of everybody on it.</summary>
    public Role Role { get; private init; }

    /// <summary>The department it belongs to; null for the center.</summary>
    public Guid? DepartmentId { get; private init; }

    /// <summary>Whether somebody must be on duty at every hour, or only during its shifts.</summary>
    public bool AroundTheClock { get; private set; }

    /// <summary>The local date on which every shift's first crew has it.</summary>
    public DateOnly RotationStartsOn { get; private set; }

    /// <summary>After how many days the next crew takes a shift.</summary>
    public int RotationDays { get; private set; }

    /// <summary>Whether it is in use. Nobody is on duty by a roster that is not.</summary>
    public bool Active { get; private set; } = true;

    /// <summary>Its shifts.</summary>
    public List<Shift> Shifts { get; private init; } = [];

    /// <summary>The crews that take turns.</summary>
    public List<Crew> Crews { get; private init; } = [];

    /// <inheritdoc/>
    public int Version { get; set; }

    /// <summary>A new roster.</summary>
    /// <exception cref="Refusal">A field is wrong; its name carries the place in its list: <c>shifts.0.name</c>.</exception>
    public static Roster Create(Guid id, RosterDetails details, Func<Guid> newId)
    {
        if (!Roles.Contains(details.Role))
            throw Refusal.Invalid("role", $"must be one of {string.Join(", ", Roles)}.");
        if (details.Role == Role.DepartmentLead && details.DepartmentId is null)
            throw Refusal.Invalid("department", "department leads are on duty for a department.");
        var roster = new Roster { Id = id, Role = details.Role, DepartmentId = details.DepartmentId };
        roster.Change(details, newId);
        return roster;
    }

    /// <summary>Makes it what <paramref name="details"/> say; role and department stay.</summary>
    /// <exception cref="Refusal">A field is wrong. The caller throws away what it has tracked.</exception>
    public void Change(RosterDetails details, Func<Guid> newId)
    {
        Name = Text("name", details.Name, NameLength);
        NameEn = string.IsNullOrWhiteSpace(details.NameEn) ? null : Text("nameEn", details.NameEn, NameLength);
        if (details.RotationDays is < 1 or > 366)
            throw Refusal.Invalid("rotationDays", "must be from 1 to 366.");
        if (details.Shifts.Count == 0)
            throw Refusal.Invalid("shifts", "a roster needs at least one shift.");
        (AroundTheClock, RotationStartsOn, RotationDays, Active) = (details.AroundTheClock, details.RotationStartsOn, details.RotationDays, details.Active);
        SetCrews(details.Crews, newId);
        SetShifts(details.Shifts, newId);
    }

    /// <summary>As it can be said again.</summary>
    public RosterDetails Details() => new(
        Name, NameEn, Role, DepartmentId, AroundTheClock, RotationStartsOn, RotationDays,
        [.. Turns.Select(c => new CrewDetails(c.Id, c.Name, [.. c.Members]))],
        [.. ByTime.Select(s => new ShiftDetails(s.Id, s.Name, s.StartsAt, s.EndsAt, s.Days, s.Holidays, s.FirstCrew))],
        Active);

    /// <summary>The crews in the order of their turns.</summary>
    public IEnumerable<Crew> Turns => Crews.OrderBy(c => c.Place);

    /// <summary>The shifts by time of day.</summary>
    public IEnumerable<Shift> ByTime => Shifts.OrderBy(s => s.StartsAt).ThenBy(s => s.Name, StringComparer.Ordinal);

    /// <summary>The name for a reader: the English one where there is one and the reader does not read Chinese.</summary>
    public string NameFor(CultureInfo reader) => reader.TwoLetterISOLanguageName == "zh" ? Name : NameEn ?? Name;

    /// <summary>The crew whose turn a shift is on a local date; null when there are no crews.</summary>
    public Crew? CrewOn(Shift shift, DateOnly date)
    {
        if (Crews.Count == 0)
            return null;
        // Before its first day the rotation runs backwards, so that every date has a turn.
        var turn = (int)Math.Floor((date.DayNumber - RotationStartsOn.DayNumber) / (double)RotationDays) + shift.FirstCrew;
        var place = ((turn % Crews.Count) + Crews.Count) % Crews.Count;
        return Turns.ElementAt(place);
    }

    private void SetCrews(IReadOnlyList<CrewDetails> crews, Func<Guid> newId)
    {
        Crews.RemoveAll(c => !crews.Any(d => d.Id == c.Id));
        for (var place = 0; place < crews.Count; place++)
        {
            var details = crews[place];
            var field = $"crews.{place}";
            var name = Text($"{field}.name", details.Name, Shift.NameLength);
            if (details.Members.Count == 0)
                throw Refusal.Invalid($"{field}.members", "a crew needs at least one person.");
            if (details.Members.Distinct().Count() < details.Members.Count)
                throw Refusal.Invalid($"{field}.members", "a person is in a crew once.");
            var crew = Crews.Find(c => c.Id == details.Id);
            if (crew is null)
                Crews.Add(crew = new Crew { Id = newId(), RosterId = Id });
            (crew.Place, crew.Name, crew.Members) = (place, name, [.. details.Members]);
        }
    }

    private void SetShifts(IReadOnlyList<ShiftDetails> shifts, Func<Guid> newId)
    {
        Shifts.RemoveAll(s => !shifts.Any(d => d.Id == s.Id));
        for (var place = 0; place < shifts.Count; place++)
        {
            var details = shifts[place];
            if (details.FirstCrew < 0 || details.FirstCrew > Math.Max(0, Crews.Count - 1))
                throw Refusal.Invalid($"shifts.{place}.firstCrew", "there is no such crew.");
            try
            {
                if (Shifts.Find(s => s.Id == details.Id) is { } shift)
                    shift.Change(details);
                else
                    Shifts.Add(Shift.Create(newId(), Id, details));
            }
            catch (Refusal refusal) when (refusal.Field is { } field)
            {
                throw new Refusal(refusal.Status, refusal.Code, refusal.Message) { Field = $"shifts.{place}.{field}" };
            }
        }
    }

    private static string Text(string field, string? value, int longest)
    {
        var text = value?.Trim() ?? "";
        if (text.Length is 0 || text.Length > longest)
            throw Refusal.Invalid(field, $"must have 1 to {longest} characters.");
        return TextField.Check(field, text, longest) is { } fault ? throw fault : text;
    }
}

/// <summary>班组: people who are on duty together and take turns with other crews.</summary>
public sealed class Crew
{
    /// <summary>Its lasting id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The roster.</summary>
    public required Guid RosterId { get; init; }

    /// <summary>Its place in the order of turns, from 0.</summary>
    public int Place { get; set; }

    /// <summary>What people call it.</summary>
    public string Name { get; set; } = "";

    /// <summary>Its people; the first who is there is in charge.</summary>
    public List<Guid> Members { get; set; } = [];
}

internal sealed class RosterTable : IEntityTypeConfiguration<Roster>
{
    public void Configure(EntityTypeBuilder<Roster> roster)
    {
        roster.ToTable("Rosters");
        roster.Property(r => r.Id).ValueGeneratedNever();
        roster.Property(r => r.Name).HasMaxLength(Roster.NameLength);
        roster.Property(r => r.NameEn).HasMaxLength(Roster.NameLength);
        roster.Ignore(r => r.Turns).Ignore(r => r.ByTime);
        roster.HasMany(r => r.Shifts).WithOne().HasForeignKey(s => s.RosterId).OnDelete(DeleteBehavior.Cascade);
        roster.HasMany(r => r.Crews).WithOne().HasForeignKey(c => c.RosterId).OnDelete(DeleteBehavior.Cascade);
        roster.HasOne<Department>().WithMany().HasForeignKey(r => r.DepartmentId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class CrewTable : IEntityTypeConfiguration<Crew>
{
    public void Configure(EntityTypeBuilder<Crew> crew)
    {
        crew.ToTable("RosterCrews");
        crew.Property(c => c.Id).ValueGeneratedNever();
        crew.Property(c => c.Name).HasMaxLength(Shift.NameLength);
    }
}
