using System.Text;
using CommandCenter.Desk.Administration;
using CommandCenter.Tests.Databases;
using CommandCenter.Tickets;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Tests.Administration;

/// <summary>A small file of tickets that is brought in the browser, and its profile.</summary>
internal static class TownFile
{
    public const string Profile = """
        { "name": "town", "timeZone": "Asia/Shanghai", "fields": { "number": "no", "openedAt": "at", "title": "what", "category": { "path": [ "kind" ] } } }
        """;

    public static readonly ImportChoices Choices = new() { OwnProfile = Profile };

    public static async Task<int> Taken(TestDatabase database)
    {
        await using var db = database.CreateDbContext();
        return await db.Set<Ticket>().CountAsync(TestContext.Current.CancellationToken);
    }

    public static MemoryStream Rows(int from, int to, int wrong = 0) => new(Bytes(from, to, wrong));

    public static byte[] Bytes(int from, int to, int wrong = 0) => Encoding.UTF8.GetBytes("no,at,what,kind\n" + string.Concat(
        Enumerable.Range(from, to - from + 1).Select(n => $"T{n},{(n == wrong ? "someday" : "2016-01-12 08:00")},诉求 {n},道路\n")));
}
