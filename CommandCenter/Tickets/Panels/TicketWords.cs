using System.Globalization;
using CommandCenter.Access;
using CommandCenter.Areas;
using CommandCenter.People;
using CommandCenter.Platform.Http;
using CommandCenter.Platform.Kit;
using CommandCenter.Platform.Time;
using Microsoft.Extensions.Localization;

namespace CommandCenter.Tickets.Panels;

/// <summary>
/// What screens say of tickets, in the reader's language: states, verbs, reasons, refusals, and the names of categories, departments and areas.
/// One word for one thing on every screen of every room.
/// </summary>
public sealed class TicketWords(
    IStringLocalizer<TicketsText> text, IStringLocalizer<AccessText> access, CategoryIndex categories, DepartmentIndex departments, AreaIndex areas,
    City city, TimeProvider clock, IEnumerable<TimelineVoice> voices)
{
    private static CultureInfo Reader => CultureInfo.CurrentUICulture;

    private static bool InChinese => Reader.TwoLetterISOLanguageName == "zh";

    /// <summary>A text of the room by its key.</summary>
    public string this[string key, params object[] values] => text[key, values];

    /// <summary>The word for a value of one of the room's enumerations.</summary>
    public string Of<T>(T value) where T : struct, Enum => text[$"{typeof(T).Name}.{value}"];

    /// <summary>The words for several values: "待受理或待派发".</summary>
    public string AnyOf<T>(IEnumerable<T> values) where T : struct, Enum => string.Join(text["Or"], values.Select(Of));

    /// <summary>A role's name.</summary>
    public string Of(Role role) => access[$"Role.{role}"];

    /// <summary>A category's name without those above it; null where there is none.</summary>
    public string? Category(Guid? id) => categories.Find(id) is { } node ? Name(node) : null;

    /// <summary>A category's name with those above it; null where there is none.</summary>
    public string? CategoryPath(Guid? id) => categories.Find(id) is null ? null
        : string.Join(CategoryNode.Separator, categories.Upwards(id).Reverse().Select(Name));

    /// <summary>A department's name; null where there is none.</summary>
    public string? Department(Guid? id) => id is { } known ? departments.Find(known)?.NameFor(Reader) : null;

    /// <summary>A department as the Journal called it then; by its English name for who reads English and finds one.</summary>
    public string? DepartmentThen(Guid? id, string? then) => Then(then, id is { } known ? departments.Find(known)?.NameEn : null);

    /// <summary>A category as the Journal called it then; by its English name for who reads English and finds one.</summary>
    public string? CategoryThen(Guid? id, string? then) => Then(then, categories.Find(id)?.NameEn);

    /// <summary>An area's name; null where there is none.</summary>
    public string? Area(Guid? id) => id is { } known ? areas.Find(known)?.NameFor(Reader) : null;

    /// <summary>An area's name with those it lies in; null where there is none.</summary>
    public string? AreaPath(Guid? id) => id is { } known ? areas.PathFor(known, Reader) : null;

    /// <summary>What a ticket is about; for a confidential one, only that it is.</summary>
    public string Title(TicketView ticket) => ticket.Title ?? text["ConfidentialTitle"];

    /// <summary>How it came in; a source's own word where the product has none.</summary>
    public string Source(string source) => Found($"Source.{source.ToLowerInvariant()}") ?? source;

    /// <summary>An instant in the city's zone, with the date on another day.</summary>
    public string Instant(DateTimeOffset at) => Formats.Instant(at, clock.GetUtcNow(), city.Zone);

    /// <summary>Why the table refuses a verb.</summary>
    public string Why(TicketRefusal refusal)
    {
        var (line, verb) = (TicketTransitions.Of(refusal.Verb), InSentence(Of(refusal.Verb)));
        return refusal.Reason switch
        {
            RefusalReason.WrongState => text["RefusalReason.WrongState", verb, Of(refusal.State), AnyOf(line.From)],
            RefusalReason.WrongRole => text["RefusalReason.WrongRole", verb, string.Join(text["And"], line.Roles.Where(r => r != Role.Administrator).Select(Of))],
            _ => text[$"RefusalReason.{refusal.Reason}", verb],
        };
    }

    /// <summary>What a door's refusal means for whoever sits at the screen; in the door's own words where the room has none for it.</summary>
    public string Of(Refusal refusal) => refusal.Code switch
    {
        "changed" => Changed(refusal),
        "invalid" => Found($"Invalid.{refusal.Field}") ?? refusal.Message,
        _ => TableRefusal(refusal) is { } table ? Why(table) : Found($"Refused.{refusal.Code}") ?? refusal.Message,
    };

    /// <summary>What a room above says of an event of its own; null for the events of this room.</summary>
    public TimelineSaying? Voiced(TimelineItem item) => voices.Select(v => v.Say(item)).FirstOrDefault(said => said is not null);

    /// <summary>An event's name as a verb: what a timeline and a list of changes say.</summary>
    public string Event(string name) => Found($"Event.{name}") ?? text["Event.Other", name];

    /// <summary>Who acted: a person, or a person and the system they act through.</summary>
    public string By(string actor) => ActedName.Parts(actor) is (var person, { } through) ? text["ActedThrough", person, through] : actor;

    private string Changed(Refusal refusal)
    {
        var changes = refusal.Facts.GetValueOrDefault("changes") as IEnumerable<TicketChange> ?? [];
        var said = string.Join(text["Semicolon"], changes.Reverse().Select(c => text["ChangedBy", By(c.ActorName), Instant(c.At), Event(c.Event)].Value));
        return text["Refused.changed", said, StateIn(refusal) is { } state ? Of(state) : Formats.None];
    }

    private static TicketRefusal? TableRefusal(Refusal refusal) =>
        Fact<TicketVerb>(refusal, "verb") is { } verb && StateIn(refusal) is { } state
        && Enum.TryParse<RefusalReason>(refusal.Code.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var reason)
            ? new(reason, verb, state) : null;

    private static TicketState? StateIn(Refusal refusal) => Fact<TicketState>(refusal, "state");

    private static T? Fact<T>(Refusal refusal, string name) where T : struct, Enum =>
        refusal.Facts.GetValueOrDefault(name) is string word && Enum.TryParse<T>(word, out var value) ? value : null;

    private string? Found(string key) => text[key] is { ResourceNotFound: false, Value: var found } ? found : null;

    private static string Name(CategoryNode node) => node.NameFor(Reader);

    // What the Journal does not say (erased, or not for this reader) no index gives back.
    private static string? Then(string? then, string? english) => then is null || InChinese ? then : english ?? then;

    // English verbs stand in the middle of a sentence without their capital.
    private static string InSentence(string verb) => verb.Length == 0 ? verb : char.ToLower(verb[0], Reader) + verb[1..];
}
