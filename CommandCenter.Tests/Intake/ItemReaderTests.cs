using System.Text;
using CommandCenter.Intake;
using CommandCenter.Intake.Reading;
using CommandCenter.Platform.Http;
using CommandCenter.Platform.Maps;

namespace CommandCenter.Tests.Intake;

public sealed class ItemReaderTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 18, 1, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Measurement_is_read_with_everything_it_may_have()
    {
        var signal = Assert.IsType<MeasurementSignal>(Read(SignalKind.Measurements, """{"device":" GD-1 ","quantity":"level","value":3.25,"at":"2026-06-18T09:00:00.5+08:00","messageId":"m1"}""").Signal);
        Assert.Equal(("GD-1", "level", 3.25, Now.AddSeconds(0.5)), (signal.Device, signal.Quantity, signal.Value, signal.At));
        Assert.NotNull(signal.MessageId);
        Assert.Equal(Now, signal.ReceivedAt);
    }

    [Theory]
    [InlineData("1781744400123", "2026-06-18T01:00:00.123+00:00")]
    [InlineData("\"2026-06-18T01:00:00Z\"", "2026-06-18T01:00:00+00:00")]
    [InlineData("\"2026-06-17T20:00:00-05:00\"", "2026-06-18T01:00:00+00:00")]
    [InlineData("null", "2026-06-18T01:00:00+00:00")]
    public void Instant_is_an_iso_text_with_offset_or_milliseconds_or_the_receipt(string at, string expected) =>
        Assert.Equal(DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), ((MeasurementSignal)Read(SignalKind.Measurements, $$"""{"device":"a","value":1,"at":{{at}}}""").Signal!).At);

    [Theory]
    [InlineData("""{"value":1}""", "missing-field", "device", "is needed")]
    [InlineData("""{"device":"  ","value":1}""", "missing-field", "device", "is needed")]
    [InlineData("""{"device":"a"}""", "missing-field", "value", "is needed")]
    [InlineData("""{"device":"a","value":"3.2"}""", "wrong-kind", "value", "the text '3.2', not a number")]
    [InlineData("""{"device":"a","value":"NaN"}""", "not-a-number", "value", "the text 'NaN'")]
    [InlineData("""{"device":"a","value":1e400}""", "not-a-number", "value", "1e400 is beyond")]
    [InlineData("""{"device":"a","value":[1]}""", "wrong-kind", "value", "an array")]
    [InlineData("""{"device":7,"value":1}""", "wrong-kind", "device", "the number 7, not a text")]
    [InlineData("""{"device":"a","value":1,"at":"yesterday"}""", "bad-time", "at", "'yesterday' is no instant")]
    [InlineData("""{"device":"a","value":1,"at":"2026-06-18T09:00:00"}""", "no-offset", "at", "2026-06-18T09:00:00+08:00")]
    [InlineData("""{"device":"a","value":1,"at":"2026-06-18"}""", "no-offset", "at", "which zone")]
    [InlineData("""{"device":"a","value":1,"at":1781744400}""", "bad-time", "at", "milliseconds")]
    [InlineData("""{"device":"a","value":1,"at":true}""", "wrong-kind", "at", "true, not an instant")]
    [InlineData("""{"device":"a","val":1}""", "unknown-field", null, "'val' is not a field of it; its fields are device, quantity")]
    [InlineData("""[1]""", "not-an-object", null, "an array, not an object")]
    [InlineData("""7""", "not-an-object", null, "the number 7")]
    [InlineData("""{"device":"a","value":NaN}""", "bad-json", null, "byte 23")]
    [InlineData("""{"device":"a\u0000b","value":1}""", "bad-character", "device", "U+0000")]
    [InlineData("""{"device":"a\ud800","value":1}""", "bad-character", "device", "half a character")]
    public void Measurement_that_cannot_be_taken_says_which_field_and_why(string json, string code, string? field, string words)
    {
        var item = Read(SignalKind.Measurements, json);
        Assert.Null(item.Signal);
        Assert.Equal((SignalOutcome.Rejected, code, field), (item.Refused!.Outcome, item.Refused.Code, item.Refused.Field));
        Assert.Contains(words, item.Refused.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0,0", "NotSet", "latitude", "without a fix")]
    [InlineData("114.2,30.5", "Swapped", "latitude", "wrong order")]
    [InlineData("30.5,190", "OutOfRange", "longitude", "-180 and 180")]
    [InlineData("3375000,38505000", "Projected", "latitude", "metres or feet")]
    public void Bad_coordinates_are_refused_at_the_door_with_the_reason(string pair, string why, string field, string words)
    {
        Assert.NotEmpty(why);
        var item = Read(SignalKind.Positions, $$"""{"person":"wang","latitude":{{pair.Split(',')[0]}},"longitude":{{pair.Split(',')[1]}}}""");
        Assert.Equal(("bad-position", field), (item.Refused!.Code, item.Refused.Field));
        Assert.Contains(words, item.Refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Coordinates_of_another_datum_are_converted_at_the_edge_and_the_item_counts_before_the_query()
    {
        var mars = Datum.Gcj02.FromWgs84(Position.Create(30.5, 114.25));
        var json = FormattableString.Invariant($$"""{"person":"wang","latitude":{{mars.Latitude}},"longitude":{{mars.Longitude}}""");
        var byQuery = (PositionSignal)Read(SignalKind.Positions, json + "}", datum: Datum.Gcj02).Signal!;
        var byItem = (PositionSignal)Read(SignalKind.Positions, json + ""","datum":"gcj02"}""").Signal!;
        var asIs = (PositionSignal)Read(SignalKind.Positions, json + ""","datum":"WGS84"}""", datum: Datum.Gcj02).Signal!;
        Assert.Equal((30.5, 114.25), (Math.Round(byQuery.Latitude, 6), Math.Round(byQuery.Longitude, 6)));
        Assert.Equal((30.5, 114.25), (Math.Round(byItem.Latitude, 6), Math.Round(byItem.Longitude, 6)));
        Assert.NotEqual(30.5, Math.Round(asIs.Latitude, 4));
        Assert.Equal("unknown-word", Read(SignalKind.Positions, json + ""","datum":"mars"}""").Refused!.Code);
    }

    [Theory]
    [InlineData("""{"key":"k","priority":"High","title":"t"}""", null)]
    [InlineData("""{"key":"k","kind":"clear"}""", null)]
    [InlineData("""{"key":"k","title":"t"}""", "priority")]
    [InlineData("""{"key":"k","priority":"high"}""", "title")]
    [InlineData("""{"key":"k","priority":"3","title":"t"}""", "priority")]
    [InlineData("""{"key":"k","kind":"raised","priority":"High","title":"t"}""", "kind")]
    [InlineData("""{"priority":"High","title":"t"}""", "key")]
    [InlineData("""{"key":"k","priority":"High","title":"t","latitude":30.5}""", "longitude")]
    public void Alarm_needs_what_its_kind_needs(string json, string? field) => Assert.Equal(field, Read(SignalKind.Alarms, json).Refused?.Field);

    [Fact]
    public void Topic_names_the_device_and_an_item_that_names_another_is_refused()
    {
        Assert.Equal("GD-1", ((MeasurementSignal)Read(SignalKind.Measurements, """{"value":1}""", subject: "GD-1").Signal!).Device);
        Assert.Equal("gd-1", ((MeasurementSignal)Read(SignalKind.Measurements, """{"device":"gd-1","value":1}""", subject: "GD-1").Signal!).Device);
        Assert.Equal("topic-differs", Read(SignalKind.Measurements, """{"device":"GD-2","value":1}""", subject: "GD-1").Refused!.Code);
    }

    [Fact]
    public void Identity_is_the_message_of_the_sender_and_of_nobody_else()
    {
        const string json = """{"device":"a","value":1,"messageId":"1"}""";
        var id = Read(SignalKind.Measurements, json).Signal!.MessageId;
        Assert.Equal(id, Read(SignalKind.Measurements, """{"device":"a","value":2,"messageId":"1"}""", index: 5).Signal!.MessageId);
        Assert.NotEqual(id, Read(SignalKind.Measurements, json, sender: "others").Signal!.MessageId);
        Assert.NotEqual(id, Read(SignalKind.Measurements, """{"device":"a","value":1,"messageId":"2"}""").Signal!.MessageId);
        Assert.Null(Read(SignalKind.Measurements, """{"device":"a","value":1}""").Signal!.MessageId);
    }

    [Fact]
    public void Key_of_a_sending_identifies_its_items_by_place_and_words()
    {
        const string json = """{"device":"a","value":1}""";
        var id = Read(SignalKind.Measurements, json, key: "k").Signal!.MessageId;
        Assert.NotNull(id);
        Assert.Equal(id, Read(SignalKind.Measurements, json, key: "k").Signal!.MessageId);
        Assert.NotEqual(id, Read(SignalKind.Measurements, json, key: "k", index: 1).Signal!.MessageId);
        Assert.NotEqual(id, Read(SignalKind.Measurements, """{"device":"a","value":2}""", key: "k").Signal!.MessageId); // the key used again for another body loses nothing
    }

    [Fact]
    public void Instant_more_than_five_minutes_ahead_is_kept_and_flagged()
    {
        Assert.Null(Read(SignalKind.Measurements, """{"device":"a","value":1,"at":"2026-06-18T01:05:00Z"}""").Doubt);
        var doubtful = Read(SignalKind.Measurements, """{"device":"a","value":1,"at":"2026-06-18T01:06:00Z"}""");
        Assert.NotNull(doubtful.Signal);
        Assert.Equal(("in-the-future", "at"), (doubtful.Doubt!.Code, doubtful.Doubt.Field));
    }

    [Theory]
    [InlineData("{\"a\":1}", 1)]
    [InlineData("\uFEFF [ {\"a\":1} , {\"a\":[{}]} , 7 ] ", 3)]
    [InlineData("[]", 0)]
    public void Body_is_cut_into_its_items(string body, int count) => Assert.Equal(count, SendingBody.Cut(Encoding.UTF8.GetBytes(body), lines: false, 10).Count);

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("[{\"a\":1},\n {\"a\":}]", "line 2, byte 7")]
    [InlineData("[{\"a\":1}", "line 1, byte 9")]
    [InlineData("{\"a\":1} {\"a\":2}", "line 1, byte 9")]
    [InlineData("\n 7", "line 2, byte 2")]
    public void Body_that_is_not_json_as_a_whole_is_refused_with_the_position(string body, string words)
    {
        var refusal = Assert.Throws<Refusal>(() => SendingBody.Cut(Encoding.UTF8.GetBytes(body), lines: false, 10));
        Assert.Equal((400, "bad-json"), (refusal.Status, refusal.Code));
        Assert.Contains(words, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Body_in_another_encoding_says_where_it_stops_being_utf8()
    {
        byte[] body = [.. "{\n\"device\":\""u8, 0xB9, 0xAB, .. "\"}"u8];
        Assert.Contains("line 2, byte 11", Assert.Throws<Refusal>(() => SendingBody.Cut(body, lines: false, 10)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Line_that_is_not_json_is_refused_alone()
    {
        var items = SendingBody.Cut("{\"device\":\"a\",\"value\":1}\r\n\r\n{\"device\":\n{\"device\":\"b\",\"value\":2}"u8.ToArray(), lines: true, 10)
            .Select((raw, i) => ItemReader.Read(raw, i, Envelope(SignalKind.Measurements))).ToList();
        Assert.Equal([null, "bad-json", null], items.Select(i => i.Refused?.Code));
    }

    [Fact]
    public void Sending_with_too_many_items_is_refused_before_any_is_read()
    {
        var refusal = Assert.Throws<Refusal>(() => SendingBody.Cut(Encoding.UTF8.GetBytes($"[{string.Join(',', Enumerable.Repeat("1", 11))}]"), lines: false, 10));
        Assert.Equal(413, refusal.Status);
        Assert.Throws<Refusal>(() => SendingBody.Cut(Encoding.UTF8.GetBytes(string.Join('\n', Enumerable.Repeat("1", 11))), lines: true, 10));
    }

    [Fact]
    public void Head_of_a_payload_is_short_and_can_be_kept_by_every_database()
    {
        var item = new ArrivedItem(SignalKind.Measurements, null, null, null, new byte[] { 0, 1, 0xFF, (byte)'a', (byte)'\n' }.Concat(Encoding.UTF8.GetBytes(new string('水', 2_000))).ToArray());
        Assert.InRange(item.Head().Length, 990, 1_000);
        Assert.StartsWith("\uFFFD\uFFFD\uFFFDa\n水", item.Head(), StringComparison.Ordinal);
    }

    private static Envelope Envelope(SignalKind kind, string sender = "gauges") => new(kind, new SignalOrigin("http", sender, History: false), Now);

    private static ArrivedItem Read(SignalKind kind, string json, int index = 0, string sender = "gauges", string? key = null, string? subject = null, Datum datum = Datum.Wgs84) =>
        ItemReader.Read(Encoding.UTF8.GetBytes(json), index, Envelope(kind, sender) with { Key = key, Subject = subject, Datum = datum });
}
