using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace CommandCenter.Shell;

/// <summary>Gives the site's own files an address that changes with their content, so that no screen mixes an old style sheet with a new page.</summary>
public sealed class SiteFiles(IWebHostEnvironment site)
{
    private readonly ConcurrentDictionary<string, (DateTimeOffset Written, string Address)> _known = new(StringComparer.Ordinal);

    /// <summary>The address of a file below the web root: <c>css/kit.css</c> is <c>/css/kit.css?v=1f3a…</c>; without the mark when there is no such file.</summary>
    public string Address(string path)
    {
        var file = site.WebRootFileProvider.GetFileInfo(path);
        if (!file.Exists) return "/" + path;
        if (_known.TryGetValue(path, out var known) && known.Written == file.LastModified) return known.Address;
        using var content = file.CreateReadStream();
        var address = $"/{path}?v={Convert.ToHexStringLower(SHA256.HashData(content))[..8]}";
        _known[path] = (file.LastModified, address);
        return address;
    }
}
