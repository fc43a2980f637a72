using Forum.Core.Accounts.Registration;
using Forum.Core.Data;
using Forum.Core.Mail;
using Forum.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Mail;

public class FolderMailTests(CastForum forum) : IClassFixture<CastForum>
{
    private Mailbox Mailbox => new(forum.Forum);

    [Fact]
    public async Task A_new_forum_writes_mails_as_files_that_mail_programs_open()
    {
        var name = forum.Fresh("Dora");
        await RegisterAsync(name);

        var mail = await Mailbox.NewestAsync($"{name}@example.org", "Confirm");

        Assert.Equal("Confirm your email address for Trial", mail.Subject);
        Assert.Contains($"Hello {name},", mail.Text, StringComparison.Ordinal);
        Assert.Contains($"{forum.Forum.Address}confirm-address?token=", mail.Text, StringComparison.Ordinal);
        Assert.Contains($"href=\"{forum.Forum.Address}confirm-address?token=", mail.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("<", mail.Text, StringComparison.Ordinal);
        Assert.Contains("Trial", mail["From"], StringComparison.Ordinal);
        Assert.Equal("auto-generated", mail["Auto-Submitted"]);
        Assert.Matches("^<[0-9a-f]{32}@localhost>$", mail["Message-ID"]);
        Assert.Null(mail["List-Unsubscribe"]);
    }

    [Fact]
    public async Task What_a_mail_was_made_of_is_forgotten_when_it_is_sent()
    {
        var name = forum.Fresh("Dora");
        await RegisterAsync(name);
        await Mailbox.NewestAsync($"{name}@example.org", "Confirm");

        await Eventually.HoldsAsync(async () => (await RowAsync(name)).State == MailState.Sent, () => "The email wasn't marked as sent.");

        Assert.Equal("{}", (await RowAsync(name)).Data);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Every_kind_of_mail_has_words_in_both_parts_and_leads_to_pages_that_there_are(string name)
    {
        using var message = await ComposedMails.ComposeAsync(forum, name);
        var (text, html) = (message.TextBody!, message.HtmlBody!);

        Assert.NotEqual("", message.Subject);
        Assert.Contains("Trial", message.Subject, StringComparison.Ordinal);
        Assert.DoesNotContain("&amp;", text, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<i>", html, StringComparison.Ordinal);
        Assert.True(text.Length > 80, text);
        using var guest = forum.Guest();
        foreach (var link in System.Text.RegularExpressions.Regex.Matches(text, $"{forum.Forum.Address}(\\S*)").Select(match => match.Groups[1].Value))
            Assert.InRange((await guest.GetAsync("/" + link)).Status, 200, link.StartsWith("admin", StringComparison.Ordinal) ? 404 : 302);
    }

    [Fact]
    public async Task An_email_that_no_room_knows_is_not_delivered_and_holds_up_no_other()
    {
        var name = forum.Fresh("Dora");
        await using (var db = await forum.Cast.OpenAsync())
        {
            foreach (var due in new[] { DateTimeOffset.UnixEpoch, forum.Get<TimeProvider>().GetUtcNow().AddDays(1) })
                db.OutboxMails.Add(new OutboxMail { MessageKey = Guid.NewGuid(), Kind = new MailKind(4711), To = $"{name}@example.org", Data = "{}", CreatedAt = due, NextAttemptAt = due });
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        await RegisterAsync(name);
        await Mailbox.NewestAsync($"{name}@example.org", "Confirm");

        await using var after = await forum.Cast.OpenAsync();
        var unknown = await after.OutboxMails.FirstAsync(mail => mail.To == $"{name}@example.org" && mail.Kind == new MailKind(4711), TestContext.Current.CancellationToken);
        Assert.Equal(
            (MailState.Dead, "The forum doesn't know this type of email (number 4711). The feature that queued it was probably removed."),
            (unknown.State, unknown.LastError));
        Assert.Contains("Unknown type", (await (await forum.VisitorAsync(forum.Ada)).GetAsync("/admin/mail")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_kind_has_a_template() => Assert.Equal(
        forum.Get<Register<MailDefinition>>().All.Select(static kind => kind.Number), forum.Get<Register<Web.Mail.RegisteredMail>>().All.Select(static mail => mail.Number));

    public static TheoryData<string> Kinds => [.. ComposedMails.Kinds];

    private async Task RegisterAsync(string name) =>
        Assert.True((await forum.Get<RegisterMember>().RunAsync(new NewMember(name, $"{name}@example.org", Cast.Password))).IsDone);

    private async Task<OutboxMail> RowAsync(string name)
    {
        await using var db = await forum.Cast.OpenAsync();
        return await db.OutboxMails.OrderByDescending(mail => mail.Id).FirstAsync(mail => mail.To == $"{name}@example.org");
    }
}
