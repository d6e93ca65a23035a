using CommandCenter.Platform.Data;
using Microsoft.AspNetCore.Components;

namespace CommandCenter.Platform.Kit;

/// <summary>
/// A ticket's clock with its words: "剩 0:34", "超 2:05", "停表 3:12", "达标". It moves with the screen's clock and renders only when its words
/// change, which is once a minute.
/// </summary>
public sealed partial class ClockText
{
    private ClockFace _face;
    private string _words = "";
    private (ClockFace, string, double, string?) _shown;

    /// <summary>What the ticket's row says.</summary>
    [Parameter, EditorRequired] public ClockFace Face { get; set; }

    /// <summary>When the time limit ends. Without it a running clock shows a dash.</summary>
    [Parameter] public DateTimeOffset? DueAt { get; set; }

    /// <summary>When the clock stopped for good; the words stand still from then on.</summary>
    [Parameter] public DateTimeOffset? StoppedAt { get; set; }

    /// <summary>What was left of the limit when the ticket was suspended.</summary>
    [Parameter] public TimeSpan? Left { get; set; }

    /// <summary>The part of the limit already used, 0 to 1.</summary>
    [Parameter] public double Used { get; set; }

    /// <summary>Overrides the screen's clock.</summary>
    [Parameter] public DateTimeOffset? Now { get; set; }

    /// <summary>Further CSS classes.</summary>
    [Parameter] public string? Class { get; set; }

    [CascadingParameter] private Tick? Tick { get; set; }

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        var now = StoppedAt ?? Now ?? Tick?.Now ?? Clock.Now();
        _face = Seen(Face, DueAt, now);
        _words = Words(now);
    }

    /// <inheritdoc/>
    protected override bool ShouldRender()
    {
        var next = (_face, _words, Used, Class);
        if (next == _shown) return false;
        _shown = next;
        return true;
    }

    // The row turns red when the deadline pump has been there, some seconds after the instant itself; the words would already say "over".
    private static ClockFace Seen(ClockFace face, DateTimeOffset? due, DateTimeOffset now) => face switch
    {
        ClockFace.Ok or ClockFace.Risk when due <= now => ClockFace.Breached,
        ClockFace.Breached when due > now => ClockFace.Risk,
        _ => face,
    };

    private string Words(DateTimeOffset now) => (_face, DueAt) switch
    {
        (ClockFace.Met, _) => Text["Met"],
        (ClockFace.Paused, _) => Left is { } left ? Text["PausedWith", Formats.Duration(left)] : Text["Paused"],
        (_, null) => Formats.None,
        (ClockFace.Breached, { } due) => Text["Over", Formats.Duration(now - due)],
        (_, { } due) => due > now ? Text["Left", Formats.Duration(due - now)] : Text["Over", Formats.Duration(now - due)],
    };
}
