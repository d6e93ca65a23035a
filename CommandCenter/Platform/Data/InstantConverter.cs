using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace CommandCenter.Platform.Data;

/// <summary>
/// Stores an instant as UTC, truncated to microseconds: SQLite cannot order <see cref="DateTimeOffset"/>, and PostgreSQL keeps no more.
/// </summary>
public sealed class InstantConverter() : ValueConverter<DateTimeOffset, DateTime>(
    at => Instants.Truncate(at).UtcDateTime,
    stored => new DateTimeOffset(DateTime.SpecifyKind(stored, DateTimeKind.Utc)));

/// <summary>Arithmetic on instants that every room shares.</summary>
public static class Instants
{
    /// <summary>The same instant in UTC without what a database would drop (100 ns ticks below a microsecond).</summary>
    public static DateTimeOffset Truncate(DateTimeOffset at)
    {
        var utc = at.ToUniversalTime();
        return utc.AddTicks(-(utc.Ticks % TimeSpan.TicksPerMicrosecond));
    }

    /// <summary>Now, as it will be read back from any of the databases.</summary>
    public static DateTimeOffset Now(this TimeProvider clock) => Truncate(clock.GetUtcNow());
}
