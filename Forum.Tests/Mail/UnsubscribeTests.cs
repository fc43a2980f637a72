using Forum.Core.Access;
using Forum.Core.Accounts.Registration;
using Forum.Core.Accounts;
using Forum.Core.Mail;
using Forum.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Mail;

public class UnsubscribeTests(CastForum forum) : IClassFixture<CastForum>
{
    [Fact]
    public async Task One_click_out_of_a_mail_ends_the_mails_of_its_topic_without_signing_in()
    {
        var mail = await SomebodyWaitsAsync();
        using var program = forum.Guest();

        var link = new Uri(mail["List-Unsubscribe"]!.Trim('<', '>')).PathAndQuery;
        var answer = await program.PostAsync(link, [KeyValuePair.Create("List-Unsubscribe", "One-Click")]);

        Assert.Equal("List-Unsubscribe=One-Click", mail["List-Unsubscribe-Post"]);
        Assert.Equal(204, answer.Status);
        Assert.Equal(AccountMails.Staff.Bit, await UnwantedAsync());
        Assert.Equal(204, (await program.PostAsync(link, [])).Status);
        await WantAsync();
    }

    [Fact]
    public async Task The_link_for_people_asks_first_and_needs_no_script()
    {
        var mail = await SomebodyWaitsAsync();
        using var person = forum.Guest();
        var path = mail.Path("/unsubscribe?link=");

        var page = await person.GetAsync(path);
        Assert.Equal(200, page.Status);
        Assert.Equal(MailTopics.None, await UnwantedAsync());
        var action = System.Text.RegularExpressions.Regex.Match(page.Body, "action=\"(/mail/unsubscribe[?]link=[^\"]+)\"").Groups[1].Value;
        var answer = await person.PostAsync(action, [KeyValuePair.Create("page", "1")]);

        Assert.Equal(302, answer.Status);
        Assert.Contains("unsubscribed from ", (await person.GetAsync(answer.Location!)).Body, StringComparison.Ordinal);
        Assert.Equal(AccountMails.Staff.Bit, await UnwantedAsync());
        await WantAsync();
    }

    [Fact]
    public async Task Whoever_does_without_gets_none()
    {
        Assert.True((await forum.Get<ChangeMailPreferences>().RunAsync(forum.Ada, AccountMails.Staff.Bit)).IsDone);
        await using (var db = await forum.Cast.OpenAsync())
            Assert.Equal(0, await db.OutboxMails.CountAsync(mail => mail.Kind == AccountMails.MemberWaiting.Kind && mail.State == MailState.Waiting));
        var before = await CountAsync();

        await RegisterByApprovalAsync();

        Assert.Equal(before, await CountAsync());
        await WantAsync();
    }

    private async Task<int> CountAsync()
    {
        await using var db = await forum.Cast.OpenAsync();
        return await db.OutboxMails.CountAsync(mail => mail.Kind == AccountMails.MemberWaiting.Kind);
    }

    private async Task<ReceivedMail> SomebodyWaitsAsync()
    {
        var name = await RegisterByApprovalAsync();
        ReceivedMail? mail = null;
        await Eventually.HoldsAsync(
            () => (mail = new Mailbox(forum.Forum).To("ada@example.org").LastOrDefault(one => one.Text.Contains(name, StringComparison.Ordinal))) is not null,
            () => $"Ada wasn't told about {name}.");
        return mail!;
    }

    private async Task<string> RegisterByApprovalAsync()
    {
        var policy = forum.Get<ChangeAccountSettings>();
        await policy.RunAsync(forum.Ada, new AccountSettingsForm(RegistrationMode.ByApproval, AddressConfirmation.Optional, "", "", 30));
        var member = await forum.MemberAsync();
        await policy.RunAsync(forum.Ada, new AccountSettingsForm(RegistrationMode.Open, AddressConfirmation.Optional, "", "", 30));
        return member.Name;
    }

    private async Task<MailTopics> UnwantedAsync()
    {
        await using var db = await forum.Cast.OpenAsync();
        return await db.Users.Where(member => member.Id == forum.Ada.MemberId).Select(member => member.UnwantedMail).SingleAsync();
    }

    private async Task WantAsync() => Assert.True((await forum.Get<ChangeMailPreferences>().RunAsync(forum.Ada, MailTopics.None)).IsDone);
}
