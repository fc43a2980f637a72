using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Forum.Tests.Support;

/// <summary>
/// A mail server that speaks SMTP (RFC 5321) on the loopback address, with STARTTLS (RFC 3207) and a certificate of its own, and
/// that can be told to refuse or to hang.
/// </summary>
public sealed class SmtpServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentQueue<string> _received = new();
    private readonly X509Certificate2 _certificate = Certificate();
    private readonly Task _serving;
    private int _connections;

    public SmtpServer()
    {
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>What it answers to a recipient: 250 takes the mail.</summary>
    public Func<string, string> AnswerToRecipient { get; set; } = static _ => "250 OK";

    /// <summary>Whether it takes connections and then says nothing.</summary>
    public bool Hangs { get; set; }

    /// <summary>Whether it can encrypt.</summary>
    public bool OffersTls { get; set; } = true;

    public int Connections => _connections;

    /// <summary>How many of the mails came encrypted.</summary>
    public int Encrypted { get; private set; }

    public IReadOnlyList<ReceivedMail> Received => [.. _received.Select(ReceivedMail.Parse)];

    /// <summary>The public key, by which the test knows the certificate.</summary>
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
                if (Hangs)
                    await Task.Delay(Timeout.Infinite, _end.Token);
                await AnswerAsync(client.GetStream());
            }
            catch (Exception gone) when (gone is IOException or OperationCanceledException)
            {
                // The other end has had enough, or the test is over.
            }
        }
    }

    private async Task AnswerAsync(Stream stream)
    {
        var (isEncrypted, reader) = (false, new StreamReader(stream, Encoding.UTF8));
        await SayAsync("220 mail.test ESMTP");
        while (await reader.ReadLineAsync(_end.Token) is { } line)
        {
            switch (line.Split(' ')[0].ToUpperInvariant())
            {
                case "EHLO":
                    await SayAsync(OffersTls && !isEncrypted ? "250-mail.test\r\n250-STARTTLS\r\n250 SMTPUTF8" : "250-mail.test\r\n250 SMTPUTF8");
                    break;
                case "STARTTLS":
                    await SayAsync("220 go ahead");
                    var encrypted = new SslStream(stream);
                    await encrypted.AuthenticateAsServerAsync(_certificate);
                    (stream, isEncrypted, reader) = (encrypted, true, new StreamReader(encrypted, Encoding.UTF8));
                    break;
                case "RCPT":
                    await SayAsync(AnswerToRecipient(line));
                    break;
                case "DATA":
                    await SayAsync("354 end with a dot");
                    await TakeAsync(reader);
                    Encrypted += isEncrypted ? 1 : 0;
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

    private async Task TakeAsync(StreamReader reader)
    {
        var mail = new StringBuilder();
        while (await reader.ReadLineAsync(_end.Token) is { } line and not ".")
            mail.Append(line.StartsWith("..", StringComparison.Ordinal) ? line[1..] : line).Append("\r\n");
        _received.Enqueue(mail.ToString());
    }

    private static X509Certificate2 Certificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
    }
}
