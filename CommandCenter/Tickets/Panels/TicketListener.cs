using CommandCenter.Platform.Live;
using Microsoft.AspNetCore.Components;

namespace CommandCenter.Tickets.Panels;

/// <summary>A component that follows the live tickets.</summary>
public abstract class TicketListener : LiveListener<TicketView>
{
    /// <summary>The live tickets.</summary>
    [Inject] protected TicketsLive Live { get; set; } = null!;

    /// <inheritdoc/>
    protected override LiveSet<Guid, TicketView> Followed => Live.Set;
}
