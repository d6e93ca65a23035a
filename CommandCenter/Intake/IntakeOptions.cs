using CommandCenter.Access;
using CommandCenter.Intake.Mqtt;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Settings;

namespace CommandCenter.Intake;

/// <summary>How signals come in: section <c>Intake</c>.</summary>
public sealed record IntakeOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Intake";

    /// <summary>How many signals may wait before senders are held back. <c>Capacity</c>, default 20,000.</summary>
    public int Capacity { get; init; } = 20_000;

    /// <summary>The most signals in one commit. <c>Batch</c>, default 2,000.</summary>
    public int Batch { get; init; } = 2_000;

    /// <summary>How long a commit waits for more to share it, after its first signal. <c>WindowMilliseconds</c>, default 5.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromMilliseconds(5);

    /// <summary>The most bytes of one sending, unpacked. <c>MaxBodyBytes</c>, default 8 MiB.</summary>
    public int MaxBodyBytes { get; init; } = 8 << 20;

    /// <summary>The most items of one sending. <c>MaxItems</c>, default 10,000.</summary>
    public int MaxItems { get; init; } = 10_000;

    /// <summary>How long an MQTT client is held back while the queue is full, before its connection is closed. <c>PatienceSeconds</c>, default 5.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The most rows among the intake problems; the oldest go. <c>ProblemRows</c>, default 5,000.</summary>
    public int ProblemRows { get; init; } = 5_000;

    /// <summary>After how many days without a recurrence an intake problem goes. <c>ProblemDays</c>, default 30.</summary>
    public int ProblemDays { get; init; } = 30;

    /// <summary>Our own broker; null where <c>Intake:Mqtt:Enabled</c> is not true.</summary>
    public EmbeddedBrokerOptions? Mqtt { get; init; }

    /// <summary>Another's broker; null where <c>Intake:ExternalBroker:Host</c> is not set.</summary>
    public ExternalBrokerOptions? ExternalBroker { get; init; }

    /// <summary>A signal whose instant lies further ahead than this is kept and flagged: clocks differ, but not by so much.</summary>
    public static readonly TimeSpan Ahead = TimeSpan.FromMinutes(5);

    /// <summary>Reads the section; all mistakes at once, each naming its key.</summary>
    /// <exception cref="CannotStart">A setting is wrong.</exception>
    public static IntakeOptions Read(IConfiguration configuration)
    {
        var read = new SettingsReader(configuration.GetSection(Section));
        var options = new IntakeOptions
        {
            Capacity = read.Whole(nameof(Capacity), 20_000, 100, 1_000_000),
            Batch = read.Whole(nameof(Batch), 2_000, 1, 50_000),
            Window = TimeSpan.FromMilliseconds(read.Whole("WindowMilliseconds", 5, 0, 1_000)),
            MaxBodyBytes = read.Whole(nameof(MaxBodyBytes), 8 << 20, 1 << 10, 256 << 20),
            MaxItems = read.Whole(nameof(MaxItems), 10_000, 1, 1_000_000),
            Patience = TimeSpan.FromSeconds(read.Whole("PatienceSeconds", 5, 0, 60)),
            ProblemRows = read.Whole(nameof(ProblemRows), 5_000, 100, 100_000),
            ProblemDays = read.Whole(nameof(ProblemDays), 30, 1, 365),
            Mqtt = EmbeddedBrokerOptions.Read(read.Within("Mqtt")),
            ExternalBroker = ExternalBrokerOptions.Read(read.Within("ExternalBroker")),
        };
        return read.Problems.Count == 0 ? options : throw new CannotStart(string.Join(" ", read.Problems));
    }
}
