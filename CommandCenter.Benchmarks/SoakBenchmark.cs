using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using Microsoft.Playwright;

namespace CommandCenter.Benchmarks;

/// <summary>One reading of the soak.</summary>
/// <param name="Minute">Since the pages were open.</param>
/// <param name="ResidentMegabytes">What the server's process holds.</param>
/// <param name="CommittedMegabytes">What the collector has of the system for that heap, free room included.</param>
/// <param name="HeapMegabytes">The server's managed heap after its last collection.</param>
/// <param name="BrowserMegabytes">JavaScript heap of each page after a collection, by what the page is.</param>
/// <param name="Circuits">Circuits that the server holds.</param>
public sealed record SoakReading(double Minute, double ResidentMegabytes, double CommittedMegabytes, double HeapMegabytes, IReadOnlyDictionary<string, double> BrowserMegabytes, int Circuits);

/// <summary>
/// Storm night over the demo city at four times its pace, before two walls, a desk and a department's board that stay open, while a phone looks in every other minute and leaves again.
/// Told again when it has ended.
/// </summary>
public static class SoakBenchmark
{
    /// <summary>How long everything may still be warming up, in minutes.</summary>
    public const int WarmUp = 15;

    private const double Megabyte = 1024 * 1024;
    private static readonly (string Name, string Role, string Address)[] Screens =
        [("wall", "Wall", "/wall/overview"), ("flood wall", "Wall", "/wall/flood"), ("desk", "DutyOfficer", "/desk"), ("board", "DepartmentLead", "/tickets")];

    /// <summary>Watches for so many minutes, with a reading every half minute.</summary>
    public static async Task<IReadOnlyList<SoakReading>> Run(int minutes)
    {
        await using var server = await ServerProcess.StartDemo(pace: 4);
        using var meters = new RuntimeMeters(server.Id, "System.Runtime", "CommandCenter.Screens");
        await using var chromium = await Chromium.Start();
        var pages = new List<(string Name, IPage Page, ICDPSession Tools)>();
        foreach (var (name, role, address) in Screens)
        {
            var page = await chromium.NewPage();
            await Chromium.Enter(page, server.Address, role, address);
            pages.Add((name, page, await page.Context.NewCDPSessionAsync(page)));
        }
        var (readings, since) = (new List<SoakReading>(), Stopwatch.StartNew());
        for (var i = 0; since.Elapsed.TotalMinutes < minutes; i++)
        {
            using (await server.Http.PostAsJsonAsync("/api/v1/demo/scenarios/storm-night/start", new { })) { } // refused while it is told
            if (i % 4 == 0)
                await LookIn(chromium, server.Address);
            var due = TimeSpan.FromSeconds(30 * (i + 1));
            if (due > since.Elapsed)
                await Task.Delay(due - since.Elapsed);
            var heaps = new Dictionary<string, double>();
            foreach (var (name, _, tools) in pages)
                heaps[name] = await Heap(tools);
            var reading = new SoakReading(since.Elapsed.TotalMinutes, server.ResidentBytes / Megabyte, Megabytes("dotnet.gc.last_collection.memory.committed_size"), Megabytes("dotnet.gc.last_collection.heap.size"), heaps, (int)(meters.Sum("screens.circuits") ?? 0));
            readings.Add(reading);
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{reading.Minute:0.0} min: resident {reading.ResidentMegabytes:0} MB, committed {reading.CommittedMegabytes:0} MB, heap {reading.HeapMegabytes:0} MB, browser {string.Join(' ', heaps.Select(h => $"{h.Key} {h.Value:0.0}"))} MB, circuits {reading.Circuits}"));
        }
        return readings;

        double Megabytes(string instrument) => (meters.Sum(instrument) ?? 0) / Megabyte;
    }

    // A grid worker's phone that is looked at and put away.
    private static async Task LookIn(Chromium chromium, Uri server)
    {
        var phone = await chromium.NewPage();
        await phone.SetViewportSizeAsync(390, 844);
        await Chromium.Enter(phone, server, "GridWorker", "/");
        await Task.Delay(TimeSpan.FromSeconds(5));
        await phone.Context.CloseAsync();
    }

    private static async Task<double> Heap(ICDPSession tools)
    {
        await tools.SendAsync("HeapProfiler.collectGarbage");
        return (await tools.SendAsync("Runtime.getHeapUsage"))!.Value.GetProperty("usedSize").GetDouble() / Megabyte;
    }
}
