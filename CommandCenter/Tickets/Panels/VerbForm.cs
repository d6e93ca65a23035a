using CommandCenter.Access.Accounts;
using CommandCenter.People;

namespace CommandCenter.Tickets.Panels;

/// <summary>What a person types for a verb that cannot do without a field.</summary>
/// <param name="Verb">The verb.</param>
/// <param name="Field">The field it needs.</param>
/// <param name="Moves">How far the ticket had moved when the person looked at it; null for several tickets.</param>
public sealed record VerbForm(TicketVerb Verb, VerbField Field, int? Moves)
{
    /// <summary>The words, of a field that is words; else a note beside the choice.</summary>
    public string? Words { get; set; }

    /// <summary>The choice, of a field that is one.</summary>
    public string? Choice { get; set; }

    /// <summary>Whether the field is words.</summary>
    public bool IsWords => Field is VerbField.Reason or VerbField.Reply or VerbField.Text;

    /// <summary>Whether a note may go with the choice.</summary>
    public bool TakesNote => Field is VerbField.Department or VerbField.SuspendReason;

    /// <summary>As the desk takes it.</summary>
    public VerbInput Input => new()
    {
        Moves = Moves,
        Reason = Field == VerbField.Reason || TakesNote ? Text : null,
        Reply = Field == VerbField.Reply ? Text : null,
        Text = Field == VerbField.Text ? Text : null,
        Department = Field == VerbField.Department ? Choice : null,
        Assignee = Field == VerbField.Assignee ? Choice : null,
        Category = Field == VerbField.Category ? Choice : null,
        Priority = Field == VerbField.Priority && Enum.TryParse<TicketPriority>(Choice, out var priority) ? priority : null,
        SuspendReason = Field == VerbField.SuspendReason && Enum.TryParse<SuspendReason>(Choice, out var reason) ? reason : null,
    };

    private string? Text => string.IsNullOrWhiteSpace(Words) ? null : Words.Trim();
}

/// <summary>What can be chosen in a verb's form, in the reader's language.</summary>
public sealed class VerbChoices(CategoryIndex categories, DepartmentIndex departments, UserDirectory users, TicketWords words)
{
    /// <summary>The active categories by path.</summary>
    public IReadOnlyList<PickItem> Categories() => [.. categories.All.Where(c => c.Active).Select(c => new PickItem(c.Id.ToString(), words.CategoryPath(c.Id)!))];

    /// <summary>The active departments; the one that a category's tickets usually go to comes first and is marked.</summary>
    public IReadOnlyList<PickItem> Departments(Guid? categoryId)
    {
        var proposed = Proposed(categoryId);
        return [.. departments.All.Where(d => d.Active).OrderByDescending(d => d.Id == proposed).Select(d =>
            new PickItem(d.Id.ToString(), words.Department(d.Id)!, d.Id == proposed ? words["Proposed"] : null))];
    }

    /// <summary>The department that a category's tickets usually go to: its own, else that of the nearest above.</summary>
    public Guid? Proposed(Guid? categoryId) =>
        categories.Upwards(categoryId).Select(c => c.DepartmentId).FirstOrDefault(id => id is { } known && departments.Find(known) is { Active: true });

    /// <summary>The open accounts of a department.</summary>
    public async Task<IReadOnlyList<PickItem>> Handlers(Guid? departmentId, CancellationToken cancel)
    {
        if (departmentId is not { } department)
            return [];
        var rows = await users.InDepartment(department, cancel);
        return [.. rows.Select(u => new PickItem(u.Id.ToString(), u.DisplayName == u.UserName ? u.UserName : $"{u.DisplayName} · {u.UserName}"))];
    }
}
