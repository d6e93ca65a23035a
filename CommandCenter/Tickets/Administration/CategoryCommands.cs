using System.CommandLine;
using CommandCenter.Platform.Journal;

namespace CommandCenter.Tickets.Administration;

/// <summary><c>import categories &lt;csv&gt;</c>.</summary>
public static class CategoryCommands
{
    /// <summary>Imports a category tree. Exit codes: 0 taken, 1 refused.</summary>
    public static Command Import(Func<Task<IServiceProvider>> open)
    {
        var file = new Argument<FileInfo>("csv") { Description = "A header line, then one path per line in one to three columns, the top of the tree first" };
        var command = new Command("categories", "Import the category tree; a second import changes nothing") { file };
        command.SetAction(async (arguments, cancel) =>
        {
            var (output, error) = (arguments.InvocationConfiguration.Output, arguments.InvocationConfiguration.Error);
            var path = arguments.GetRequiredValue(file);
            string text;
            try
            {
                text = await File.ReadAllTextAsync(path.FullName, cancel);
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
                await error.WriteLineAsync($"{path.FullName} cannot be read: {problem.Message}");
                return 1;
            }
            var services = await open();
            var report = await services.GetRequiredService<CategoryDesk>().Import(Actor.System, new StringReader(text), cancel);
            if (report.Problems.Count > 0)
            {
                await error.WriteLineAsync($"{path.Name} is refused, nothing was imported:");
                foreach (var problem in report.Problems)
                    await error.WriteLineAsync($"  line {problem.Line}: {problem.Reason}");
                return 1;
            }
            await JournalFeature.CatchUp(services, cancel);
            await output.WriteLineAsync($"{path.Name}, columns {string.Join(", ", report.Columns)}: {report.Rows} lines; {report.Added} categories added, {report.Placed} placed, {report.Unchanged} lines unchanged.");
            return 0;
        });
        return command;
    }
}
