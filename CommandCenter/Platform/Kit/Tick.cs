namespace CommandCenter.Platform.Kit;

/// <summary>
/// The screen's clock, cascaded by <see cref="TickSource"/>: every age and every ticket clock on a page moves with this one value, so that a
/// hundred of them cost one timer and one render.
/// </summary>
/// <param name="Now">The instant that counts as now.</param>
/// <param name="Zone">The city's time zone, in which every time is written.</param>
public sealed record Tick(DateTimeOffset Now, TimeZoneInfo Zone);
