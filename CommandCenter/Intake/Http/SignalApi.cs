using CommandCenter.Access;
using CommandCenter.Intake.Problems;
using CommandCenter.Intake.Reading;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Http;
using CommandCenter.Platform.Maps;

namespace CommandCenter.Intake.Http;

/// <summary>
/// The doors for programs: <c>POST /api/v1/measurements</c>, <c>/positions</c>, <c>/alarms</c>. One object, an array, or NDJSON; answered after the commit, item by item.
/// </summary>
public sealed class SignalApi(Reception reception, IntakeProblems problems, IntakeMeters meters, IntakeOptions options, TimeProvider clock)
{
    private const string Door = "http";
    private const int LongestWait = 30;

    /// <summary>Maps the three doors.</summary>
    public static void Map(IEndpointRouteBuilder api)
    {
        Map<MeasurementItem>(api, "measurements", SignalKind.Measurements, Permit.SendMeasurements, "Send measurements of devices.");
        Map<PositionItem>(api, "positions", SignalKind.Positions, Permit.SendPositions, "Send positions of the field staff.");
        Map<AlarmItem>(api, "alarms", SignalKind.Alarms, Permit.SendAlarms, "Raise and clear alarms of an outside system.");
    }

    /// <summary>Takes one sending.</summary>
    public async Task<IResult> Take(SignalKind kind, HttpContext http, CancellationToken cancel)
    {
        var (sender, receivedAt) = (Caller.From(http.User).Actor.Name, clock.Now());
        var origin = new SignalOrigin(Door, sender.Length > SignalOrigin.SenderLength ? sender[..SignalOrigin.SenderLength] : sender, History: false);
        var envelope = new Envelope(kind, origin, receivedAt) { Datum = DatumOf(http.Request), Key = KeyOf(http.Request) };
        var body = await RequestBody.Read(http.Request, options.MaxBodyBytes, cancel);
        var items = Cut(body, RequestBody.IsLines(http.Request), envelope);
        try
        {
            return await reception.Take(origin, items, TimeSpan.Zero, cancel) is { } receipts
                ? Answered(http, items, receipts)
                : Later(http, "intake-full", "More signals wait than can be stored at present; nothing of this sending was taken. Send it again after the seconds in Retry-After.");
        }
        catch (NotStored)
        {
            return Later(http, "not-stored", "The sending could not be stored; nothing of it was acknowledged. Send it again, with the same message ids or Idempotency-Key.");
        }
    }

    private List<ArrivedItem> Cut(ReadOnlyMemory<byte> body, bool lines, Envelope envelope)
    {
        try
        {
            return [.. SendingBody.Cut(body, lines, options.MaxItems).Select((raw, index) => ItemReader.Read(raw, index, envelope))];
        }
        catch (Refusal refusal)
        {
            var whole = new ArrivedItem(envelope.Kind, null, new SignalReceipt(SignalOutcome.Rejected, refusal.Code, null, refusal.Message), null, body);
            problems.Note(envelope.Origin, whole, whole.Refused!, kept: false);
            meters.Count(Door, envelope.Kind.ToString(), SignalOutcome.Rejected, isDoubtful: false);
            throw;
        }
    }

    // Where nothing stands, the status itself says so: a program that looks no further must not take a refusal for a success.
    private static IResult Answered(HttpContext http, IReadOnlyList<ArrivedItem> items, IReadOnlyList<SignalReceipt> receipts)
    {
        var answer = SendingAnswer.Of(items, receipts);
        if (answer.Accepted + answer.Duplicates > 0 || answer.Rejected.Count == 0)
            return Results.Ok(answer);
        var first = answer.Rejected[0];
        var refusal = new Refusal(StatusCodes.Status422UnprocessableEntity, items.Count == 1 ? first.Code : "all-rejected",
            items.Count == 1 ? first.Reason : $"None of {items.Count} items could be taken; the first: {first.Reason}")
        {
            Field = items.Count == 1 ? first.Field : null,
            Facts = new Dictionary<string, object?> { ["accepted"] = 0, ["duplicates"] = 0, ["rejected"] = answer.Rejected },
        };
        return Results.Problem(refusal.ToProblem(http.Request.Path));
    }

    // About as long as the last sending took from receipt to commit: by then what waited before it is through. Not thrown, because what handles exceptions clears the headers.
    private IResult Later(HttpContext http, string code, string reason)
    {
        var seconds = Math.Clamp((int)Math.Ceiling((meters.Read().Lag ?? TimeSpan.Zero).TotalSeconds), 1, LongestWait);
        http.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return Results.Problem(new Refusal(StatusCodes.Status503ServiceUnavailable, code, reason).ToProblem(http.Request.Path));
    }

    private static Datum DatumOf(HttpRequest request) => request.Query["datum"].ToString() is not { Length: > 0 } text ? Datum.Wgs84
        : Enum.TryParse<Datum>(text, ignoreCase: true, out var datum) && char.IsAsciiLetter(text[0]) ? datum
        : throw Refusal.Invalid("datum", $"must be one of {string.Join(", ", Enum.GetNames<Datum>())}.");

    private static string? KeyOf(HttpRequest request) => request.Headers["Idempotency-Key"].FirstOrDefault() is not { } key ? null
        : key.Trim() is { Length: > 0 and <= IdempotencyKey.MaxLength } trimmed ? trimmed
        : throw Refusal.Invalid("Idempotency-Key", $"must have 1 to {IdempotencyKey.MaxLength} characters.");

    private static void Map<TItem>(IEndpointRouteBuilder api, string address, SignalKind kind, string permit, string summary) where TItem : notnull =>
        api.MapPost(address, (SignalApi door, HttpContext http, CancellationToken cancel) => door.Take(kind, http, cancel))
            .RequireAuthorization(permit).WithTags("Intake").WithSummary(summary)
            .WithDescription("One object, an array of objects, or NDJSON (a line for each); gzip with 'Content-Encoding: gzip'. Answered 200 after the commit with what became of each item; "
                + "422 when none could be taken; 503 with Retry-After when there is no room: send it again. Sent again with the same messageId (or Idempotency-Key, for items without one) it has no second effect.")
            .Accepts<TItem>("application/json", [.. RequestBody.Lines])
            .Produces<SendingAnswer>().ProducesProblem(400).ProducesProblem(413).ProducesProblem(415).ProducesProblem(422).ProducesProblem(503);
}
