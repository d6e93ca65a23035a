using System.CommandLine;
using System.Text.Json;
using CommandCenter.Platform.Journal;

namespace CommandCenter.Platform.Maps;

/// <summary>The verb of maps on the command line: <c>import base-layer</c>.</summary>
public static class GroundCommands
{
    /// <summary><c>import base-layer &lt;geojson&gt; --kind …</c>. Exit codes: 0 taken, 1 refused.</summary>
    public static Command Import(Func<Task<IServiceProvider>> open)
    {
        var file = new Argument<FileInfo>("geojson") { Description = "A GeoJSON file of lines or polygons; it replaces what the file of that name gave before" };
        var kind = new Option<BaseLayerKind>("--kind") { Description = "What its shapes are", Required = true };
        var name = new Option<string?>("--name-property") { Description = "The property that holds the label; by default name" };
        var datum = new Option<Datum>("--datum") { Description = "What the degrees are measured against; Gcj02 for China's map services", DefaultValueFactory = _ => Datum.Wgs84 };
        var command = new Command("base-layer", "Import roads, waters, parks or blocks for maps to draw, so that they need no tiles") { file, kind, name, datum };
        command.SetAction(async (arguments, cancel) =>
        {
            var (output, error, path, what) = (arguments.InvocationConfiguration.Output, arguments.InvocationConfiguration.Error, arguments.GetRequiredValue(file), arguments.GetRequiredValue(kind));
            try
            {
                if (path.Name.Length > GroundFeature.SourceLength)
                    return await Refuse($"its name has more than {GroundFeature.SourceLength} characters.");
                await using var content = path.OpenRead();
                var (shapes, skipped) = await BaseLayer.ReadShapesAsync(content, what, arguments.GetValue(datum), arguments.GetValue(name), cancel);
                if (shapes.Count == 0)
                    return await Refuse($"none of its {skipped} features is a line or a polygon that can be drawn.");
                var services = await open();
                await services.GetRequiredService<GroundDesk>().Replace(path.Name, what, shapes, Actor.System, cancel);
                await JournalFeature.CatchUp(services, cancel);
                await output.WriteLineAsync($"{path.Name}: {shapes.Count} shapes of {what}, {shapes.Count(s => s.Name is not null)} with a name; {skipped} features cannot be drawn.");
                return 0;
            }
            catch (JsonException problem)
            {
                return await Refuse($"it is no JSON: {problem.Message}");
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
                return await Refuse(problem.Message);
            }

            async Task<int> Refuse(string reason)
            {
                await error.WriteLineAsync($"{path.Name} is refused, nothing was imported: {reason}");
                return 1;
            }
        });
        return command;
    }
}
