using System.Globalization;
using CommandCenter.Access.Accounts;
using CommandCenter.Escalations.Chains;
using CommandCenter.Escalations.Running;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Escalations.Channels;

/// <summary>What is sent: a delivery that was begun, and everything its text is made of.</summary>
/// <param name="Delivery">The delivery as it was begun.</param>
/// <param name="Escalation">Its escalation.</param>
/// <param name="Matter">What it is about, as it stands.</param>
/// <param name="Person">Who gets the e-mail.</param>
/// <param name="Target">Who gets the webhook.</param>
public sealed record Letter(Delivery Delivery, Escalation Escalation, EscalationMatter Matter, User? Person, WebhookTarget? Target);

/// <summary>Why something was not delivered.</summary>
/// <param name="Error">What the other side said, or a word of ours: <c>no-address</c>, <c>no-mail-server</c>, <c>no-target</c>, <c>timeout</c>.</param>
/// <param name="ForGood">Trying again cannot help.</param>
public sealed record DeliveryFailure(string Error, bool ForGood);

/// <summary>Takes a letter out by its channel. Nothing it meets is swallowed: what fails comes back in words.</summary>
public sealed class Postman(EscalationMatters matters, Mailer mailer, MailText texts, WebhookSender webhooks, City city, TimeProvider clock)
{
    /// <summary>Gathers what a delivery is made of.</summary>
    public async Task<Letter> Write(CityDb db, Delivery delivery, Escalation escalation, CancellationToken cancel) => new(
        delivery, escalation, await matters.Look(db, escalation, cancel),
        delivery.Channel == DeliveryChannel.Email ? await db.Set<User>().AsNoTracking().FirstOrDefaultAsync(u => u.Id == delivery.RecipientId && u.Active, cancel) : null,
        delivery.Channel == DeliveryChannel.Webhook ? await db.Set<WebhookTarget>().AsNoTracking().FirstOrDefaultAsync(t => t.Id == delivery.RecipientId && t.Active, cancel) : null);

    /// <summary>Sends it; null when the other side took it.</summary>
    public async Task<DeliveryFailure?> Send(Letter letter, CancellationToken cancel)
    {
        if (letter.Delivery.Channel == DeliveryChannel.Email)
            return letter.Person?.Email is { Length: > 0 } address
                ? await mailer.Send(address, letter.Person.DisplayName, texts.Of(letter, CultureOf(letter.Person)), letter.Delivery.Id, cancel)
                : new DeliveryFailure("no-address", ForGood: true);
        return letter.Target is { } target
            ? await webhooks.Send(target, letter.Delivery.Id, WebhookBody.Of(letter, texts.Link(letter.Escalation)), clock.GetUtcNow(), cancel)
            : new DeliveryFailure("no-target", ForGood: true);
    }

    /// <summary>The language a person reads.</summary>
    public CultureInfo CultureOf(User person) => CultureInfo.GetCultureInfo(person.Language ?? city.Language);
}

/// <summary>The body of a webhook: what happened and to which, without words of the request and without the requester.</summary>
/// <param name="Type">What happened: <c>escalation.step</c>, or <c>test</c>.</param>
/// <param name="Id">The delivery; the same at each attempt, so that a receiver can drop doubles.</param>
/// <param name="At">When the step was taken.</param>
/// <param name="Escalation">The running escalation.</param>
/// <param name="Chain">The chain's name.</param>
/// <param name="Step">The step, from 1.</param>
/// <param name="Attempt">Which time, from 1.</param>
/// <param name="Trigger">What started the chain.</param>
/// <param name="Subject">What it is about.</param>
public sealed record WebhookBody(string Type, Guid Id, DateTimeOffset At, Guid? Escalation, string? Chain, int? Step, int? Attempt, ChainTrigger? Trigger, WebhookSubject? Subject)
{
    /// <summary>The body of a letter.</summary>
    public static WebhookBody Of(Letter letter, string link) => new(
        "escalation.step", letter.Delivery.Id, letter.Delivery.CreatedAt, letter.Escalation.Id, letter.Escalation.Chain, letter.Delivery.Step + 1, letter.Delivery.Attempt, letter.Escalation.Trigger,
        new WebhookSubject(letter.Escalation.Subject, letter.Escalation.SubjectId, letter.Escalation.Label, letter.Escalation.Clock?.ToString(), letter.Matter.DueAt, letter.Matter.Priority,
            letter.Matter.Title, letter.Matter.Category, letter.Matter.Department, link));
}

/// <summary>What a webhook is about.</summary>
public sealed record WebhookSubject(
    EscalationSubject Kind, Guid Id, string Number, string? Clock, DateTimeOffset? DueAt, string Priority, string? Title, string? Category, string? Department, string Link);
