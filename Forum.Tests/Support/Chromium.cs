using System.Diagnostics;

namespace Forum.Tests.Support;

/// <summary>Finds Chromium for the browser tests, and installs Debian's package where possible.</summary>
public static class Chromium
{
    private const string Lean = "chromium-headless-shell";
    private const string Advice = $"install Debian's packages {Lean} and fonts-dejavu-core, or set CHROMIUM_PATH to the executable of one";
    private static readonly TimeSpan InstallLimit = TimeSpan.FromMinutes(8);

    // The headless shell comes first: the same pages take 60 percent of the time.
    private static readonly string[] Names = [Lean, "chromium", "chromium-browser", "google-chrome"];
    private static readonly string[] Packages = [Lean, "fonts-dejavu-core", "fonts-noto-color-emoji", "fonts-noto-cjk"];
    private static readonly Lazy<Task<string>> Found = new(FindOrInstallAsync);

    /// <summary>The path of the executable. Searches, and installs, once per process.</summary>
    /// <exception cref="InvalidOperationException">There is none; the message is one line that says what to install.</exception>
    public static Task<string> PathAsync() => Found.Value;

    internal static string? Find(string? chosen, string? searchPath)
    {
        if (!string.IsNullOrEmpty(chosen))
            return File.Exists(chosen) ? chosen : throw Missing($"CHROMIUM_PATH names {chosen}, which is not there");

        var folders = (searchPath ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return Names.SelectMany(name => folders.Select(folder => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
    }

    private static string? Find() =>
        Find(Environment.GetEnvironmentVariable("CHROMIUM_PATH"), Environment.GetEnvironmentVariable("PATH"));

    private static bool CanInstall => OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess && File.Exists("/usr/bin/apt-get");

    // Use the full browser if the headless shell isn't available.
    private static async Task<string> FindOrInstallAsync()
    {
        var present = Find();
        var isChosen = Environment.GetEnvironmentVariable("CHROMIUM_PATH") is { Length: > 0 };
        if (present is not null && (isChosen || Path.GetFileName(present) == Lean || !CanInstall))
            return present;
        if (!CanInstall)
            throw Missing("there is none on the PATH");
        try
        {
            return await InstallAsync();
        }
        catch (InvalidOperationException) when (present is not null)
        {
            return present;
        }
    }

    private static async Task<string> InstallAsync()
    {
        using var limit = new CancellationTokenSource(InstallLimit);
        await AptGetAsync(["update", "-q"], limit.Token);
        await AptGetAsync(["install", "-y", "-q", "--no-install-recommends", .. Packages], limit.Token);
        return Find() ?? throw Missing("installing it brought none");
    }

    private static async Task AptGetAsync(string[] arguments, CancellationToken limit)
    {
        var start = new ProcessStartInfo("/usr/bin/apt-get", ["-o", "DPkg::Lock::Timeout=120", .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["DEBIAN_FRONTEND"] = "noninteractive" },
        };
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            await process.WaitForExitAsync(limit);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw Missing($"apt-get {arguments[0]} was not done in {InstallLimit.TotalMinutes:0} minutes");
        }
        if (process.ExitCode != 0)
            throw Missing($"apt-get {arguments[0]} failed: {LastLine(await errors, await output)}");
    }

    private static string LastLine(params string[] texts) =>
        texts.SelectMany(text => text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).TakeLast(1))
            .FirstOrDefault("no output");

    private static InvalidOperationException Missing(string reason) => new($"Browser tests need Chromium, and {reason}: {Advice}.");
}
