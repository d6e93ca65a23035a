using System.Text;

namespace CommandCenter.Platform.Files;

/// <summary>The encodings of sources' files: those .NET always knows, and the code pages older systems write, such as <c>gb18030</c>, <c>gbk</c> and <c>big5</c>.</summary>
public static class SourceEncoding
{
    /// <summary>An encoding by its IANA name; null when there is none of this name.</summary>
    public static Encoding? Find(string name)
    {
        if (string.Equals(name, "utf-8", StringComparison.OrdinalIgnoreCase))
            return Encoding.UTF8;
        try
        {
            // Asked directly, so that nothing else in the process sees other encodings because files are imported here.
            return CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        }
        catch (Exception problem) when (problem is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>What to say of a name that <see cref="Find"/> does not know.</summary>
    public static string Unknown(string name) => $"encoding: '{name}' is not known; common ones are utf-8, utf-16, gb18030, gbk, big5, shift_jis, windows-1252, iso-8859-1.";
}
