namespace CommandCenter.Areas;

/// <summary>What an administrator is typing about one area; what was stored meanwhile does not touch it.</summary>
public sealed class AreaForm
{
    /// <summary>The area; null for a new one.</summary>
    public Guid? Id { get; private init; }

    /// <summary>The version that was read, by which a change in between is found.</summary>
    public int Version { get; private init; }

    /// <summary>Its level; fixed once it is there.</summary>
    public AreaLevel Level { get; set; }

    /// <summary>See <see cref="Area.Code"/>.</summary>
    public string Code { get; set; } = "";

    /// <summary>See <see cref="Area.Name"/>.</summary>
    public string Name { get; set; } = "";

    /// <summary>See <see cref="Area.NameEn"/>.</summary>
    public string? NameEn { get; set; }

    /// <summary>The other spellings, one on each line.</summary>
    public string Aliases { get; set; } = "";

    /// <summary>See <see cref="Area.ParentId"/>.</summary>
    public Guid? ParentId { get; set; }

    /// <summary>See <see cref="Area.Active"/>.</summary>
    public bool Active { get; set; } = true;

    /// <summary>Filled with an area.</summary>
    public static AreaForm Of(Area area) => new()
    {
        Id = area.Id,
        Version = area.Version,
        Level = area.Level,
        Code = area.Code,
        Name = area.Name,
        NameEn = area.NameEn,
        Aliases = string.Join('\n', area.Aliases),
        ParentId = area.ParentId,
        Active = area.Active,
    };

    /// <summary>Empty, for an area one level below <paramref name="parent"/>.</summary>
    public static AreaForm Below(Area? parent) => new()
    {
        Level = parent is null ? AreaLevel.City : (AreaLevel)Math.Min((int)parent.Level + 1, (int)AreaLevel.Grid),
        ParentId = parent is { Level: < AreaLevel.Grid } ? parent.Id : parent?.ParentId,
    };

    /// <summary>As the desk takes it.</summary>
    public AreaDetails Details() =>
        new(Code, Name, NameEn, Aliases.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries), ParentId, Active);
}

/// <summary>Which rows of the tree are shown: the opened ones, or what a search finds.</summary>
public sealed class AreaTree(AreaIndex index)
{
    private readonly HashSet<Guid> open = [];

    /// <summary>One row.</summary>
    /// <param name="Area">The area.</param>
    /// <param name="Depth">How far below the top, from 0; 0 for what a search found.</param>
    /// <param name="Open">Whether its children are shown; null when it has none or a search shows it.</param>
    public sealed record Row(Area Area, int Depth, bool? Open);

    /// <summary>What is searched for: part of a code, a name or an alias.</summary>
    public string Search { get; set; } = "";

    /// <summary>Shows or hides an area's children.</summary>
    public void Toggle(Guid id)
    {
        if (!open.Remove(id))
            open.Add(id);
    }

    /// <summary>Opens the top where it is a single area: one closed row says nothing of a city.</summary>
    public void OpenOnly()
    {
        if (index.Children(null) is [var only])
            open.Add(only.Id);
    }

    /// <summary>Opens everything above an area.</summary>
    public void Reveal(Guid id) => open.UnionWith(index.Ancestors(id).Select(a => a.Id));

    /// <summary>The rows from top to bottom.</summary>
    public IReadOnlyList<Row> Rows()
    {
        var spelling = Spelling.Normalize(Search);
        if (spelling.Length > 0)
            return [.. index.All.Where(a => new[] { a.Code, a.Name, a.NameEn }.Concat(a.Aliases).Any(s => Spelling.Normalize(s).Contains(spelling, StringComparison.Ordinal))).Select(a => new Row(a, 0, null))];
        var rows = new List<Row>();
        Add(rows, null, 0);
        return rows;
    }

    private void Add(List<Row> rows, Guid? parent, int depth)
    {
        foreach (var area in index.Children(parent))
        {
            var isOpen = open.Contains(area.Id);
            rows.Add(new Row(area, depth, index.Children(area.Id).Count == 0 ? null : isOpen));
            if (isOpen)
                Add(rows, area.Id, depth + 1);
        }
    }
}
