using Forum.Core.Access;
using Forum.Core.Accounts.Registration;
using Forum.Core.Data;
using Forum.Core.Mail;
using Forum.Web.Mail;
using MailKit.Net.Smtp;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Forum.Tests.Support;

/// <summary>A forum and a mail server for one test.</summary>
public abstract class SmtpForum : IAsyncLifetime
{
    private readonly MovableClock _clock = new();
    private TestForum? _forum;

    protected SmtpServer Server { get; } = new();

    protected Cast Cast { get; private set; } = null!;

    protected TestForum Forum => _forum!;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public virtual async ValueTask DisposeAsync()
    {
        if (_forum is not null)
            await _forum.DisposeAsync();
        await Server.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected Task StartAsync(params (string, string)[] settings) => StartAsync(trustsServer: true, settings);

    protected async Task StartAsync(bool trustsServer, params (string, string)[] settings)
    {
        _forum = await TestForum.StartAsync(
            services =>
            {
                services.AddSingleton<TimeProvider>(_clock);
                if (trustsServer)
                    services.AddSingleton<Func<SmtpClient>>(() => Trusting(Server.Thumbprint));
            },
            [("Forum:Mail:Sender", "Smtp"), ("Forum:Mail:SmtpHost", "localhost"), ("Forum:Mail:SmtpPort", Server.Port.ToString(null as IFormatProvider)), .. settings]);
        Cast = await Cast.SetUpAsync(_forum);
    }

    protected Task<Outcome<Viewer>> RegisterAsync(string name, string? address = null) =>
        Forum.Services.GetRequiredService<RegisterMember>().RunAsync(new NewMember(name, address ?? $"{name.ToLowerInvariant()}@example.org", Cast.Password));

    protected async Task DeliverAfterAsync(TimeSpan time)
    {
        _clock.MoveOn(time);
        await Forum.Services.GetRequiredService<MailDelivery>().DeliverAsync(TestContext.Current.CancellationToken);
    }

    protected async Task<ReceivedMail> ArrivedAsync(string address)
    {
        await Eventually.HoldsAsync(() => Server.Received.Any(mail => mail.To == address), () => $"No email to {address} arrived.");
        return Server.Received.First(mail => mail.To == address);
    }

    protected async Task<OutboxMail> FailedAsync(string? address)
    {
        OutboxMail? row = null;
        await Eventually.HoldsAsync(
            async () =>
            {
                await using var db = await Cast.OpenAsync();
                return (row = await db.OutboxMails.FirstOrDefaultAsync(mail => mail.Failures > 0 && (address == null || mail.To == address))) is not null;
            },
            () => $"No email to {address} has failed.");
        return row!;
    }

    protected Task StateAsync(string address, MailState state) => Eventually.HoldsAsync(
        async () =>
        {
            await using var db = await Cast.OpenAsync();
            return await db.OutboxMails.AnyAsync(mail => mail.To == address && mail.State == state);
        },
        () => $"The email to {address} isn't {state}.");

    // The server's certificate is self-signed.
    private static SmtpClient Trusting(string thumbprint) => new()
    {
        ServerCertificateValidationCallback = (_, certificate, _, _) => certificate?.GetCertHashString() == thumbprint,
    };
}
