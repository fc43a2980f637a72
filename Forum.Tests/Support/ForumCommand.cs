using System.Globalization;
using System.Text;
using Forum.Web.Commands;
using Forum.Web.Hosting;
using Microsoft.Data.Sqlite;

namespace Forum.Tests.Support;

/// <summary>
/// Runs the program's entry point in the tests' own process, with what it prints kept apart. A process of its own compiles
/// the whole program again, two to three seconds each time; <see cref="ForumProcess"/> is for tests that need one.
/// </summary>
internal static class ForumCommand
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private static readonly AsyncLocal<Printed?> Current = new();

    static ForumCommand()
    {
        Console.SetOut(new Routed(Console.Out, static printed => printed.Output));
        Console.SetError(new Routed(Console.Error, static printed => printed.Errors));
    }

    /// <summary>Runs the program until it ends.</summary>
    /// <returns>The exit code, all that it printed, and the lines on standard error.</returns>
    public static async Task<(int Code, string Output, IReadOnlyList<string> Errors)> RunAsync(string[] arguments)
    {
        var printed = new Printed();
        var code = await Task.Run(() =>
        {
            Current.Value = printed;
            return CommandLine.RunAsync(arguments, () => ForumHost.ServeAsync(ForumHost.Build(arguments)));
        }).WaitAsync(Limit);

        // As at the end of a process: no connection is left open.
        SqliteConnection.ClearAllPools();
        var errors = LinesOf(printed.Errors);
        return (code, string.Join('\n', [.. LinesOf(printed.Output), .. errors]), errors);
    }

    private static string[] LinesOf(StringWriter writer) => writer.ToString().TrimEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private sealed class Printed
    {
        public StringWriter Output { get; } = new(CultureInfo.InvariantCulture);

        public StringWriter Errors { get; } = new(CultureInfo.InvariantCulture);
    }

    // The console has a lock around each call, for all writers.
    private sealed class Routed(TextWriter console, Func<Printed, TextWriter> choose) : TextWriter
    {
        public override Encoding Encoding => console.Encoding;

        private TextWriter To => Current.Value is { } printed ? choose(printed) : console;

        public override void Write(char value) => To.Write(value);

        public override void Write(char[] buffer, int index, int count) => To.Write(buffer, index, count);

        public override void Write(string? value) => To.Write(value);

        public override void WriteLine(string? value) => To.WriteLine(value);

        public override void Flush() => To.Flush();
    }
}
