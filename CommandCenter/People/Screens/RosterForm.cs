using System.Globalization;
using CommandCenter.Access;
using CommandCenter.People.Rosters;
using CommandCenter.Platform.Http;

namespace CommandCenter.People.Screens;

/// <summary>What somebody is typing about a roster; what was stored meanwhile does not touch it.</summary>
public sealed class RosterForm
{
    /// <summary>The roster; null for a new one.</summary>
    public Guid? Id { get; private init; }

    /// <summary>The version that was read, by which a change in between is found.</summary>
    public int Version { get; private init; }

    /// <summary>See <see cref="Roster.Name"/>.</summary>
    public string Name { get; set; } = "";

    /// <summary>See <see cref="Roster.NameEn"/>.</summary>
    public string? NameEn { get; set; }

    /// <summary>See <see cref="Roster.Role"/>.</summary>
    public Role Role { get; set; } = Role.DutyOfficer;

    /// <summary>See <see cref="Roster.DepartmentId"/>.</summary>
    public Guid? DepartmentId { get; set; }

    /// <summary>See <see cref="Roster.AroundTheClock"/>.</summary>
    public bool AroundTheClock { get; set; } = true;

    /// <summary>See <see cref="Roster.Active"/>.</summary>
    public bool Active { get; set; } = true;

    /// <summary>See <see cref="Roster.RotationStartsOn"/>.</summary>
    public DateOnly RotationStartsOn { get; set; }

    /// <summary>See <see cref="Roster.RotationDays"/>, as it is typed.</summary>
    public string RotationDays { get; set; } = "1";

    /// <summary>The crews in the order of their turns.</summary>
    public List<CrewForm> Crews { get; } = [];

    /// <summary>The shifts.</summary>
    public List<ShiftForm> Shifts { get; } = [];

    /// <summary>A new roster: day and night, one crew.</summary>
    public static RosterForm New(DateOnly today, string crew, string day, string night)
    {
        var form = new RosterForm { RotationStartsOn = today };
        form.Crews.Add(new CrewForm { Name = crew });
        form.Shifts.Add(new ShiftForm { Name = day, StartsAt = "08:00", EndsAt = "20:00" });
        form.Shifts.Add(new ShiftForm { Name = night, StartsAt = "20:00", EndsAt = "08:00" });
        return form;
    }

    /// <summary>Filled with a roster.</summary>
    public static RosterForm Of(Roster roster)
    {
        var form = new RosterForm
        {
            Id = roster.Id,
            Version = roster.Version,
            Name = roster.Name,
            NameEn = roster.NameEn,
            Role = roster.Role,
            DepartmentId = roster.DepartmentId,
            AroundTheClock = roster.AroundTheClock,
            Active = roster.Active,
            RotationStartsOn = roster.RotationStartsOn,
            RotationDays = roster.RotationDays.ToString(CultureInfo.InvariantCulture),
        };
        form.Crews.AddRange(roster.Turns.Select(c => new CrewForm { Id = c.Id, Name = c.Name, Members = [.. c.Members] }));
        form.Shifts.AddRange(roster.ByTime.Select(ShiftForm.Of));
        return form;
    }

    /// <summary>As the desk takes it.</summary>
    /// <exception cref="Refusal">Something typed is no time or no number; names the field.</exception>
    public RosterDetails Details() => new(
        Name, NameEn, Role, DepartmentId, AroundTheClock, RotationStartsOn,
        int.TryParse(RotationDays, NumberStyles.None, CultureInfo.InvariantCulture, out var days) ? days : throw Refusal.Invalid("rotationDays", "must be a whole number."),
        [.. Crews.Select(c => new CrewDetails(c.Id, c.Name, [.. c.Members]))],
        [.. Shifts.Select((s, place) => s.Details(place))],
        Active);

    /// <summary>Takes a crew out; shifts that began with a later one go on beginning with it.</summary>
    public void RemoveCrew(int place)
    {
        Crews.RemoveAt(place);
        foreach (var shift in Shifts)
            shift.FirstCrew = shift.FirstCrew > place ? shift.FirstCrew - 1 : Math.Min(shift.FirstCrew, Math.Max(0, Crews.Count - 1));
    }
}

/// <summary>A crew as it is typed.</summary>
public sealed class CrewForm
{
    /// <summary>The crew; null for a new one.</summary>
    public Guid? Id { get; init; }

    /// <summary>Its name.</summary>
    public string Name { get; set; } = "";

    /// <summary>Its people, the one in charge first.</summary>
    public List<Guid> Members { get; init; } = [];
}

/// <summary>A shift as it is typed.</summary>
public sealed class ShiftForm
{
    /// <summary>The shift; null for a new one.</summary>
    public Guid? Id { get; init; }

    /// <summary>Its name.</summary>
    public string Name { get; set; } = "";

    /// <summary>When it starts: <c>08:00</c>.</summary>
    public string StartsAt { get; set; } = "";

    /// <summary>When it ends.</summary>
    public string EndsAt { get; set; } = "";

    /// <summary>The days of the week on which it starts.</summary>
    public HashSet<DayOfWeek> Days { get; init; } = [.. Enum.GetValues<DayOfWeek>()];

    /// <summary>What a holiday does to it.</summary>
    public HolidayRule Holidays { get; set; }

    /// <summary>The crew that begins.</summary>
    public int FirstCrew { get; set; }

    /// <summary>Filled with a shift.</summary>
    public static ShiftForm Of(Shift shift) => new()
    {
        Id = shift.Id,
        Name = shift.Name,
        StartsAt = shift.StartsAt.ToString("HH:mm", CultureInfo.InvariantCulture),
        EndsAt = shift.EndsAt.ToString("HH:mm", CultureInfo.InvariantCulture),
        Days = [.. shift.Days],
        Holidays = shift.Holidays,
        FirstCrew = shift.FirstCrew,
    };

    /// <summary>As the desk takes it.</summary>
    internal ShiftDetails Details(int place) =>
        new(Id, Name, Time($"shifts.{place}.startsAt", StartsAt), Time($"shifts.{place}.endsAt", EndsAt), [.. Days.OrderBy(d => ((int)d + 6) % 7)], Holidays, FirstCrew);

    /// <summary>A time of day as it is typed.</summary>
    internal static TimeOnly Time(string field, string text) =>
        TimeOnly.TryParseExact(text.Trim(), ["HH:mm", "H:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time
            : throw Refusal.Invalid(field, "must be a time such as 08:00.");
}
