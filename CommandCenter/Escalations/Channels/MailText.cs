using System.Globalization;
using System.Resources;
using CommandCenter.Escalations.Running;
using CommandCenter.Platform.Kit;
using CommandCenter.Platform.Time;

namespace CommandCenter.Escalations.Channels;

/// <summary>
/// The words of an e-mail in its reader's language: number, clock, category, department, chain and a link. Nothing of the requester and nothing of the request's own words,
/// because a mailbox lies outside the house.
/// </summary>
public sealed class MailText(EscalationsOptions options, City city)
{
    private static readonly ResourceManager Resources = new(typeof(EscalationsText));

    /// <summary>The words of a letter.</summary>
    public MailWords Of(Letter letter, CultureInfo culture)
    {
        var (delivery, escalation, matter) = (letter.Delivery, letter.Escalation, letter.Matter);
        var what = What(escalation, culture);
        List<string?> lines =
        [
            matter.DueAt is { } due ? Say(culture, "Mail.Due", what, Formats.Full(due, city.Zone, culture)[..^3]) : Say(culture, "Mail.What", what),
            "",
            Line(culture, "Mail.Title", matter.Title),
            Line(culture, "Mail.Category", matter.Category),
            Line(culture, "Mail.Department", matter.Department),
            Line(culture, "Mail.Priority", matter.Priority.Length == 0 ? null : Say(culture, $"{escalation.Subject}Priority.{matter.Priority}")),
            Say(culture, "Mail.Step", escalation.Chain, delivery.Step + 1, escalation.Plan.Steps.Count),
            delivery.Attempt > 1 ? Say(culture, "Mail.Again", delivery.Attempt) : null,
            delivery.LastResort ? Say(culture, "Mail.LastResort") : null,
            "",
            Link(escalation),
            "",
            Say(culture, "Mail.Foot", city.For(culture) ?? "CommandCenter"),
        ];
        return new MailWords(what, string.Join('\n', lines.OfType<string>()) + "\n");
    }

    /// <summary>The words of a test.</summary>
    public MailWords Test(CultureInfo culture) =>
        new(Say(culture, "Mail.TestSubject"), $"{Say(culture, "Mail.Test", city.For(culture) ?? "CommandCenter")}\n\n{options.Link("/")}\n");

    /// <summary>The page of what an escalation is about.</summary>
    public string Link(Escalation escalation) => options.Link(EscalationMatter.PathOf(escalation.Subject, escalation.Label));

    /// <summary>What has happened, in one line: "JC-260618-0003: sign limit breached".</summary>
    public static string What(Escalation escalation, CultureInfo culture) => escalation.Clock is { } clock
        ? Say(culture, $"What.{escalation.Trigger}", escalation.Label, Say(culture, $"Clock.{clock}"))
        : Say(culture, "What.Unacknowledged", escalation.Label);

    private static string? Line(CultureInfo culture, string key, string? value) => value is null ? null : Say(culture, key, value);

    private static string Say(CultureInfo culture, string key, params object[] values) =>
        string.Format(culture, Resources.GetString(key, culture) ?? throw new MissingManifestResourceException($"EscalationsText has no '{key}'."), values);
}
