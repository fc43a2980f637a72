using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.RegularExpressions;

namespace Forum.Tests.Support;

/// <summary>
/// A proxy that terminates TLS with a self-signed certificate and adds no headers. It can replace the host in each
/// connection's first request.
/// </summary>
public sealed class TlsProxy : IAsyncDisposable
{
    private static readonly X509Certificate2 Own = MakeCertificate();
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Uri _forum;
    private readonly string? _host;
    private readonly Task _loop;

    public TlsProxy(Uri forum, string? host = null)
    {
        (_forum, _host) = (forum, host);
        _listener.Start();
        _loop = ListenAsync();
    }

    /// <summary>The thumbprint of the certificate that every proxy of this run uses.</summary>
    public static string Thumbprint => Own.GetCertHashString();

    public Uri Address => new($"https://localhost:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _loop;
        _listener.Stop();
        _end.Dispose();
    }

    private static X509Certificate2 MakeCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
    }

    private async Task ListenAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await _listener.AcceptTcpClientAsync(_end.Token));
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient visitor)
    {
        try
        {
            using var forum = new TcpClient();
            using var owned = visitor;
            await using var tls = new SslStream(visitor.GetStream());
            await tls.AuthenticateAsServerAsync(Own);
            await forum.ConnectAsync(IPAddress.Loopback, _forum.Port, _end.Token);
            await using var plain = forum.GetStream();
            await plain.WriteAsync(Encoding.Latin1.GetBytes(await ReadHeadAsync(tls)), _end.Token);
            await Task.WhenAny(tls.CopyToAsync(plain, _end.Token), plain.CopyToAsync(tls, _end.Token));
        }
        catch (Exception error) when (error is IOException or OperationCanceledException or SocketException or System.Security.Authentication.AuthenticationException)
        {
            // Browsers open connections that they don't use.
        }
    }

    private async Task<string> ReadHeadAsync(SslStream tls)
    {
        var head = new StringBuilder();
        var buffer = new byte[4096];
        while (!head.ToString().Contains("\r\n\r\n", StringComparison.Ordinal))
        {
            var read = await tls.ReadAsync(buffer, _end.Token);
            if (read == 0)
                break;
            head.Append(Encoding.Latin1.GetString(buffer, 0, read));
        }

        return _host is null ? head.ToString() : Regex.Replace(head.ToString(), "(?im)^Host:.*\r$", $"Host: {_host}\r");
    }
}
