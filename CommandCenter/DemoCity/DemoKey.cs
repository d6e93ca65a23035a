using CommandCenter.Access;
using CommandCenter.Access.Keys;
using CommandCenter.Platform.Data;

namespace CommandCenter.DemoCity;

/// <summary>
/// The key with which the invented city knocks at the product's doors. It lies in the data folder, readable by whoever runs the server, so that the next start and the command
/// line find it; a lost one is revoked and made anew.
/// </summary>
public sealed class DemoKey(ApiKeyDesk keys, DataFolder folder)
{
    /// <summary>What the key is called.</summary>
    public const string Name = "Demo city";

    private const string File = "demo.key";

    /// <summary>The file of a data folder that holds it.</summary>
    public static string PathIn(DataFolder folder) => System.IO.Path.Combine(folder.Path, File);

    /// <summary>The key, made where there is none that works.</summary>
    public async Task<string> Get(CancellationToken cancel)
    {
        var path = PathIn(folder);
        if (System.IO.File.Exists(path) && await System.IO.File.ReadAllTextAsync(path, cancel) is { Length: > 0 } known && await keys.Find(known.Trim(), cancel) is not null)
            return known.Trim();
        await Revoke(cancel);
        var made = (await keys.CreateForDemo(Name, cancel)).Key;
        await using (var file = new FileStream(path, OperatingSystem.IsWindows()
            ? new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write }
            : new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite }))
        await using (var text = new StreamWriter(file))
            await text.WriteAsync(made);
        return made;
    }

    /// <summary>Revokes it wherever it lies.</summary>
    public async Task Revoke(CancellationToken cancel)
    {
        foreach (var old in (await keys.List(cancel)).Where(k => k.RevokedAt is null && k.Scopes.Contains(Scope.ActAs)))
            await keys.Revoke(old.Id, Caller.System, cancel);
        System.IO.File.Delete(PathIn(folder));
    }
}
