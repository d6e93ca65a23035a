using System.Diagnostics;
using Microsoft.Playwright;

namespace CommandCenter.Benchmarks;

/// <summary>One stage on the way from nothing to a living city.</summary>
/// <param name="Name">What was done or waited for.</param>
/// <param name="Seconds">How long it took.</param>
public sealed record Stage(string Name, double Seconds);

/// <summary>The way, and what went wrong in the browser.</summary>
/// <param name="Stages">In order.</param>
/// <param name="Complaints">Console errors, failed requests and requests that left the machine; none is what there should be.</param>
public sealed record FirstPictureResult(IReadOnlyList<Stage> Stages, IReadOnlyList<string> Complaints);

/// <summary>
/// What a new user does: clone, restore and build with empty package caches, run, open the wall in Chromium. The package registries are those that this machine is set up with, so that
/// the time of restoring is theirs.
/// </summary>
public static class FirstPicture
{
    /// <summary>Goes the way once with the last commit, and puts a picture of the wall where it is told to.</summary>
    public static async Task<FirstPictureResult> Run(string picture)
    {
        var folder = Directory.CreateTempSubdirectory("commandcenter-first-");
        try
        {
            var (stages, watch) = (new List<Stage>(), Stopwatch.StartNew());
            var (repository, clone) = ((await Do("git", "rev-parse", "--show-toplevel")).Trim(), Path.Combine(folder.FullName, "clone"));
            watch.Restart();
            await Do("git", "clone", "--quiet", repository, clone);
            Done("git clone");
            await Do("dotnet", "restore", Path.Combine(clone, "CommandCenter"));
            Done("restore, with empty caches");
            await Do("dotnet", "build", Path.Combine(clone, "CommandCenter"), "--no-restore");
            Done("build, with npm");
            var data = Directory.CreateDirectory(Path.Combine(folder.FullName, "data"));
            await using var server = ServerProcess.Run(data, "dotnet", ["run", "--no-build", "--project", Path.Combine(clone, "CommandCenter"), "--"]);
            await server.Answers("/sign-in");
            Done("start to the first page");
            await server.CityIsComplete();
            Done("the city is built");
            await using var chromium = await Chromium.Start();
            var page = await chromium.NewPage();
            var complaints = Listen(page, server.Address);
            await Chromium.Enter(page, server.Address, "Wall", "/wall/overview");
            await page.Locator(".al").First.WaitForAsync();
            await page.Locator(".cc-map canvas").First.WaitForAsync();
            await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
            Done("Chromium, sign-in, the wall is drawn");
            await Task.Delay(TimeSpan.FromSeconds(60)); // the city lives before the wall
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = picture });
            return new(stages, complaints);

            void Done(string name)
            {
                stages.Add(new(name, watch.Elapsed.TotalSeconds));
                watch.Restart();
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        async Task<string> Do(string program, params string[] arguments)
        {
            var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true };
            // Nothing that an earlier run fetched or left running helps.
            start.Environment["NUGET_PACKAGES"] = Path.Combine(folder.FullName, "packages");
            start.Environment["npm_config_cache"] = Path.Combine(folder.FullName, "npm");
            start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
            start.Environment["UseSharedCompilation"] = "false";
            using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
            var said = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            return process.ExitCode == 0 ? said : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: {said}");
        }
    }

    private static List<string> Listen(IPage page, Uri server)
    {
        var complaints = new List<string>();
        page.Console += (_, said) =>
        {
            if (said.Type == "error")
                complaints.Add(said.Text);
        };
        page.PageError += (_, error) => complaints.Add(error);
        page.RequestFailed += (_, request) => complaints.Add($"{request.Url}: {request.Failure}");
        page.Response += (_, answer) =>
        {
            if (answer.Status >= 400)
                complaints.Add($"{answer.Url}: {answer.Status}");
        };
        page.Request += (_, request) =>
        {
            if (new Uri(request.Url) is { Scheme: "http" or "https" } address && address.Authority != server.Authority)
                complaints.Add($"left the machine: {request.Url}");
        };
        return complaints;
    }
}
