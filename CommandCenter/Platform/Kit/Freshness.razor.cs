using CommandCenter.Platform.Data;
using Microsoft.AspNetCore.Components;

namespace CommandCenter.Platform.Kit;

/// <summary>The age of what a panel shows, on every panel. Past <see cref="StaleAfter"/> it turns grey, dashed and crossed: never an old value as new.</summary>
public sealed partial class Freshness
{
    private bool _stale;
    private string _words = "";
    private (bool, string, string?, string?)? _shown;

    /// <summary>
    /// Says when what is shown was true, null while nothing has arrived. Asked with every tick of the screen's clock: what is in step without changing must not seem to grow old.
    /// </summary>
    [Parameter, EditorRequired] public Func<DateTimeOffset?> At { get; set; } = () => null;

    /// <summary>From this age on the data counts as old.</summary>
    [Parameter] public TimeSpan StaleAfter { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>What the age belongs to, where several stand together: "设备", "People".</summary>
    [Parameter] public string? Prefix { get; set; }

    /// <summary>Overrides the screen's clock.</summary>
    [Parameter] public DateTimeOffset? Now { get; set; }

    /// <summary>Further CSS classes.</summary>
    [Parameter] public string? Class { get; set; }

    [CascadingParameter] private Tick? Tick { get; set; }

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        var age = (Now ?? Tick?.Now ?? Clock.Now()) - At();
        _stale = age is null || age >= StaleAfter;
        _words = age is { } known ? Formats.Ago(known) : Text["NothingYet"];
    }

    /// <inheritdoc/>
    protected override bool ShouldRender()
    {
        var next = (_stale, _words, Prefix, Class);
        if (next == _shown) return false;
        _shown = next;
        return true;
    }
}
