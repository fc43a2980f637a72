using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Forum.Tests.Support;

/// <summary>
/// A mail server with SMTP (RFC 5321) on the loopback address, with STARTTLS (RFC 3207) or implicit TLS and a self-signed
/// certificate. It can refuse, offer fewer extensions, or stall at any step. (The SmtpServer package can't do the last two.)
/// </summary>
public sealed class SmtpServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentQueue<byte[]> _received = new();
    private readonly ConcurrentQueue<string> _commands = new();
    private readonly X509Certificate2 _certificate = Certificate();
    private readonly Task _serving;
    private int _connections;

    public SmtpServer()
    {
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Its response to a recipient: 250 accepts the email.</summary>
    public Func<string, string> AnswerToRecipient { get; set; } = static _ => "250 OK";

    /// <summary>
    /// The step at which it stops responding: a command, <c>CONNECT</c>, <c>HANDSHAKE</c> after STARTTLS, or <c>MAIL
    /// DATA</c> after the email itself.
    /// </summary>
    public string? StallsAt { get; set; }

    /// <summary>Whether it supports encryption.</summary>
    public bool OffersTls { get; set; } = true;

    /// <summary>Whether each connection is encrypted from the start.</summary>
    public bool BeginsWithTls { get; set; }

    /// <summary>Its other extensions.</summary>
    public string[] Extensions { get; set; } = ["8BITMIME", "SMTPUTF8", "AUTH PLAIN"];

    /// <summary>The password, for any username.</summary>
    public string Password { get; set; } = "secret";

    /// <summary>The commands it received, in order.</summary>
    public IReadOnlyList<string> Commands => [.. _commands];

    public int Connections => _connections;

    /// <summary>How many of the emails arrived encrypted.</summary>
    public int Encrypted { get; private set; }

    public IReadOnlyList<ReceivedMail> Received => [.. _received.Select(ReceivedMail.Parse)];

    /// <summary>The public key, by which the test recognizes the certificate.</summary>
    public string Thumbprint => _certificate.Thumbprint;

    public async ValueTask DisposeAsync()
    {
        if (_end.IsCancellationRequested)
            return;
        await _end.CancelAsync();
        _listener.Stop();
        await _serving;
        _certificate.Dispose();
    }

    private async Task ServeAsync()
    {
        var talks = new List<Task>();
        try
        {
            while (true)
                talks.Add(TalkAsync(await _listener.AcceptTcpClientAsync(_end.Token)));
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(talks);
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        Interlocked.Increment(ref _connections);
        using (client)
        {
            try
            {
                await StallAsync("CONNECT");
                await AnswerAsync(BeginsWithTls ? await EncryptedAsync(client.GetStream()) : client.GetStream());
            }
            catch (Exception gone) when (gone is IOException or OperationCanceledException or AuthenticationException)
            {
                // The client has disconnected, or the test is over.
            }
        }
    }

    private async Task AnswerAsync(Stream stream)
    {
        var reader = new StreamReader(stream, Encoding.UTF8);
        await SayAsync("220 mail.test ESMTP");
        while (await reader.ReadLineAsync(_end.Token) is { } line)
        {
            _commands.Enqueue(line);
            var command = line.Split(' ')[0].ToUpperInvariant();
            await StallAsync(command);
            switch (command)
            {
                case "EHLO":
                    string[] offers = ["mail.test", .. OffersTls && stream is not SslStream ? ["STARTTLS"] : Array.Empty<string>(), .. Extensions];
                    await SayAsync(string.Join("\r\n", offers.SkipLast(1).Select(static offer => "250-" + offer).Append("250 " + offers[^1])));
                    break;
                case "STARTTLS":
                    await SayAsync("220 go ahead");
                    await StallAsync("HANDSHAKE");
                    stream = await EncryptedAsync(stream);
                    reader = new StreamReader(stream, Encoding.UTF8);
                    break;
                case "AUTH":
                    await SayAsync(Encoding.UTF8.GetString(Convert.FromBase64String(line.Split(' ')[2])).EndsWith("\0" + Password, StringComparison.Ordinal) ? "235 welcome" : "535 wrong password");
                    break;
                case "RCPT":
                    await SayAsync(AnswerToRecipient(line));
                    break;
                case "DATA":
                    await SayAsync("354 end with a dot");
                    var mail = await TakeAsync(reader);
                    await StallAsync("MAIL DATA");
                    _received.Enqueue(mail);
                    Encrypted += stream is SslStream ? 1 : 0;
                    await SayAsync("250 taken");
                    break;
                case "QUIT":
                    await SayAsync("221 bye");
                    return;
                default:
                    await SayAsync("250 OK");
                    break;
            }
        }

        async Task SayAsync(string text)
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(text + "\r\n"), _end.Token);
            await stream.FlushAsync(_end.Token);
        }
    }

    private async Task StallAsync(string step)
    {
        if (StallsAt == step)
            await Task.Delay(Timeout.Infinite, _end.Token);
    }

    private async Task<SslStream> EncryptedAsync(Stream stream)
    {
        var encrypted = new SslStream(stream);
        await encrypted.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate }, _end.Token);
        return encrypted;
    }

    private async Task<byte[]> TakeAsync(StreamReader reader)
    {
        var mail = new StringBuilder();
        while (await reader.ReadLineAsync(_end.Token) is { } line and not ".")
            mail.Append(line.StartsWith("..", StringComparison.Ordinal) ? line[1..] : line).Append("\r\n");
        return Encoding.UTF8.GetBytes(mail.ToString());
    }

    private static X509Certificate2 Certificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
    }
}
