using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace CommandCenter.Tickets.Panels;

/// <summary>
/// Keys that stand for acts on a page: letters anywhere but in a field or a dialog, and <c>/</c>, which goes to the page's search field
/// (<c>data-search</c>). Draws nothing.
/// </summary>
public sealed class PageKeys : ComponentBase, IAsyncDisposable
{
    private DotNetObjectReference<PageKeys>? self;
    private IJSObjectReference? ear;

    /// <summary>The keys: capital letters, and names such as Escape.</summary>
    [Parameter] public IReadOnlyList<string> Keys { get; set; } = [];

    /// <summary>One of them was pressed.</summary>
    [Parameter] public EventCallback<string> Pressed { get; set; }

    [Inject] private IJSRuntime Browser { get; set; } = null!;

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        self = DotNetObjectReference.Create(this);
        try
        {
            await using var script = await Browser.InvokeAsync<IJSObjectReference>("import", "./js/keys.js");
            ear = await script.InvokeAsync<IJSObjectReference>("listen", self, Keys);
        }
        catch (Exception gone) when (gone is JSDisconnectedException or OperationCanceledException)
        {
            // The page is closed already.
        }
    }

    /// <summary>Called by the script.</summary>
    [JSInvokable]
    public Task OnKey(string key) => Pressed.InvokeAsync(key);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (ear is not null)
            {
                await ear.InvokeVoidAsync("stop");
                await ear.DisposeAsync();
            }
        }
        catch (Exception gone) when (gone is JSDisconnectedException or OperationCanceledException)
        {
            // The page is closed: its listeners went with it.
        }
        finally
        {
            self?.Dispose();
        }
    }
}
