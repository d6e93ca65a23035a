using System.Globalization;
using CommandCenter.Access.Accounts;

namespace CommandCenter.Access.Administration;

/// <summary>What the page of users holds: everybody, what is searched for, and the names of what they belong to.</summary>
public sealed class UserList(UserDirectory directory, AccessChoices choices)
{
    private IReadOnlyList<UserRow> all = [];
    private Dictionary<Guid, string> departmentNames = [];

    /// <summary>The departments to choose from.</summary>
    public IReadOnlyList<(Guid Id, string Name)> Departments { get; private set; } = [];

    /// <summary>The areas to choose from.</summary>
    public IReadOnlyList<(Guid Id, string Name)> Areas { get; private set; } = [];

    /// <summary>Words that must be in name, account or department.</summary>
    public string Search { get; set; } = "";

    /// <summary>Whether closed accounts are shown, too.</summary>
    public bool ShowInactive { get; set; }

    /// <summary>The rows to show.</summary>
    public IReadOnlyList<UserRow> Shown => [.. all.Where(u => (ShowInactive || u.Active) && Matches(u))];

    /// <summary>Reads everything anew.</summary>
    public async Task Load(CancellationToken cancel)
    {
        all = await directory.List(cancel);
        Departments = ForReader(await choices.Departments(cancel));
        Areas = ForReader(await choices.Areas(cancel));
        departmentNames = Departments.ToDictionary(d => d.Id, d => d.Name);
    }

    /// <summary>The name of a user's department; empty where there is none.</summary>
    public string DepartmentOf(UserRow user) => user.DepartmentId is { } id ? departmentNames.GetValueOrDefault(id, "") : "";

    private IReadOnlyList<(Guid Id, string Name)> ForReader(IReadOnlyList<(Guid Id, string Name)> rows) =>
        [.. rows.Select(r => (r.Id, Name: choices.ForReader(r.Id) ?? r.Name)).OrderBy(r => r.Name, StringComparer.CurrentCulture)];

    private bool Matches(UserRow user) => Search.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .All(word => Has(user.DisplayName, word) || Has(user.UserName, word) || Has(DepartmentOf(user), word));

    private static bool Has(string text, string word) => CultureInfo.InvariantCulture.CompareInfo.IndexOf(text, word, CompareOptions.IgnoreCase | CompareOptions.IgnoreWidth) >= 0;
}
