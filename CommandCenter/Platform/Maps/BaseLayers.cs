using System.Text.Json;
using Microsoft.Extensions.Options;

namespace CommandCenter.Platform.Maps;

/// <summary>What lies beneath the marks: the configured files, each read once when the first map asks for it, and the ground in the database.</summary>
internal sealed partial class BaseLayers
{
    private readonly BaseLayerOptions[] layers;
    private readonly string contentRoot;
    private readonly ILogger<BaseLayers> log;
    private readonly Lazy<Task<BaseLayer>>[] read;
    private readonly string[] files;
    private readonly GroundIndex ground;

    public BaseLayers(IOptions<MapsOptions> options, GroundIndex ground, IHostEnvironment host, ILogger<BaseLayers> log)
    {
        this.ground = ground;
        layers = [.. options.Value.BaseLayers];
        contentRoot = host.ContentRootPath;
        this.log = log;
        read = [.. layers.Select(layer => new Lazy<Task<BaseLayer>>(() => ReadAsync(layer)))];
        // The file's age in the address lets browsers keep a layer for good and still see a new one.
        files = [.. layers.Select((layer, i) => $"maps/base/{i}?v={File.GetLastWriteTimeUtc(PathOf(layer)).Ticks:x}")];
    }

    /// <summary>Where a browser finds each layer, relative to the site.</summary>
    public IReadOnlyList<string> Addresses => [.. ground.Layers.Select(l => $"maps/ground/{l.Kind.ToString().ToLowerInvariant()}?v={l.Version}"), .. files];

    /// <summary>The layer with that number, or null where there is none.</summary>
    public Task<BaseLayer>? Find(int number) => number >= 0 && number < read.Length ? read[number].Value : null;

    private string PathOf(BaseLayerOptions layer) => Path.Combine(contentRoot, layer.File);

    private async Task<BaseLayer> ReadAsync(BaseLayerOptions options)
    {
        try
        {
            await using var file = File.OpenRead(PathOf(options));
            var layer = await BaseLayer.ReadAsync(file, options.Kind, options.Datum, CancellationToken.None);
            if (layer.Skipped > 0)
                LogSkipped(options.File, layer.Skipped, layer.Shapes.Count);
            return layer;
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            LogUnreadable(e, options.File);
            return new(options.Kind, [], 0);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Base layer {File}: {Skipped} features cannot be drawn, {Drawn} can.")]
    private partial void LogSkipped(string file, int skipped, int drawn);

    [LoggerMessage(Level = LogLevel.Error, Message = "Base layer {File} cannot be read; maps are drawn without it.")]
    private partial void LogUnreadable(Exception reason, string file);
}
