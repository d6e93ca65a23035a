using System.Globalization;
using CommandCenter.Areas;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CommandCenter.People;

/// <summary>
/// 部门: a unit that signs for and handles tickets. Changed only through <see cref="DepartmentDesk"/>, read by everybody through <see cref="DepartmentIndex"/>.
/// </summary>
public sealed class Department : IVersioned
{
    /// <summary>The longest code.</summary>
    public const int CodeLength = 60;

    /// <summary>The longest name and the longest alias.</summary>
    public const int NameLength = 200;

    /// <summary>The longest telephone number.</summary>
    public const int PhoneLength = 40;

    private Department()
    {
    }

    /// <summary>Its lasting id.</summary>
    public Guid Id { get; private init; }

    /// <summary>What programs and forms call it; unique.</summary>
    public string Code { get; private set; } = "";

    /// <summary>What people call it.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Its English name, where it has another.</summary>
    public string? NameEn { get; private set; }

    /// <summary>The department it belongs to; null at the top.</summary>
    public Guid? ParentId { get; private set; }

    /// <summary>Other spellings that sources use; compared by <see cref="Spelling.Normalize"/>.</summary>
    public List<string> Aliases { get; private set; } = [];

    /// <summary>The number of its duty room.</summary>
    public string? Phone { get; private set; }

    /// <summary>Whether tickets are dispatched to it. An inactive department keeps its name on what it once handled.</summary>
    public bool Active { get; private set; } = true;

    /// <inheritdoc/>
    public int Version { get; set; }

    /// <summary>A new department.</summary>
    /// <exception cref="Refusal">Code or name is missing or too long.</exception>
    public static Department Create(Guid id, string code, string name, string? nameEn = null, Guid? parentId = null) => new()
    {
        Id = id,
        Code = Checked("code", code, CodeLength),
        Name = Checked("name", name, NameLength),
        NameEn = Optional("nameEn", nameEn, NameLength),
        ParentId = parentId,
    };

    /// <summary>Gives it another name. The old one stays as an alias, because sources go on using it.</summary>
    public void Rename(string name, string? nameEn)
    {
        name = Checked("name", name, NameLength);
        var old = Name;
        (Name, NameEn) = (name, Optional("nameEn", nameEn, NameLength));
        if (!IsCalled(old))
            Aliases = [.. Aliases, old];
    }

    /// <summary>Replaces the other spellings; blanks and repetitions fall away.</summary>
    public void SetAliases(IEnumerable<string> aliases) =>
        Aliases = [.. aliases.Where(a => !string.IsNullOrWhiteSpace(a)).Select(a => Checked("aliases", a, NameLength)).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>Hangs it under another department; that this makes no circle is <see cref="DepartmentDesk"/>'s to check, which sees them all.</summary>
    public void MoveTo(Guid? parentId) => ParentId = parentId;

    /// <summary>Sets the number of its duty room.</summary>
    public void SetPhone(string? phone) => Phone = Optional("phone", phone, PhoneLength);

    /// <summary>Takes it out of use, or into use again.</summary>
    public void SetActive(bool active) => Active = active;

    /// <summary>The name for a reader: the English one where there is one and the reader does not read Chinese.</summary>
    public string NameFor(CultureInfo reader) => reader.TwoLetterISOLanguageName == "zh" ? Name : NameEn ?? Name;

    /// <summary>Whether the text is its code, its name or an alias, in any spelling.</summary>
    public bool IsCalled(string text)
    {
        var spelling = Spelling.Normalize(text);
        return Spelling.Normalize(Code) == spelling || Spelling.Normalize(Name) == spelling || (NameEn is not null && Spelling.Normalize(NameEn) == spelling)
            || Aliases.Exists(a => Spelling.Normalize(a) == spelling);
    }

    private static string? Optional(string field, string? value, int longest) => string.IsNullOrWhiteSpace(value) ? null : Checked(field, value, longest);

    private static string Checked(string field, string? value, int longest)
    {
        var text = value?.Trim() ?? "";
        return text.Length == 0 ? throw Refusal.Invalid(field, "must not be empty.")
            : text.Length > longest ? throw Refusal.Invalid(field, $"has {text.Length} characters, at most {longest} are kept.")
            : text;
    }
}

internal sealed class DepartmentTable : IEntityTypeConfiguration<Department>
{
    public void Configure(EntityTypeBuilder<Department> department)
    {
        department.ToTable("Departments");
        department.Property(d => d.Id).ValueGeneratedNever();
        department.Property(d => d.Code).HasMaxLength(Department.CodeLength);
        department.Property(d => d.Name).HasMaxLength(Department.NameLength);
        department.Property(d => d.NameEn).HasMaxLength(Department.NameLength);
        department.Property(d => d.Phone).HasMaxLength(Department.PhoneLength);
        department.HasOne<Department>().WithMany().HasForeignKey(d => d.ParentId).OnDelete(DeleteBehavior.Restrict);
        department.HasIndex(d => d.Code).IsUnique();
    }
}
