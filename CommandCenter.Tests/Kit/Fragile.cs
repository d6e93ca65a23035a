using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace CommandCenter.Tests.Kit;

/// <summary>A panel that fails while its switch is on.</summary>
public sealed class Fragile : ComponentBase
{
    [Parameter, EditorRequired] public required Func<bool> Fails { get; set; }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        if (Fails()) throw new InvalidOperationException("the panel's source is gone");
        builder.AddMarkupContent(0, "<p>well</p>");
    }
}
