using System.Net.Sockets;
using Forum.Core.Data;
using Microsoft.AspNetCore.Connections;

namespace Forum.Web.Commands;

/// <summary>Turns a startup error into one sentence on standard error.</summary>
internal static class StartRefusals
{
    private const int Refused = 1;

    /// <summary>Runs the program. Unexpected exceptions pass through with their stack trace.</summary>
    public static async Task<int> TellAsync(Func<Task<int>> run)
    {
        try
        {
            return await run();
        }
        catch (StartRefusedException refused)
        {
            return await SayAsync(refused.Message);
        }
        catch (IOException error) when (error.InnerException is AddressInUseException)
        {
            return await SayAsync($"The port is in use by another program ({Reason(error)}). Stop it, or choose another port with --urls http://localhost:5001.");
        }
        catch (Exception error) when (error is SocketException or ArgumentOutOfRangeException { ParamName: "port" })
        {
            return await SayAsync($"The forum can't listen on the address in the urls setting ({WhyNotThere(error)}). Choose another with --urls http://localhost:5001.");
        }
        catch (Exception error) when (error is InvalidDataException or FormatException)
        {
            return await SayAsync($"The settings can't be read: {Innermost(error)}");
        }
    }

    /// <summary>Prints the reason.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> SayAsync(string sentence)
    {
        await Console.Error.WriteLineAsync(sentence.ReplaceLineEndings(" "));
        return Refused;
    }

    private static string WhyNotThere(Exception error) => error is SocketException ? Reason(error) : "a port must be a number up to 65535";

    private static string Reason(Exception error) => error.Message.TrimEnd('.');

    // The outer exception names the file, the innermost one the line and its content.
    private static string Innermost(Exception error)
    {
        var inner = error;
        while (inner.InnerException is { } next)
            inner = next;
        return inner == error ? error.Message : $"{Reason(error)}: {inner.Message}";
    }
}
