using CommandCenter.Platform.Time;
using CommandCenter.Sla;

namespace CommandCenter.Callbacks;

/// <summary>The hours in which a citizen may be rung up and a call taker reminded: the same on every day, in the city's zone. Pure.</summary>
public sealed class CallingHours
{
    private readonly WorkCalendar calendar;

    /// <summary>From a time of day to a later one.</summary>
    public CallingHours(TimeOnly from, TimeOnly to, TimeZoneInfo zone)
    {
        (From, To) = (from, to);
        calendar = new WorkCalendar("calling hours", zone,
            Enum.GetValues<DayOfWeek>().ToDictionary(day => day, IReadOnlyList<WorkInterval> (_) => [new WorkInterval(from.ToTimeSpan(), to.ToTimeSpan())]));
    }

    /// <summary>As the installation has set them.</summary>
    public CallingHours(CallbacksOptions options, City city)
        : this(options.CallFrom, options.CallTo, city.Zone)
    {
    }

    /// <summary>Open from.</summary>
    public TimeOnly From { get; }

    /// <summary>Closed from.</summary>
    public TimeOnly To { get; }

    /// <summary>Whether an instant is within them.</summary>
    public bool Holds(DateTimeOffset at) => calendar.IsOpen(at);

    /// <summary>The instant itself when it is within them, else the next beginning.</summary>
    public DateTimeOffset Next(DateTimeOffset at) => calendar.NextOpening(at);

    /// <summary>
    /// When to remind of something: at the wanted instant or, where that is at night, at the next decent one. When that would be too late, at the first decent
    /// instant after the promise; null where none lies between promise and due.
    /// </summary>
    /// <param name="promisedAt">When it was promised.</param>
    /// <param name="wantedAt">When the reminder is wanted.</param>
    /// <param name="dueAt">When it is due.</param>
    public DateTimeOffset? Remind(DateTimeOffset promisedAt, DateTimeOffset wantedAt, DateTimeOffset dueAt) =>
        Next(wantedAt) is var after && after < dueAt ? after : Next(promisedAt) is var first && first < dueAt ? first : null;
}
