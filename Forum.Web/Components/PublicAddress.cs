using Forum.Core.Data;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Forum.Web.Components;

/// <summary>
/// The forum's public URL, for links in emails. Taken from the settings, or else from where the program listens; never
/// from a request, whose sender could make a member's link point to their own site.
/// </summary>
public sealed class PublicAddress(IConfiguration configuration, IServer server)
{
    /// <summary>The name of the setting.</summary>
    public const string Setting = "Forum:PublicAddress";

    /// <summary>Whether the setting is there.</summary>
    public bool IsSet => !string.IsNullOrWhiteSpace(configuration[Setting]);

    /// <summary>The home page's URL.</summary>
    public Uri Root => IsSet ? new Uri(configuration[Setting]!.TrimEnd('/') + "/") : Listening();

    /// <summary>The full URL of a page.</summary>
    /// <param name="path">Its path, starting with a slash.</param>
    public string Of(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Root.GetLeftPart(UriPartial.Authority) + Root.AbsolutePath.TrimEnd('/') + path;
    }

    /// <exception cref="StartRefusedException">The setting isn't the URL of a site.</exception>
    internal static void Check(IConfiguration configuration)
    {
        var text = configuration[Setting];
        if (!string.IsNullOrWhiteSpace(text) && !(Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"))
            throw new StartRefusedException($"The setting {Setting} is \"{text}\". Set it to the forum's address, such as https://forum.example.org.");
    }

    private Uri Listening()
    {
        var address = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "http://localhost:5000";

        // An address that means every interface doesn't work in a link.
        return new Uri(address.Replace("//+", "//localhost", StringComparison.Ordinal).Replace("//*", "//localhost", StringComparison.Ordinal)
            .Replace("//0.0.0.0", "//localhost", StringComparison.Ordinal).Replace("//[::]", "//localhost", StringComparison.Ordinal));
    }
}
