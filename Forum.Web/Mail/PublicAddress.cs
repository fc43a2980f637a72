using Forum.Core.Data;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Forum.Web.Mail;

/// <summary>
/// Where people reach the forum, for links in mails. Out of the settings, otherwise where the program listens; never out of a
/// request, whose sender could have a member's link lead to a site of their own.
/// </summary>
/// <param name="server">Knows where it listens.</param>
public sealed class PublicAddress(IConfiguration configuration, IServer server)
{
    /// <summary>The name of the setting.</summary>
    public const string Setting = "Forum:PublicAddress";

    /// <summary>Whether the settings say it.</summary>
    public bool IsSet => !string.IsNullOrWhiteSpace(configuration[Setting]);

    /// <summary>The address of the home page.</summary>
    public Uri Root => IsSet ? new Uri(configuration[Setting]!.TrimEnd('/') + "/") : Listening();

    /// <summary>An address of the forum.</summary>
    /// <param name="path">Its path, from the first slash on.</param>
    public string Of(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Root.GetLeftPart(UriPartial.Authority) + Root.AbsolutePath.TrimEnd('/') + path;
    }

    /// <exception cref="StartRefusedException">The setting is no address of a site.</exception>
    internal static void Check(IConfiguration configuration)
    {
        var text = configuration[Setting];
        if (!string.IsNullOrWhiteSpace(text) && !(Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"))
            throw new StartRefusedException($"The setting {Setting} is \"{text}\". Set it to the forum's address, such as https://forum.example.org.");
    }

    private Uri Listening()
    {
        var address = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "http://localhost:5000";

        // An address that stands for every interface leads nowhere.
        return new Uri(address.Replace("//+", "//localhost", StringComparison.Ordinal).Replace("//*", "//localhost", StringComparison.Ordinal)
            .Replace("//0.0.0.0", "//localhost", StringComparison.Ordinal).Replace("//[::]", "//localhost", StringComparison.Ordinal));
    }
}
