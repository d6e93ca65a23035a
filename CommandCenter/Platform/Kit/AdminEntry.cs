namespace CommandCenter.Platform.Kit;

/// <summary>
/// An entry on the page of administration. A room registers its own:
/// <c>services.AddSingleton(AdminEntry.Of&lt;SlaText&gt;(40, "clock", "Policies", "/admin/policies"))</c>; the page knows no room. Administrators see it.
/// </summary>
/// <param name="Order">Position.</param>
/// <param name="Icon">A name of <see cref="IconShapes"/>.</param>
/// <param name="Texts">The marker class of the room's texts.</param>
/// <param name="Key">The key of the entry's name in them; <c>Key + "About"</c>, where there is such a text, says in one line what the page is for.</param>
/// <param name="Href">The page.</param>
public sealed record AdminEntry(int Order, string Icon, Type Texts, string Key, string Href)
{
    /// <summary>An entry named by a text of a room.</summary>
    public static AdminEntry Of<TTexts>(int order, string icon, string key, string href) => new(order, icon, typeof(TTexts), key, href);
}
