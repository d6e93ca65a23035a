namespace CommandCenter.Platform.Data;

/// <summary>
/// The application cannot start, for a reason its administrator can mend. The message is one line in the administrator's terms;
/// the program prints it to standard error and ends with <see cref="ExitCode"/>, without a stack trace.
/// </summary>
public sealed class CannotStart(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The exit code of a start that was refused.</summary>
    public const int ExitCode = 3;
}
