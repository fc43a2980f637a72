using System.CommandLine;
using Forum.Core.Data;
using Microsoft.AspNetCore.Connections;

namespace Forum.Web.Commands;

/// <summary>What the program can be told to do. Without a command it serves the forum.</summary>
public static class CommandLine
{
    private const int Refused = 1;

    /// <summary>Runs what the arguments say.</summary>
    /// <returns>0 when it was done; otherwise the reason stands on standard error.</returns>
    public static async Task<int> RunAsync(string[] args, Func<Task> serve)
    {
        var root = new RootCommand("A forum for a small community. Without a command: serves it; settings are in appsettings.json.")
        {
            // Settings may be given as --Forum:DataDirectory=/srv/forum: the host reads them.
            TreatUnmatchedTokensAsErrors = false,
        };
        root.SetAction((_, _) => RefusableAsync(serve));
        return await root.Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
    }

    /// <summary>Turns what keeps the program from starting into one sentence on standard error.</summary>
    internal static async Task<int> RefusableAsync(Func<Task> run)
    {
        try
        {
            await run();
            return 0;
        }
        catch (StartRefusedException refused)
        {
            await Console.Error.WriteLineAsync(refused.Message);
        }
        catch (IOException error) when (error.InnerException is AddressInUseException)
        {
            await Console.Error.WriteLineAsync($"The port is in use by another program: {error.Message} Choose another with --urls http://localhost:5001");
        }
        catch (Exception error) when (error is InvalidDataException or FormatException)
        {
            await Console.Error.WriteLineAsync($"The settings cannot be read: {error.Message} {error.InnerException?.Message}");
        }

        return Refused;
    }
}
