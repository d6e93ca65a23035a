using System.CommandLine;
using CommandCenter.Access;
using CommandCenter.DemoCity.Building;
using CommandCenter.Platform.Http;

namespace CommandCenter.DemoCity;

/// <summary>The room's verbs on the command line.</summary>
public static class DemoCommands
{
    /// <summary><c>demo create</c> and <c>demo remove</c>. Exit codes: 0 done, 1 refused.</summary>
    public static Command Demo(Func<Task<IServiceProvider>> open) => new("demo", "The invented city of the first start") { Create(open), Remove(open) };

    private static Command Create(Func<Task<IServiceProvider>> open)
    {
        var seed = new Option<int>("--seed") { Description = "What the city is drawn from; the same seed gives the same city", DefaultValueFactory = _ => DemoOptions.UsualSeed };
        var command = new Command("create", "Build the invented city into an empty database; one that was cut off goes on") { seed };
        command.SetAction(async (arguments, cancel) =>
        {
            var (services, output, error) = (await open(), arguments.InvocationConfiguration.Output, arguments.InvocationConfiguration.Error);
            var (builder, state) = (services.GetRequiredService<DemoBuilder>(), services.GetRequiredService<DemoState>());
            try
            {
                if (await builder.Find(cancel) is not { ReadyAt: null })
                    await builder.Begin(arguments.GetValue(seed), cancel);
            }
            catch (Refusal refusal)
            {
                await error.WriteLineAsync(refusal.Message);
                return 1;
            }
            DemoStage? told = null;
            state.Changed += () =>
            {
                if (state.Now is not { } now || now.Stage == told)
                    return;
                told = now.Stage;
                error.WriteLine($"{now.Share,4:P0}  {now.Stage}");
            };
            await builder.Build(cancel);
            await output.WriteLineAsync("The demo city stands. Started on this database, the server signs you in to it with one click on this machine.");
            return 0;
        });
        return command;
    }

    private static Command Remove(Func<Task<IServiceProvider>> open)
    {
        var yes = new Option<bool>("--yes") { Description = "Needed: everything in this database goes, also what was added to the demo city" };
        var command = new Command("remove", "Empty a database that holds the invented city; accounts that people made and the Journal stay") { yes };
        command.SetAction(async (arguments, cancel) =>
        {
            var error = arguments.InvocationConfiguration.Error;
            if (!arguments.GetValue(yes))
            {
                await error.WriteLineAsync("Everything in this database goes, also what was added to the demo city. Say so with --yes; nothing was removed.");
                return 1;
            }
            try
            {
                await (await open()).GetRequiredService<DemoRemover>().Remove(Caller.System, cancel);
            }
            catch (Refusal refusal)
            {
                await error.WriteLineAsync(refusal.Message);
                return 1;
            }
            await arguments.InvocationConfiguration.Output.WriteLineAsync("The demo city is removed.");
            return 0;
        });
        return command;
    }
}
