using System.Diagnostics;
using Forum.Tests.Support;

namespace Forum.Tests.Data;

[Trait("Pace", "slow")]
public class FullDiskTests
{
    [Fact]
    public async Task A_disk_that_fills_up_while_a_new_forum_is_made_leaves_nothing_behind()
    {
        using var data = new DataDirectory();

        // The largest file the process may write is smaller than an empty forum. To SQLite, that's a full disk.
        var (code, errors) = await RunLimitedAsync(data, kilobytes: 40);

        Assert.NotEqual(0, code);
        Assert.Matches($"^The disk that holds {data.Database} (is full|can't be read or written)", Assert.Single(errors));
        Assert.Equal("", data.Fingerprint());
    }

    [Fact]
    public async Task A_disk_with_little_room_is_refused_before_anything_is_written()
    {
        using var data = await SeededDatabase.CopyAsync();
        var small = Path.Combine(data.Home, "small");
        Directory.CreateDirectory(small);
        var mounted = await ShellAsync($"mount -t tmpfs -o size=8m tmpfs '{small}'") == 0;
        try
        {
            if (mounted)
            {
                File.Copy(data.Database, Path.Combine(small, "forum.db"));
                data.Folder = small;
                await RefusedStartTests.AssertRefusedAsync(data, $"The disk that holds {small} is full. The forum needs at least 16 MB free to start.");
            }
            else
            {
                // Without permission to mount, this tests the other limit: an existing forum without room for its log.
                var before = await File.ReadAllBytesAsync(data.Database, TestContext.Current.CancellationToken);
                var (code, errors) = await RunLimitedAsync(data, kilobytes: 1);
                Assert.NotEqual(0, code);
                Assert.Single(errors);
                Assert.Equal(before, await File.ReadAllBytesAsync(data.Database, TestContext.Current.CancellationToken));
            }
        }
        finally
        {
            if (mounted)
                await ShellAsync($"umount '{small}'");
        }
    }

    private static async Task<(int Code, string[] Errors)> RunLimitedAsync(DataDirectory data, int kilobytes)
    {
        // Without the trap, the limit's signal would end the process, whereas a full disk gives an error. There's no
        // log file, because the limit applies to it too.
        var command = $"trap '' XFSZ; ulimit -f {kilobytes}; exec dotnet '{typeof(Program).Assembly.Location}' "
            + $"--Forum:DataDirectory='{data.Folder}' --urls http://127.0.0.1:0 --Serilog:WriteTo:0:Name=Console";
        var start = new ProcessStartInfo("bash", ["-c", command])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            WorkingDirectory = data.Home,
        };
        // The runtime maps its code through a file of its own, to which the limit applies too.
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        using var process = Process.Start(start)!;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var errors = await process.StandardError.ReadToEndAsync(limit.Token);
            await output;
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        }
        finally
        {
            if (!process.HasExited)
                process.Kill();
        }
    }

    private static async Task<int> ShellAsync(string command)
    {
        using var process = Process.Start(new ProcessStartInfo("bash", ["-c", command]) { RedirectStandardError = true })!;
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return process.ExitCode;
    }
}
