using System.CommandLine;
using Forum.Web.Hosting;

namespace Forum.Web.Commands;

/// <summary>The program's commands. Without one, it serves the forum.</summary>
public static class CommandLine
{
    private const string Description =
        "A forum for a small community. Without a command, starts the forum. Settings are in appsettings.json. You can also set them here, as in --Forum:DataDirectory=/srv/forum or --urls http://localhost:5001.";

    /// <summary>Runs the command that the arguments name.</summary>
    /// <returns>0 on success; otherwise the reason is on standard error.</returns>
    public static async Task<int> RunAsync(string[] args, Func<Task> serve)
    {
        var root = new RootCommand(Description) { SeedCommand.Create(), CheckCommand.Create() };
        root.Options.Add(new Option<bool>(BenchEndpoints.Option)
        {
            Description = "Adds the /bench endpoints that the benchmarks use. Never use it on a live forum.",
        });
        root.SetAction((_, _) => StartRefusals.TellAsync(async () =>
        {
            await serve();
            return 0;
        }));

        // What no command recognizes is a setting: the host reads it.
        root.TreatUnmatchedTokensAsErrors = false;
        foreach (var command in root.Subcommands)
            command.TreatUnmatchedTokensAsErrors = false;

        var parsed = root.Parse(args);
        var wrong = parsed.Errors.Select(error => error.Message).FirstOrDefault()
            ?? SettingTokens.Refuse(parsed.UnmatchedTokens, root, parsed.CommandResult.Command);
        if (wrong is not null)
            return await StartRefusals.SayAsync(wrong);

        // Don't let the parser catch exceptions or end the process: a graceful stop takes as long as the host allows.
        return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
    }
}
