using System.Globalization;
using CommandCenter.Areas;
using CommandCenter.People;
using CommandCenter.Tickets;

namespace CommandCenter.Reports.Figures;

/// <summary>What rows are called, in the reader's language.</summary>
public sealed class SlaNames(DepartmentIndex departments, CategoryIndex categories, AreaIndex areas)
{
    /// <summary>The name of a row.</summary>
    public string Of(SlaDimension dimension, SlaGroup group, CultureInfo reader) => group.Id is not { } id
        ? ReportsText.In(reader, $"None.{dimension}")
        : Name(dimension, id, reader) is not { } name ? ReportsText.In(reader, "Unknown")
        : group.Only ? ReportsText.In(reader, "DirectlyIn", name) : name;

    private string? Name(SlaDimension dimension, Guid id, CultureInfo reader)
    {
        var english = reader.TwoLetterISOLanguageName != "zh";
        return dimension switch
        {
            SlaDimension.Department => departments.Find(id) is { } d ? (english ? d.NameEn : null) ?? d.Name : null,
            SlaDimension.Category => categories.Find(id) is { } c ? (english ? c.NameEn : null) ?? c.Name : null,
            _ => areas.Find(id) is { } a ? (english ? a.NameEn : null) ?? a.Name : null,
        };
    }
}
