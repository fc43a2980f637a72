using System.CommandLine;
using Forum.Core.Data;
using Forum.Core.Data.Sqlite;
using Forum.Core.Statistics;
using Microsoft.Extensions.Options;

namespace Forum.Web.Commands;

/// <summary>
/// <c>check</c>: checks that the database is sound and the counters are right. Read-only; safe to run next to a live forum.
/// </summary>
internal static class CheckCommand
{
    private const int FoundSomething = 1;

    public static Command Create()
    {
        var command = new Command("check", "Checks the database: every page, reference and counter. Changes nothing and works while the forum is running. The exit code is 0 if there are no problems, otherwise 1.");
        command.SetAction((parsed, cancellation) => StartRefusals.TellAsync(() => RunAsync(parsed.UnmatchedTokens, cancellation)));
        return command;
    }

    private static async Task<int> RunAsync(IReadOnlyList<string> settings, CancellationToken cancellation)
    {
        using var host = CommandServices.Build(settings, readOnly: true);
        var file = host.Services.GetRequiredService<IOptions<DataOptions>>().Value.DatabaseFile;
        var findings = await host.Services.GetRequiredService<DatabaseCheck>().RunAsync(cancellation);
        findings = [.. findings, .. await CountersAsync(host.Services, findings, cancellation)];
        foreach (var finding in findings)
            Console.WriteLine(finding);
        Console.WriteLine(findings.Count == 0 ? $"No problems found in {file}." : $"Problems found in {file}: {findings.Count}.");
        return findings.Count == 0 ? 0 : FoundSomething;
    }

    // Counting rows in a damaged file would fail halfway and add nothing.
    private static async Task<IEnumerable<string>> CountersAsync(IServiceProvider services, IReadOnlyList<string> findings, CancellationToken cancellation)
    {
        if (findings.Count > 0)
            return [];
        var errors = await services.GetRequiredService<CounterAudit>().CheckAsync(cancellation);
        return errors.Select(error => $"The counter \"{error.What}\" is {error.Kept}, but should be {error.Counted}.");
    }
}
