using System.CommandLine;
using CommandCenter.Platform.Journal;

namespace CommandCenter.Sla;

/// <summary>The room's verbs on the command line: <c>import calendar</c> and <c>import sla-policies</c>.</summary>
public static class SlaCommands
{
    /// <summary><c>import calendar &lt;json|ics&gt;</c>. Exit codes: 0 taken, 1 refused.</summary>
    public static Command ImportCalendar(Func<Task<IServiceProvider>> open)
    {
        var file = new Argument<FileInfo>("file") { Description = "A calendar (JSON with workingHours), a year of holidays (holiday-cn JSON), or iCalendar" };
        var name = new Option<string>("--name") { Description = "The calendar it makes or goes into", DefaultValueFactory = _ => "city" };
        var standard = new Option<bool>("--default") { Description = "Make it the calendar of policies that name none" };
        var command = new Command("calendar", "Import working hours, holidays and adjusted workdays") { file, name, standard };
        command.SetAction(async (arguments, cancel) =>
        {
            var (output, error) = (arguments.InvocationConfiguration.Output, arguments.InvocationConfiguration.Error);
            var path = arguments.GetRequiredValue(file);
            if (await Read(path, error, cancel) is not { } text)
                return 1;
            try
            {
                var services = await open();
                var merged = await services.GetRequiredService<SlaDesk>().ImportCalendar(Actor.System, text, arguments.GetRequiredValue(name), arguments.GetValue(standard), cancel);
                await JournalFeature.CatchUp(services, cancel);
                await output.WriteLineAsync($"{path.Name}: calendar '{arguments.GetValue(name)}' in {merged.TimeZone} now has {merged.Holidays.Count} holidays and {merged.AdjustedWorkdays.Count} adjusted workdays.");
                foreach (var remark in merged.Remarks)
                    await output.WriteLineAsync($"  {remark}");
                return 0;
            }
            catch (CalendarFileProblem problem)
            {
                await error.WriteLineAsync($"{path.Name} is refused, nothing was imported: {problem.Message}");
                return 1;
            }
        });
        return command;
    }

    /// <summary><c>import sla-policies &lt;csv&gt;</c>. Exit codes: 0 taken, 1 refused.</summary>
    public static Command ImportPolicies(Func<Task<IServiceProvider>> open)
    {
        var file = new Argument<FileInfo>("csv") { Description = "Columns type (or category), unit, amount; as wanted priority, sign_unit, sign_amount, at_risk_share" };
        var command = new Command("sla-policies", "Import policies; categories are made by name where they are missing") { file };
        command.SetAction(async (arguments, cancel) =>
        {
            var (output, error) = (arguments.InvocationConfiguration.Output, arguments.InvocationConfiguration.Error);
            var path = arguments.GetRequiredValue(file);
            if (await Read(path, error, cancel) is not { } text)
                return 1;
            var services = await open();
            var report = await services.GetRequiredService<SlaDesk>().ImportPolicies(Actor.System, new StringReader(text), cancel);
            if (report.Problems.Count > 0)
            {
                await error.WriteLineAsync($"{path.Name} is refused, nothing was imported:");
                foreach (var problem in report.Problems)
                    await error.WriteLineAsync($"  line {problem.Line}: {problem.Reason}");
                return 1;
            }
            await JournalFeature.CatchUp(services, cancel);
            await output.WriteLineAsync($"{path.Name}: {report.Added} policies added, {report.Updated} updated, {report.Unchanged} unchanged; {report.CategoriesAdded} categories made.");
            if (report.WithoutLimit.Count > 0)
                await output.WriteLineAsync($"Named without a limit: {string.Join(", ", report.WithoutLimit)}.");
            return 0;
        });
        return command;
    }

    private static async Task<string?> Read(FileInfo file, TextWriter error, CancellationToken cancel)
    {
        try
        {
            return await File.ReadAllTextAsync(file.FullName, cancel);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync($"{file.FullName} cannot be read: {problem.Message}");
            return null;
        }
    }
}
