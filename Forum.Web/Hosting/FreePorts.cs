using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;

namespace Forum.Web.Hosting;

/// <summary>
/// Checks the ports before anything else. The web server binds them last, when the database is already created and open,
/// so a start that fails there would leave traces.
/// </summary>
internal static class FreePorts
{
    // The web server's default when no setting says otherwise.
    private const string DefaultAddress = "http://localhost:5000";

    /// <summary>Binds and releases each configured port.</summary>
    /// <exception cref="IOException">A port is in use; the inner exception is <see cref="AddressInUseException"/>.</exception>
    public static void Check(IConfiguration settings)
    {
        foreach (var address in Addresses(settings))
        {
            // Invalid addresses and ports the system picks are left to the web server.
            var everywhere = address.Replace("//*", "//[::]", StringComparison.Ordinal).Replace("//+", "//[::]", StringComparison.Ordinal);
            if (!Uri.TryCreate(everywhere, UriKind.Absolute, out var uri) || uri.Port <= 0)
                continue;
            foreach (var endPoint in EndPoints(uri))
                Try(endPoint, address);
        }
    }

    private static string[] Addresses(IConfiguration settings)
    {
        var endPoints = settings.GetSection("Kestrel:Endpoints").GetChildren().Select(endPoint => endPoint["Url"]).OfType<string>().ToArray();
        if (endPoints.Length > 0)
            return endPoints;
        var addresses = Parts(settings[WebHostDefaults.ServerUrlsKey]);
        if (addresses.Length == 0)
        {
            addresses =
            [
                .. Parts(settings[WebHostDefaults.HttpPortsKey]).Select(static port => $"http://*:{port}"),
                .. Parts(settings[WebHostDefaults.HttpsPortsKey]).Select(static port => $"https://*:{port}"),
            ];
        }

        return addresses.Length > 0 ? addresses : [DefaultAddress];
    }

    private static string[] Parts(string? list) =>
        (list ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static IEnumerable<IPEndPoint> EndPoints(Uri uri)
    {
        if (uri.Host == "localhost")
            return [new(IPAddress.Loopback, uri.Port), new(IPAddress.IPv6Loopback, uri.Port)];
        return [new(IPAddress.TryParse(uri.Host.Trim('[', ']'), out var address) ? address : IPAddress.IPv6Any, uri.Port)];
    }

    private static void Try(IPEndPoint endPoint, string address)
    {
        try
        {
            using var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            if (endPoint.Address.Equals(IPAddress.IPv6Any))
                socket.DualMode = true;
            socket.Bind(endPoint);
            socket.Listen();
        }
        catch (SocketException error) when (error.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            throw new IOException(
                string.Create(CultureInfo.InvariantCulture, $"Failed to bind to address {address}: address already in use."),
                new AddressInUseException(error.Message, error));
        }
        catch (SocketException)
        {
            // Not a port in use: a machine without IPv6, for example. The web server handles it.
        }
    }
}
