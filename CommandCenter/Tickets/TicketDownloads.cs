using System.Globalization;
using System.Security.Claims;
using System.Text;
using CommandCenter.Access;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Http;
using CommandCenter.Platform.Time;

namespace CommandCenter.Tickets;

/// <summary>Lists of tickets as files, for whoever sees the list: <c>GET /exports/tickets.csv</c> and <c>.xlsx</c> with the filter of the list's address.</summary>
public static class TicketDownloads
{
    /// <summary>Maps both.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/exports/tickets.csv", Csv).RequireAuthorization(Permit.SeeTickets).ExcludeFromDescription();
        routes.MapGet("/exports/tickets.xlsx", Excel).RequireAuthorization(Permit.SeeTickets).ExcludeFromDescription();
    }

    private static IResult Csv(
        [AsParameters] TicketQuery query, ClaimsPrincipal user, HttpRequest request, TicketQueries queries, TicketExport export, City city, TimeProvider clock, CancellationToken cancel)
    {
        try
        {
            var filter = queries.Filter(query);
            return Results.Stream(async body =>
            {
                // Spreadsheets take a file without this mark for their own code page, and Chinese for rubbish.
                await body.WriteAsync(Encoding.UTF8.Preamble.ToArray(), cancel);
                await export.WriteCsv(body, Caller.From(user), filter, clock.Now(), cancel);
            }, "text/csv; charset=utf-8", Name(city, clock, "csv"));
        }
        catch (Refusal refusal)
        {
            return Results.Problem(refusal.ToProblem(request.Path));
        }
    }

    private static async Task<IResult> Excel(
        [AsParameters] TicketQuery query, ClaimsPrincipal user, HttpRequest request, TicketQueries queries, TicketExport export, City city, TimeProvider clock, CancellationToken cancel)
    {
        try
        {
            var filter = queries.Filter(query);
            // A workbook is written forth and back, which an answer on the wire cannot be.
            var file = new FileStream(Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.Asynchronous | FileOptions.DeleteOnClose);
            await export.WriteExcel(file, Caller.From(user), filter, clock.Now(), cancel);
            file.Position = 0;
            return Results.Stream(file, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", Name(city, clock, "xlsx"));
        }
        catch (Refusal refusal)
        {
            return Results.Problem(refusal.ToProblem(request.Path));
        }
    }

    private static string Name(City city, TimeProvider clock, string ending) =>
        $"tickets-{city.DayOf(clock.GetUtcNow()).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}.{ending}";
}
