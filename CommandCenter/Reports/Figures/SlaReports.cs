using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using CommandCenter.Access;

namespace CommandCenter.Reports.Figures;

/// <summary>A report with what is needed to know whether it still holds.</summary>
/// <param name="Report">The report.</param>
/// <param name="Number">The <see cref="ReportPulse.Number"/> it was made at.</param>
/// <param name="Took">How long it took to make.</param>
public sealed record MadeReport(SlaReport Report, long Number, TimeSpan Took);

/// <summary>
/// Hands out reports, each made once for everybody who asks for the same and sees the same, until something it counts changes. So ten supervisors with a year before
/// them cost one reading, and nobody is shown an old figure.
/// </summary>
public sealed class SlaReports(SlaReader reader, ReportPulse pulse, TimeProvider clock)
{
    private const int MostKept = 40;
    private readonly ConcurrentDictionary<string, (long Number, Lazy<Task<MadeReport>> Made)> kept = new();

    /// <summary>The report as of now.</summary>
    public async Task<MadeReport> Get(Caller caller, SlaRequest request, CancellationToken cancel)
    {
        var key = Key(caller, request);
        var number = pulse.Number;
        var entry = kept.AddOrUpdate(key, _ => (number, Begin(caller, request, number)), (_, old) => old.Number >= number && !Failed(old.Made) ? old : (number, Begin(caller, request, number)));
        Forget(number);
        // Whoever leaves stops waiting, not the reading: others may wait for it too.
        return await entry.Made.Value.WaitAsync(cancel);
    }

    /// <summary>Whether a report is what a report made now would be.</summary>
    public bool Holds(MadeReport made) => made.Number == pulse.Number;

    /// <summary>Until when a report is known to be true.</summary>
    public DateTimeOffset TrueAt(MadeReport made) => Holds(made) && pulse.CheckedAt is { } at && at > made.Report.AsOf ? at : made.Report.AsOf;

    private static bool Failed(Lazy<Task<MadeReport>> made) => made is { IsValueCreated: true, Value: { IsFaulted: true } or { IsCanceled: true } };

    private Lazy<Task<MadeReport>> Begin(Caller caller, SlaRequest request, long number) => new(async () =>
    {
        var start = clock.GetTimestamp();
        // On a thread of the pool: counting a year takes a while, and whoever asked first may be a circuit.
        var report = await Task.Run(() => reader.Read(caller, request, CancellationToken.None));
        return new MadeReport(report, number, clock.GetElapsedTime(start));
    });

    private void Forget(long number)
    {
        if (kept.Count <= MostKept)
            return;
        foreach (var (key, entry) in kept)
            if (entry.Number < number)
                kept.TryRemove(key, out _);
        if (kept.Count > MostKept)
            kept.Clear();
    }

    // Who sees the same tickets gets the same report.
    private static string Key(Caller caller, SlaRequest request)
    {
        var sees = caller.OnlyOwnDepartment ? $"department {caller.DepartmentId}" : caller.OnlyOwnWork ? $"work {caller.UserId} {caller.AreaId}" : "city";
        var scope = request.Scope;
        return string.Create(CultureInfo.InvariantCulture,
            $"{sees}|{request.Period}|{request.By}|{request.CategoryLevel}|{request.AreaLevel}|{scope.DepartmentId}{scope.NoDepartment}|{scope.CategoryId}{scope.CategoryOnly}{scope.NoCategory}|{scope.AreaId}{scope.AreaOnly}{scope.NoArea}");
    }
}
