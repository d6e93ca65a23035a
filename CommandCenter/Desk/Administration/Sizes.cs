using CommandCenter.Platform.Kit;

namespace CommandCenter.Desk.Administration;

/// <summary>Sizes of files as people read them.</summary>
internal static class Sizes
{
    /// <summary>"812 KB", "23.4 MB".</summary>
    public static string Of(long bytes) => bytes < 1_000_000
        ? $"{Formats.Number(Math.Max(1, bytes / 1_000))} KB"
        : bytes < 1_000_000_000 ? $"{Formats.Number(bytes / 1e6, 1)} MB" : $"{Formats.Number(bytes / 1e9, 2)} GB";
}
