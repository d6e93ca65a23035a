namespace CommandCenter.Platform.Kit;

/// <summary>
/// An entry of the navigation. A room registers its own:
/// <c>services.AddSingleton(RailEntry.Of&lt;TicketsText&gt;(30, "ticket", "Tickets", "/tickets", policy))</c>; the shell knows no page.
/// </summary>
/// <param name="Order">Position from the top; the first entry a person may open is that person's home.</param>
/// <param name="Icon">A name of <see cref="IconShapes"/>.</param>
/// <param name="Texts">The marker class of the room's texts.</param>
/// <param name="Key">The key of the entry's name in them.</param>
/// <param name="Href">The page; every address below it counts as the same entry.</param>
/// <param name="Policy">Who sees it; null for everybody who is signed in.</param>
/// <param name="Surface">The navigation it stands in: <see cref="Kit.Surface.Desk"/> for the rail, <see cref="Kit.Surface.Phone"/> for the bottom bar.</param>
public sealed record RailEntry(int Order, string Icon, Type Texts, string Key, string Href, string? Policy, Surface Surface)
{
    /// <summary>An entry named by a text of a room.</summary>
    public static RailEntry Of<TTexts>(int order, string icon, string key, string href, string? policy = null, Surface surface = Surface.Desk) =>
        new(order, icon, typeof(TTexts), key, href, policy, surface);
}

/// <summary>A component that stands at the right end of every desk's top bar and takes no parameters, such as the menu of who is signed in.</summary>
/// <param name="Order">Position from the left.</param>
/// <param name="Component">The component.</param>
public sealed record TopBarPart(int Order, Type Component);

/// <summary>Something that stands on every page of every layout, e.g. that nothing here is real.</summary>
/// <param name="Component">What is shown; nothing where it has nothing to say.</param>
public sealed record PageBanner(Type Component);
