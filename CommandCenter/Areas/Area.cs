using System.Globalization;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;

namespace CommandCenter.Areas;

/// <summary>How large an area is; the later, the smaller.</summary>
public enum AreaLevel
{
    /// <summary>城市: the whole city.</summary>
    City,

    /// <summary>区: a district or ward.</summary>
    District,

    /// <summary>街道: a street office.</summary>
    Street,

    /// <summary>社区: a community.</summary>
    Community,

    /// <summary>网格: the smallest; one grid worker answers for it.</summary>
    Grid,
}

/// <summary>
/// 区域: a node of the city's tree, with its outline where one is known. Changed only through <see cref="AreaDesk"/> and <see cref="AreaImport"/>,
/// read by everybody through <see cref="AreaIndex"/>.
/// </summary>
public sealed class Area : IVersioned
{
    /// <summary>The longest code.</summary>
    public const int CodeLength = 60;

    /// <summary>The longest name and the longest alias.</summary>
    public const int NameLength = 200;

    private Area()
    {
    }

    /// <summary>Its lasting id.</summary>
    public Guid Id { get; private init; }

    /// <summary>How large it is.</summary>
    public AreaLevel Level { get; private init; }

    /// <summary>The area it lies in; null at the top.</summary>
    public Guid? ParentId { get; private set; }

    /// <summary>What programs and forms call it, e.g. <c>LA-0233</c>; unique under its parent and level.</summary>
    public string Code { get; private set; } = "";

    /// <summary>What people call it.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Its English name, where it has another.</summary>
    public string? NameEn { get; private set; }

    /// <summary>Other spellings that sources use; compared by <see cref="Spelling.Normalize"/>.</summary>
    public List<string> Aliases { get; private set; } = [];

    /// <summary>Its polygon or polygons as well-known binary, WGS84 degrees, longitude first; null where none is known.</summary>
    public byte[]? Outline { get; private set; }

    /// <summary>The southern edge of the outline, degrees.</summary>
    public double? MinLat { get; private set; }

    /// <summary>The northern edge of the outline, degrees.</summary>
    public double? MaxLat { get; private set; }

    /// <summary>The western edge of the outline, degrees.</summary>
    public double? MinLon { get; private set; }

    /// <summary>The eastern edge of the outline, degrees.</summary>
    public double? MaxLon { get; private set; }

    /// <summary>Whether new things are placed in it. An inactive area keeps its name on what it once held.</summary>
    public bool Active { get; private set; } = true;

    /// <inheritdoc/>
    public int Version { get; set; }

    /// <summary>A new area.</summary>
    /// <exception cref="Refusal">Code or name is missing or too long.</exception>
    public static Area Create(Guid id, AreaLevel level, string code, string name, Guid? parentId = null, Geometry? outline = null)
    {
        var area = new Area { Id = id, Level = level, ParentId = parentId, Code = Checked("code", code, CodeLength), Name = Checked("name", name, NameLength) };
        if (outline is not null)
            area.Draw(outline);
        return area;
    }

    /// <summary>Gives it another code.</summary>
    public void Recode(string code) => Code = Checked("code", code, CodeLength);

    /// <summary>Gives it another name. The old one stays as an alias, because sources go on using it.</summary>
    public void Rename(string name, string? nameEn)
    {
        name = Checked("name", name, NameLength);
        var old = Name;
        (Name, NameEn) = (name, string.IsNullOrWhiteSpace(nameEn) ? null : Checked("nameEn", nameEn, NameLength));
        if (!IsCalled(old))
            Aliases = [.. Aliases, old];
    }

    /// <summary>Replaces the other spellings; blanks and repetitions fall away.</summary>
    public void SetAliases(IEnumerable<string> aliases) =>
        Aliases = [.. aliases.Where(a => !string.IsNullOrWhiteSpace(a)).Select(a => Checked("aliases", a, NameLength)).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>Hangs it under another area; that this makes no circle is <see cref="AreaDesk"/>'s to check, which sees the tree.</summary>
    public void MoveTo(Guid? parentId) => ParentId = parentId;

    /// <summary>Takes it out of use, or into use again.</summary>
    public void SetActive(bool active) => Active = active;

    /// <summary>Gives it an outline.</summary>
    /// <param name="outline">A valid polygon or multipolygon in WGS84 degrees, longitude as X.</param>
    /// <returns>Whether it is another outline than before.</returns>
    public bool Draw(Geometry outline)
    {
        var binary = new WKBWriter(ByteOrder.LittleEndian, handleSRID: false, emitZ: false).Write(outline);
        if (Outline is { } before && before.AsSpan().SequenceEqual(binary))
            return false;
        var box = outline.EnvelopeInternal;
        (Outline, MinLat, MaxLat, MinLon, MaxLon) = (binary, box.MinY, box.MaxY, box.MinX, box.MaxX);
        return true;
    }

    /// <summary>The outline as a geometry, longitude as X; null where none is known.</summary>
    public Geometry? Shape() => Outline is null ? null : new WKBReader().Read(Outline);

    /// <summary>The name for a reader: the English one where there is one and the reader does not read Chinese.</summary>
    public string NameFor(CultureInfo reader) => reader.TwoLetterISOLanguageName == "zh" ? Name : NameEn ?? Name;

    /// <summary>Whether the text is its code, its name or an alias, in any spelling.</summary>
    public bool IsCalled(string text)
    {
        var spelling = Spelling.Normalize(text);
        return Spelling.Normalize(Code) == spelling || Spelling.Normalize(Name) == spelling || (NameEn is not null && Spelling.Normalize(NameEn) == spelling)
            || Aliases.Exists(a => Spelling.Normalize(a) == spelling);
    }

    private static string Checked(string field, string? value, int longest)
    {
        var text = value?.Trim() ?? "";
        return text.Length == 0 ? throw Refusal.Invalid(field, "must not be empty.")
            : text.Length > longest ? throw Refusal.Invalid(field, $"has {text.Length} characters, at most {longest} are kept.")
            : text;
    }
}

internal sealed class AreaTable : IEntityTypeConfiguration<Area>
{
    public void Configure(EntityTypeBuilder<Area> area)
    {
        area.ToTable("Areas");
        area.Property(a => a.Id).ValueGeneratedNever();
        area.Property(a => a.Code).HasMaxLength(Area.CodeLength);
        area.Property(a => a.Name).HasMaxLength(Area.NameLength);
        area.Property(a => a.NameEn).HasMaxLength(Area.NameLength);
        area.HasOne<Area>().WithMany().HasForeignKey(a => a.ParentId).OnDelete(DeleteBehavior.Restrict);
        area.HasIndex(a => new { a.Level, a.Code });
        area.HasIndex(a => new { a.MinLat, a.MaxLat, a.MinLon, a.MaxLon });
    }
}
