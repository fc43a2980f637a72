using System.Net;
using Forum.Core.Accounts;
using Forum.Core.Mail;
using Forum.Tests.Support;
using Forum.Web.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Forum.Tests.Mail;

/// <summary>A forum beside a mail server, each of the test's own.</summary>
public sealed class SmtpMailTests : IAsyncLifetime
{
    private readonly SmtpServer _server = new();
    private readonly MovableClock _clock = new();
    private TestForum? _forum;
    private Cast _cast = null!;

    private TestForum Forum => _forum!;

    public ValueTask InitializeAsync()
    {
        // The server's certificate is its own; there is no other way to tell the library.
#pragma warning disable SYSLIB0014
        ServicePointManager.ServerCertificateValidationCallback = (_, certificate, _, _) => certificate?.Subject == "CN=localhost";
#pragma warning restore SYSLIB0014
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        if (_forum is not null)
            await _forum.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_mail_goes_to_the_server_encrypted_and_once()
    {
        await StartAsync();

        await RegisterAsync("Dora");

        var mail = await ArrivedAsync("dora@example.org");
        Assert.Equal("Confirm your e-mail address for Trial", mail.Subject);
        await StateAsync("dora@example.org", MailState.Sent);
        Assert.Single(_server.Received, received => received.To == "dora@example.org");
        Assert.Equal(_server.Received.Count, _server.Encrypted);
    }

    [Fact]
    public async Task A_server_that_cannot_encrypt_gets_nothing()
    {
        _server.OffersTls = false;
        await StartAsync();

        await RegisterAsync("Dora");

        var row = await FailedAsync(null);
        Assert.Equal(MailState.Waiting, row.State);
        Assert.Empty(_server.Received);
    }

    [Fact]
    public async Task A_server_without_encryption_is_used_where_the_settings_say_so()
    {
        _server.OffersTls = false;
        await StartAsync(("Forum:Mail:SmtpStartTls", "false"));

        await RegisterAsync("Dora");

        await ArrivedAsync("dora@example.org");
        Assert.Equal(0, _server.Encrypted);
    }

    [Fact]
    public async Task A_recipient_that_is_refused_for_good_is_given_up_and_the_others_get_theirs()
    {
        _server.AnswerToRecipient = recipient => recipient.Contains("dora", StringComparison.Ordinal) ? "550 no such mailbox" : "250 OK";
        await StartAsync();

        Assert.True((await RegisterAsync("Dora")).IsDone);
        await RegisterAsync("Emil");

        await ArrivedAsync("emil@example.org");
        var row = await FailedAsync("dora@example.org");
        Assert.Equal((MailState.Dead, 1), (row.State, row.Failures));
        Assert.Contains("no such mailbox", row.LastError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_recipient_that_is_refused_for_now_is_tried_again_later_with_the_same_message_id()
    {
        var refused = 0;
        _server.AnswerToRecipient = recipient => recipient.Contains("dora", StringComparison.Ordinal) && refused++ == 0 ? "451 come back later" : "250 OK";
        await StartAsync();
        await RegisterAsync("Dora");
        var row = await FailedAsync("dora@example.org");
        Assert.Equal((MailState.Waiting, 1), (row.State, row.Failures));

        await DeliverAfterAsync(TimeSpan.FromMinutes(2));

        var mail = await ArrivedAsync("dora@example.org");
        Assert.Equal($"<{row.MessageKey:N}@localhost>", mail["Message-ID"]);
    }

    [Fact]
    public async Task While_the_server_is_away_acts_succeed_nothing_is_lost_and_the_worker_does_not_hurry()
    {
        var port = _server.Port;
        await _server.DisposeAsync();
        await StartAsync(("Forum:Mail:SmtpPort", port.ToString(null as IFormatProvider)));

        foreach (var name in new[] { "Dora", "Emil", "Frida" })
            Assert.True((await RegisterAsync(name)).IsDone);
        await FailedAsync(null);
        await Task.Delay(500, TestContext.Current.CancellationToken);

        await using var db = await _cast.OpenAsync();
        var rows = await db.OutboxMails.ToListAsync(TestContext.Current.CancellationToken);
        Assert.All(rows, row => Assert.Equal(MailState.Waiting, row.State));
        Assert.Equal(1, rows.Sum(row => row.Failures));
        Assert.NotNull(rows.Single(row => row.Failures == 1).LastError);
    }

    [Fact]
    public async Task A_server_that_hangs_is_let_go_of_and_asked_again_later()
    {
        _server.Hangs = true;
        await StartAsync(("Forum:Mail:TimeoutSeconds", "1"));

        Assert.True((await RegisterAsync("Dora")).IsDone);

        var row = await FailedAsync(null);
        Assert.Contains("did not answer within 1 seconds", row.LastError, StringComparison.Ordinal);
        _server.Hangs = false;

        // A second is short where much else goes on at the same time: then it is asked once more.
        for (var again = 0; again < 5 && !_server.Received.Any(mail => mail.To == "dora@example.org"); again++)
            await DeliverAfterAsync(TimeSpan.FromHours(1));
        await ArrivedAsync("dora@example.org");
    }

    [Fact]
    public async Task What_was_given_up_is_sent_again_when_an_administrator_says_so_and_dropped_when_an_administrator_says_so()
    {
        var isRefused = true;
        _server.AnswerToRecipient = recipient => isRefused && recipient.Contains("dora", StringComparison.Ordinal) ? "550 no" : "250 OK";
        await StartAsync();
        await RegisterAsync("Dora");
        var row = await FailedAsync("dora@example.org");
        var outbox = Forum.Services.GetRequiredService<MailAdministration>();

        isRefused = false;
        Assert.True((await outbox.ResendAsync(_cast.Ada, row.Id)).IsDone);
        await ArrivedAsync("dora@example.org");
        await StateAsync("dora@example.org", MailState.Sent);

        Assert.False((await outbox.ResendAsync(_cast.Ada, row.Id)).IsDone);
        Assert.False((await outbox.DropAsync(_cast.Ada, row.Id)).IsDone);
        Assert.Single(_server.Received, mail => mail.To == "dora@example.org");
    }

    [Fact]
    public void Pauses_grow_from_a_minute_to_half_a_day()
    {
        var pauses = Enumerable.Range(1, MailQueue.MostFailures).Select(MailQueue.PauseAfter).ToList();

        Assert.Equal(TimeSpan.FromMinutes(1), pauses[0]);
        Assert.Equal(TimeSpan.FromMinutes(2), pauses[1]);
        Assert.Equal(TimeSpan.FromHours(12), pauses[^1]);
        Assert.Equal(pauses.Order(), pauses);
        Assert.InRange(pauses.SkipLast(1).Sum(pause => pause.TotalDays), 1, 4);
    }

    private async Task StartAsync(params (string, string)[] settings)
    {
        _forum = await TestForum.StartAsync(
            services => services.AddSingleton<TimeProvider>(_clock),
            [("Forum:Mail:Sender", "Smtp"), ("Forum:Mail:SmtpHost", "localhost"), ("Forum:Mail:SmtpPort", _server.Port.ToString(null as IFormatProvider)), .. settings]);
        _cast = await Cast.SetUpAsync(_forum);
    }

    private Task<Core.Data.Outcome<Viewer>> RegisterAsync(string name) =>
        Forum.Services.GetRequiredService<RegisterMember>().RunAsync(new NewMember(name, $"{name.ToLowerInvariant()}@example.org", Cast.Password));

    private async Task DeliverAfterAsync(TimeSpan time)
    {
        _clock.MoveOn(time);
        await Forum.Services.GetRequiredService<MailDelivery>().DeliverAsync(TestContext.Current.CancellationToken);
    }

    private async Task<ReceivedMail> ArrivedAsync(string address)
    {
        await Eventually.HoldsAsync(() => _server.Received.Any(mail => mail.To == address), () => $"No mail to {address} arrived.");
        return _server.Received.First(mail => mail.To == address);
    }

    private async Task<OutboxMail> FailedAsync(string? address)
    {
        OutboxMail? row = null;
        await Eventually.HoldsAsync(
            async () =>
            {
                await using var db = await _cast.OpenAsync();
                return (row = await db.OutboxMails.FirstOrDefaultAsync(mail => mail.Failures > 0 && (address == null || mail.To == address))) is not null;
            },
            () => $"No mail to {address} has failed.");
        return row!;
    }

    private Task StateAsync(string address, MailState state) => Eventually.HoldsAsync(
        async () =>
        {
            await using var db = await _cast.OpenAsync();
            return await db.OutboxMails.AnyAsync(mail => mail.To == address && mail.State == state);
        },
        () => $"The mail to {address} is not {state}.");
}
