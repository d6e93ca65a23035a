using CommandCenter.Platform.Data;

namespace CommandCenter.Alarms;

/// <summary>What its source said: the level it is at, by what value, against what limit.</summary>
/// <param name="At">When, by the source's own time.</param>
/// <param name="Level">The level, 1 the mildest.</param>
/// <param name="Priority">That level's priority.</param>
/// <param name="Value">The value; null where there is none.</param>
/// <param name="Threshold">The level's limit; null where there is none.</param>
public sealed record AlarmReading(DateTimeOffset At, int Level, AlarmPriority Priority, double? Value = null, double? Threshold = null);

// What the source does to its alarm. Each returns what the Journal is to be told; a repeat is counted and told to nobody.
public sealed partial class Alarm
{
    /// <summary>Puts a new alarm's first facts.</summary>
    /// <param name="key">What makes it the only one of its source and rule: <see cref="AlarmKeys"/>.</param>
    /// <param name="reading">What its source said.</param>
    public AlarmRaised Raise(string key, AlarmReading reading)
    {
        StandingKey = key;
        (Level, WorstLevel, Priority, Worst) = (reading.Level, reading.Level, reading.Priority, reading.Priority);
        LevelAt = reading.At;
        State = History ? AlarmState.ActiveAcknowledged : AlarmState.ActiveUnacknowledged;
        Signalled(reading);
        return new(Facts, reading.Value);
    }

    /// <summary>Its source is abnormal again before anybody acknowledged that it had cleared: the same alarm goes on.</summary>
    /// <param name="reading">What its source said.</param>
    /// <param name="history">Whether that comes from history, which asks nobody to acknowledge.</param>
    public AlarmRaised Return(AlarmReading reading, bool history)
    {
        State = history && History ? AlarmState.ActiveAcknowledged : AlarmState.ActiveUnacknowledged;
        (ClearedAt, LevelAt) = (null, reading.At);
        TakeLevel(reading);
        Signalled(reading);
        return new(Facts, reading.Value);
    }

    /// <summary>Signalled again at the same level: counted.</summary>
    public void Repeat(AlarmReading reading) => Signalled(reading);

    /// <summary>It became worse: it asks for acknowledgement again, unless it comes from history.</summary>
    public AlarmLevelRose Rise(AlarmReading reading, bool history)
    {
        var from = Level;
        if (!history)
            (State, AcknowledgedAt, AcknowledgedBy) = (AlarmState.ActiveUnacknowledged, null, null);
        LevelAt = Later(reading.At, LevelAt);
        TakeLevel(reading);
        Signalled(reading);
        return new(Facts, from, reading.Value);
    }

    /// <summary>Better, not yet normal.</summary>
    public AlarmLevelFell Fall(AlarmReading reading)
    {
        var from = Level;
        LevelAt = Later(reading.At, LevelAt);
        TakeLevel(reading);
        Signalled(reading);
        return new(Facts, from, reading.Value);
    }

    /// <summary>
    /// Its source is back to normal. It leaves the feed when it was acknowledged, or when it was hidden by design: nobody is asked to acknowledge what nobody was shown.
    /// </summary>
    public AlarmCleared Clear(DateTimeOffset at, double? value)
    {
        ClearedAt = Later(at, RaisedAt);
        Value = value ?? Value;
        LastAt = Later(at, LastAt);
        if (State == AlarmState.ActiveAcknowledged || Hiding is AlarmHiding.Suppressed or AlarmHiding.OutOfService)
            Settle();
        else
            State = AlarmState.ClearedUnacknowledged;
        return new(Facts, Count, value);
    }

    /// <summary>Says that its source goes on and off; true when that is new.</summary>
    public bool Chatter()
    {
        var news = !Chattering;
        Chattering = true;
        return news;
    }

    /// <summary>Hides it by design, or shows it again. A person's shelving stands above it.</summary>
    /// <returns>Null where nothing changes.</returns>
    public AlarmHidden? Hide(AlarmHiding hiding, string reason)
    {
        if (Hiding == hiding || Hiding == AlarmHiding.Shelved || State == AlarmState.Normal)
            return null;
        (Hiding, HidingReason) = (hiding, hiding == AlarmHiding.None ? null : Cut(reason));
        return new(Facts, hiding, reason);
    }

    /// <summary>Its shelving is over by time, or because it became critical; null when it is not shelved.</summary>
    public AlarmUnshelved? EndShelving(bool timeOver)
    {
        if (Hiding != AlarmHiding.Shelved)
            return null;
        (Hiding, HidingReason, ShelvedUntil) = (AlarmHiding.None, null, null);
        return new(Facts, timeOver);
    }

    /// <summary>Links the ticket that was opened from it or is about it; the Tickets room calls this. Null when it is linked to that ticket already.</summary>
    public AlarmTicketLinked? LinkTicket(Guid ticketId, string ticketNumber)
    {
        if (TicketId == ticketId)
            return null;
        (TicketId, TicketNumber) = (ticketId, ticketNumber);
        return new(Facts, ticketId, ticketNumber);
    }

    /// <summary>Takes the link to its ticket back; the Tickets room calls this. Null when it is linked to none.</summary>
    public AlarmTicketUnlinked? UnlinkTicket()
    {
        if (TicketId is not { } id)
            return null;
        var gone = new AlarmTicketUnlinked(Facts, id, TicketNumber!);
        (TicketId, TicketNumber) = (null, null);
        return gone;
    }

    private void TakeLevel(AlarmReading reading)
    {
        (Level, Priority) = (reading.Level, reading.Priority);
        WorstLevel = Math.Max(WorstLevel, Level);
        Worst = Priority < Worst ? Priority : Worst; // Critical is the first word
    }

    private void Signalled(AlarmReading reading)
    {
        Count++;
        LastAt = Later(reading.At, LastAt);
        (Value, Threshold) = (reading.Value, reading.Threshold);
    }

    private void Settle() => (State, StandingKey) = (AlarmState.Normal, null);

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => Instants.Truncate(one > other ? one : other);

    private static string Cut(string text) => text.Length <= 2_000 ? text : text[..2_000];
}
