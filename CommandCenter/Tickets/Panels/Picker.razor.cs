using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace CommandCenter.Tickets.Panels;

/// <summary>Something that can be picked.</summary>
/// <param name="Value">What is sent.</param>
/// <param name="Text">What people read and search.</param>
/// <param name="Hint">A word beside it, such as "proposed".</param>
public sealed record PickItem(string Value, string Text, string? Hint = null);

/// <summary>One of many, found by typing: a combobox with a list, by pointer or by keys.</summary>
public sealed partial class Picker
{
    private const int Most = 40;
    private IReadOnlyList<PickItem> _shown = [];
    private string _typed = "";
    private bool _open;
    private int _at;
    private int _more;

    /// <summary>The id of its field, for a label.</summary>
    [Parameter, EditorRequired] public string Id { get; set; } = "";

    /// <summary>What can be picked, in order.</summary>
    [Parameter, EditorRequired] public IReadOnlyList<PickItem> Items { get; set; } = [];

    /// <summary>What is picked.</summary>
    [Parameter] public string? Value { get; set; }

    /// <summary>Something else was picked, or nothing.</summary>
    [Parameter] public EventCallback<string?> ValueChanged { get; set; }

    /// <summary>Its name, where no label stands beside it.</summary>
    [Parameter] public string? Label { get; set; }

    /// <summary>What stands in it while nothing is picked.</summary>
    [Parameter] public string? Placeholder { get; set; }

    /// <summary>Whether it is at fault.</summary>
    [Parameter] public bool Bad { get; set; }

    /// <summary>The element that says why.</summary>
    [Parameter] public string? DescribedBy { get; set; }

    /// <summary>Further CSS classes.</summary>
    [Parameter] public string? Class { get; set; }

    private PickItem? Chosen => Value is null ? null : Items.FirstOrDefault(i => i.Value == Value);

    private void Open()
    {
        if (_open)
            return;
        (_open, _typed) = (true, "");
        Search();
        _at = Math.Max(0, _shown.ToList().FindIndex(i => i.Value == Value));
    }

    private void Close() => _open = false;

    private void Typed(ChangeEventArgs e)
    {
        (_open, _typed, _at) = (true, e.Value as string ?? "", 0);
        Search();
    }

    private void Search()
    {
        var words = _typed.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        // What begins with the words is meant before what merely holds them: "side" is a sidewalk before it is residential.
        var found = Items.Where(i => words.All(w => i.Text.Contains(w, StringComparison.CurrentCultureIgnoreCase)))
            .OrderByDescending(i => words.Length > 0 && words.All(w => Begins(i.Text, w))).ToList();
        (_shown, _more) = ([.. found.Take(Most)], Math.Max(0, found.Count - Most));
    }

    private static bool Begins(string text, string word) =>
        text.StartsWith(word, StringComparison.CurrentCultureIgnoreCase) || text.Contains(' ' + word, StringComparison.CurrentCultureIgnoreCase);

    private Task Choose(PickItem? item)
    {
        Close();
        return item?.Value == Value ? Task.CompletedTask : ValueChanged.InvokeAsync(item?.Value);
    }

    private Task Pressed(KeyboardEventArgs key)
    {
        switch (key.Key)
        {
            case "ArrowDown" or "ArrowUp" when !_open:
                Open();
                break;
            case "ArrowDown":
                _at = Math.Min(_at + 1, Math.Max(0, _shown.Count - 1));
                break;
            case "ArrowUp":
                _at = Math.Max(0, _at - 1);
                break;
            case "Escape":
                Close();
                break;
            case "Enter" when _open && _at < _shown.Count:
                return Choose(_shown[_at]);
        }
        return Task.CompletedTask;
    }
}
