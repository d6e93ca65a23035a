using System.Globalization;
using CommandCenter.Access;
using CommandCenter.Platform.Data;

namespace CommandCenter.People;

/// <summary>Settings of the room: section <c>People</c>.</summary>
/// <param name="FieldRoles">Whose positions are taken in. <c>FieldRoles</c>, a list or one value with commas; default <c>GridWorker</c>.</param>
/// <param name="TrackDays">Days after which positions are erased, 1 to 90: they are personal data. <c>TrackDays</c>, default 7.</param>
public sealed record PeopleOptions(IReadOnlyList<Role> FieldRoles, int TrackDays)
{
    /// <summary>Grid workers; seven days.</summary>
    public static PeopleOptions Default { get; } = new([Role.GridWorker], 7);

    /// <summary>Reads the section; what is not set has a default.</summary>
    /// <exception cref="CannotStart">A value is wrong; all wrong keys are named.</exception>
    public static PeopleOptions Read(IConfiguration configuration)
    {
        var section = configuration.GetSection("People");
        var problems = new List<string>();
        var roles = new List<Role>();
        var named = section.GetSection("FieldRoles").GetChildren().Select(c => c.Value ?? "").Concat((section["FieldRoles"] ?? "").Split(','));
        foreach (var text in named.Select(t => t.Trim()).Where(t => t.Length > 0))
            if (Enum.TryParse<Role>(text, out var role) && Enum.IsDefined(role) && role != Role.Wall && !char.IsAsciiDigit(text[0]))
                roles.Add(role);
            else
                problems.Add($"People:FieldRoles names '{text}'; it must be one of {string.Join(", ", Enum.GetValues<Role>().Where(r => r != Role.Wall))}.");
        var days = Default.TrackDays;
        if (section["TrackDays"] is { Length: > 0 } value && !(int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out days) && days is >= 1 and <= 90))
            problems.Add($"People:TrackDays is '{value}'; it must be a whole number from 1 to 90.");
        return problems.Count > 0 ? throw new CannotStart(string.Join(" ", problems)) : new PeopleOptions(roles.Count == 0 ? Default.FieldRoles : [.. roles.Distinct()], days);
    }
}
