namespace CommandCenter.People;

/// <summary>What an administrator is typing about one department; what was stored meanwhile does not touch it.</summary>
public sealed class DepartmentForm
{
    /// <summary>The department; null for a new one.</summary>
    public Guid? Id { get; private init; }

    /// <summary>The version that was read, by which a change in between is found.</summary>
    public int Version { get; private init; }

    /// <summary>See <see cref="Department.Code"/>; fixed once it is there.</summary>
    public string Code { get; set; } = "";

    /// <summary>See <see cref="Department.Name"/>.</summary>
    public string Name { get; set; } = "";

    /// <summary>See <see cref="Department.NameEn"/>.</summary>
    public string? NameEn { get; set; }

    /// <summary>The other spellings, one on each line.</summary>
    public string Aliases { get; set; } = "";

    /// <summary>See <see cref="Department.ParentId"/>.</summary>
    public Guid? ParentId { get; set; }

    /// <summary>See <see cref="Department.Phone"/>.</summary>
    public string? Phone { get; set; }

    /// <summary>See <see cref="Department.Active"/>.</summary>
    public bool Active { get; set; } = true;

    /// <summary>Filled with a department.</summary>
    public static DepartmentForm Of(Department department) => new()
    {
        Id = department.Id,
        Version = department.Version,
        Code = department.Code,
        Name = department.Name,
        NameEn = department.NameEn,
        Aliases = string.Join('\n', department.Aliases),
        ParentId = department.ParentId,
        Phone = department.Phone,
        Active = department.Active,
    };

    /// <summary>As the desk takes it.</summary>
    public DepartmentDetails Details() =>
        new(Code, Name, NameEn, Aliases.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries), ParentId, Phone, Active);
}
