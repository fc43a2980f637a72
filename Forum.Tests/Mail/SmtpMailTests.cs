using Forum.Core.Mail;
using Forum.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Forum.Tests.Mail;

/// <summary>What happens to emails that a mail server accepts, rejects or doesn't respond to.</summary>
[Trait("Pace", "slow")]
public sealed class SmtpMailTests : SmtpForum
{
    [Fact]
    public async Task A_recipient_that_is_refused_for_good_is_given_up_and_the_others_get_theirs()
    {
        Server.AnswerToRecipient = recipient => recipient.Contains("dora", StringComparison.Ordinal) ? "550 no such mailbox" : "250 OK";
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
        Server.AnswerToRecipient = recipient => recipient.Contains("dora", StringComparison.Ordinal) && refused++ == 0 ? "451 come back later" : "250 OK";
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
        var port = Server.Port;
        await Server.DisposeAsync();
        await StartAsync(("Forum:Mail:SmtpPort", port.ToString(null as IFormatProvider)));

        foreach (var name in new[] { "Dora", "Emil", "Frida" })
            Assert.True((await RegisterAsync(name)).IsDone);
        await FailedAsync(null);

        // Once more, after the worker has finished: the others are due, but aren't attempted.
        await DeliverAfterAsync(TimeSpan.Zero);

        await using var db = await Cast.OpenAsync();
        var rows = await db.OutboxMails.ToListAsync(TestContext.Current.CancellationToken);
        Assert.Superset(new HashSet<string> { "dora@example.org", "emil@example.org", "frida@example.org" }, rows.Select(row => row.To).ToHashSet());
        Assert.All(rows, row => Assert.Equal(MailState.Waiting, row.State));
        Assert.Equal(1, rows.Sum(row => row.Failures));
        Assert.NotNull(rows.Single(row => row.Failures == 1).LastError);
    }

    [Theory]
    [InlineData("CONNECT")]
    [InlineData("EHLO")]
    [InlineData("STARTTLS")]
    [InlineData("HANDSHAKE")]
    [InlineData("AUTH")]
    [InlineData("MAIL")]
    [InlineData("RCPT")]
    [InlineData("DATA")]
    [InlineData("MAIL DATA")]
    public async Task A_server_that_stalls_at_any_step_is_let_go_of_and_asked_again_later(string step)
    {
        Server.StallsAt = step;
        await StartAsync(("Forum:Mail:TimeoutSeconds", "1"), ("Forum:Mail:SmtpUserName", "forum"), ("Forum:Mail:SmtpPassword", Server.Password));

        Assert.True((await RegisterAsync("Dora")).IsDone);

        var row = await FailedAsync(null);
        Assert.Equal(MailState.Waiting, row.State);
        Assert.StartsWith("localhost didn't respond within 1 seconds.", row.LastError, StringComparison.Ordinal);
        Server.StallsAt = null;

        // On a busy machine, a second is short, so it's retried.
        for (var again = 0; again < 5 && !Server.Received.Any(mail => mail.To == "dora@example.org"); again++)
            await DeliverAfterAsync(TimeSpan.FromHours(1));
        await ArrivedAsync("dora@example.org");
    }

    [Fact]
    public async Task A_mail_is_sent_once_it_is_taken_however_the_server_says_goodbye()
    {
        Server.StallsAt = "QUIT";
        await StartAsync(("Forum:Mail:TimeoutSeconds", "2"));

        await RegisterAsync("Dora");

        await StateAsync("dora@example.org", MailState.Sent);
        Assert.Single(Server.Received, received => received.To == "dora@example.org");
    }

    [Fact]
    public async Task What_was_given_up_is_sent_again_when_an_administrator_says_so_and_dropped_when_an_administrator_says_so()
    {
        var isRefused = true;
        Server.AnswerToRecipient = recipient => isRefused && recipient.Contains("dora", StringComparison.Ordinal) ? "550 no" : "250 OK";
        await StartAsync();
        await RegisterAsync("Dora");
        var row = await FailedAsync("dora@example.org");
        var outbox = Forum.Services.GetRequiredService<MailAdministration>();

        isRefused = false;
        Assert.True((await outbox.ResendAsync(Cast.Ada, row.Id)).IsDone);
        await ArrivedAsync("dora@example.org");
        await StateAsync("dora@example.org", MailState.Sent);

        Assert.False((await outbox.ResendAsync(Cast.Ada, row.Id)).IsDone);
        Assert.False((await outbox.DropAsync(Cast.Ada, row.Id)).IsDone);
        Assert.Single(Server.Received, mail => mail.To == "dora@example.org");
    }

    [Fact]
    public void Pauses_grow_from_a_minute_to_half_a_day()
    {
        var pauses = Enumerable.Range(1, MailQueue.MaxFailures).Select(MailQueue.PauseAfter).ToList();

        Assert.Equal(TimeSpan.FromMinutes(1), pauses[0]);
        Assert.Equal(TimeSpan.FromMinutes(2), pauses[1]);
        Assert.Equal(TimeSpan.FromHours(12), pauses[^1]);
        Assert.Equal(pauses.Order(), pauses);
        Assert.InRange(pauses.SkipLast(1).Sum(pause => pause.TotalDays), 1, 4);
    }
}
