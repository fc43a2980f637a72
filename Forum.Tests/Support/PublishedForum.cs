using System.Diagnostics;
using System.Reflection;

namespace Forum.Tests.Support;

/// <summary>
/// The forum as <c>dotnet publish</c> makes it, in a folder that is deleted with it. Published for any system from what was
/// built with the tests, so little is compiled.
/// </summary>
internal sealed class PublishedForum : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(4);
    private readonly DirectoryInfo _folder;

    private PublishedForum(DirectoryInfo folder) => _folder = folder;

    /// <summary>All that publishing printed.</summary>
    public required string Output { get; init; }

    public IReadOnlyList<string> Files => [.. _folder.GetFiles("*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(_folder.FullName, file.FullName))];

    /// <exception cref="InvalidOperationException">It couldn't be published.</exception>
    public static async Task<PublishedForum> PublishAsync()
    {
        var folder = Directory.CreateTempSubdirectory("forum-published-");
        var (code, output) = await RunAsync("publish", "Forum.Web", "-c", Configuration, "--no-build", "-o", folder.FullName, "--nologo");
        if (code == 0)
            return new PublishedForum(folder) { Output = output };
        await TestFolder.DeleteAsync(folder);
        throw new InvalidOperationException($"Publishing ended with {code}:\n{output}");
    }

    public string PathOf(string file) => Path.Combine(_folder.FullName, file);

    public async ValueTask DisposeAsync() => await TestFolder.DeleteAsync(_folder);

    private static string Configuration => typeof(PublishedForum).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;

    private static async Task<(int Code, string Output)> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", arguments)
        {
            WorkingDirectory = Checkout.Root,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // No build process outlives the command.
            Environment = { ["MSBUILDDISABLENODEREUSE"] = "1", ["DOTNET_CLI_UI_LANGUAGE"] = "en" },
        };
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Limit);
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return (process.ExitCode, await output + await errors);
    }
}
