using CommandCenter.Access;

namespace CommandCenter.Tests.Hosts;

/// <summary>Somebody who is signed in.</summary>
/// <param name="Name">Their account.</param>
/// <param name="Id">Its id.</param>
/// <param name="Caller">Who the rooms see.</param>
/// <param name="Http">Their browser's requests.</param>
/// <param name="Cookie">The session's cookie, for a browser that is driven.</param>
public sealed record Person(string Name, Guid Id, Caller Caller, HttpClient Http, KeyValuePair<string, string> Cookie)
{
    /// <summary>Everybody's password here.</summary>
    public const string Password = "Ping-an-2026!";
}
