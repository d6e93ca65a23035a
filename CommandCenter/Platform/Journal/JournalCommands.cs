using System.CommandLine;
using CommandCenter.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.Platform.Journal;

/// <summary><c>journal verify</c>.</summary>
public static class JournalCommands
{
    /// <summary>Reads the whole chain. Exit codes: 0 whole, 1 broken.</summary>
    public static Command Journal(Func<Task<IServiceProvider>> open)
    {
        var verify = new Command("verify", "Read the whole Journal and check that no row was changed, removed or put between");
        verify.SetAction(async (arguments, cancel) =>
        {
            var services = await open();
            await JournalFeature.CatchUp(services, cancel);
            await using var db = await services.GetRequiredService<IDbContextFactory<CityDb>>().CreateDbContextAsync(cancel);
            if (await JournalChain.Verify(db, cancel) is { } fault)
            {
                await arguments.InvocationConfiguration.Error.WriteLineAsync(fault);
                return 1;
            }
            await arguments.InvocationConfiguration.Output.WriteLineAsync($"The Journal is whole: {await db.Set<JournalEntry>().MaxAsync(e => e.Position, cancel) ?? 0:N0} entries.");
            return 0;
        });
        return new Command("journal", "The record of every change") { verify };
    }
}
