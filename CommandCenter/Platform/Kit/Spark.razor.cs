using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace CommandCenter.Platform.Kit;

/// <summary>A small line of recent values, without axis, beside the figure it belongs to. Values that are not numbers are left out.</summary>
public sealed partial class Spark
{
    private List<double> _points = [];
    private string _line = "";
    private double _low, _range = 1;

    /// <summary>The values, oldest first, evenly spaced in time.</summary>
    [Parameter, EditorRequired] public IReadOnlyList<double> Values { get; set; } = [];

    /// <summary>Drawn as a dashed line, in the unit of the values.</summary>
    [Parameter] public double? Target { get; set; }

    /// <summary>Width of the drawing's own units; the CSS decides the size on screen.</summary>
    [Parameter] public double Width { get; set; } = 100;

    /// <summary>Height of the drawing's own units.</summary>
    [Parameter] public double Height { get; set; } = 28;

    /// <summary>Tints the ground below the line.</summary>
    [Parameter] public bool Area { get; set; }

    /// <summary>Marks the newest value.</summary>
    [Parameter] public bool Dot { get; set; } = true;

    /// <summary>What a reader without sight hears; without it the figure beside it has to say everything.</summary>
    [Parameter] public string? Label { get; set; }

    /// <summary>Further CSS classes.</summary>
    [Parameter] public string? Class { get; set; }

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        _points = [.. Values.Where(double.IsFinite)];
        var all = Target is { } target ? [.. _points, target] : _points;
        if (all.Count == 0) return;
        _low = all.Min();
        _range = all.Max() - _low is > 0 and var range ? range : 1;
        _line = string.Concat(_points.Select((value, i) => $"{(i == 0 ? 'M' : 'L')}{Number(X(i))} {Number(Y(value))}"));
    }

    private double X(int i) => _points.Count < 2 ? Width / 2 : 2 + (i * (Width - 6) / (_points.Count - 1));

    private double Y(double value) => 3 + ((Height - 6) * (1 - ((value - _low) / _range)));

    private static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
