namespace CommandCenter.Tickets.Administration;

/// <summary>What an administrator is typing about one category; what was stored meanwhile does not touch it.</summary>
public sealed class CategoryForm
{
    /// <summary>The category; null for a new one.</summary>
    public Guid? Id { get; private init; }

    /// <summary>The version that was read, by which a change in between is found.</summary>
    public int Version { get; private init; }

    /// <summary>See <see cref="Category.Name"/>.</summary>
    public string Name { get; set; } = "";

    /// <summary>See <see cref="Category.NameEn"/>.</summary>
    public string? NameEn { get; set; }

    /// <summary>See <see cref="Category.ParentId"/>; as the page's list has it, empty for the top.</summary>
    public string Parent { get; set; } = "";

    /// <summary>See <see cref="Category.DepartmentId"/>; as the page's list has it, empty for none.</summary>
    public string Department { get; set; } = "";

    /// <summary>See <see cref="Category.Priority"/>.</summary>
    public TicketPriority Priority { get; set; } = TicketPriority.Normal;

    /// <summary>See <see cref="Category.Active"/>.</summary>
    public bool Active { get; set; } = true;

    /// <summary>Filled with a category.</summary>
    public static CategoryForm Of(Category category) => new()
    {
        Id = category.Id,
        Version = category.Version,
        Name = category.Name,
        NameEn = category.NameEn,
        Parent = category.ParentId?.ToString() ?? "",
        Department = category.DepartmentId?.ToString() ?? "",
        Priority = category.Priority,
        Active = category.Active,
    };

    /// <summary>Empty, to hang below the chosen category or, where that is on the last level, beside it.</summary>
    public static CategoryForm Below(CategoryNode? chosen) => new()
    {
        Parent = (chosen is { Level: < Category.Levels } ? chosen.Id : chosen?.ParentId)?.ToString() ?? "",
        Department = chosen?.DepartmentId?.ToString() ?? "",
        Priority = chosen?.Priority ?? TicketPriority.Normal,
    };

    /// <summary>As the desk takes it.</summary>
    public CategoryDetails Details() => new(Name, NameEn, IdOf(Parent), IdOf(Department), Priority, Active);

    private static Guid? IdOf(string text) => Guid.TryParse(text, out var id) ? id : null;
}

/// <summary>Which rows of the tree are shown: the opened ones, or what a search finds.</summary>
public sealed class CategoryRows(CategoryIndex categories)
{
    private readonly HashSet<Guid> open = [];

    /// <summary>One row.</summary>
    /// <param name="Category">The category.</param>
    /// <param name="Depth">How far below the top, from 0; 0 for what a search found.</param>
    /// <param name="Open">Whether its children are shown; null when it has none or a search shows it.</param>
    public sealed record Row(CategoryNode Category, int Depth, bool? Open);

    /// <summary>What is searched for: part of a name in either language, or of a path.</summary>
    public string Search { get; set; } = "";

    /// <summary>Shows or hides what is below.</summary>
    public void Toggle(Guid id)
    {
        if (!open.Remove(id))
            open.Add(id);
    }

    /// <summary>Opens everything above a category.</summary>
    public void Reveal(Guid id) => open.UnionWith(categories.Upwards(id).Skip(1).Select(c => c.Id));

    /// <summary>The rows from top to bottom.</summary>
    public IReadOnlyList<Row> Rows()
    {
        if (Search.Trim() is { Length: > 0 } words)
            return [.. categories.All.Where(c => Has(c.Path, words) || Has(c.NameEn, words)).Select(c => new Row(c, 0, null))];
        var rows = new List<Row>();
        var children = categories.All.ToLookup(c => c.ParentId);
        Add(rows, children, null, 0);
        return rows;
    }

    private void Add(List<Row> rows, ILookup<Guid?, CategoryNode> children, Guid? parent, int depth)
    {
        foreach (var category in children[parent])
        {
            var isOpen = open.Contains(category.Id);
            rows.Add(new Row(category, depth, children[category.Id].Any() ? isOpen : null));
            if (isOpen)
                Add(rows, children, category.Id, depth + 1);
        }
    }

    private static bool Has(string? text, string words) => text?.Contains(words, StringComparison.CurrentCultureIgnoreCase) == true;
}
