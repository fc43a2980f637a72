using Forum.Core.Access;
using Forum.Core.Accounts.Registration;
using Forum.Core.Members;
using Forum.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace Forum.Tests.Access;

public class MailboxesTests(CastForum forum) : IClassFixture<CastForum>
{
    [Theory]
    [InlineData("user@bücher.example", "user@xn--bcher-kva.example")]
    [InlineData("User@BÜCHER.example", "user@XN--BCHER-KVA.EXAMPLE")]
    [InlineData("user@bu\u0308cher.example", "user@bücher.example")]
    [InlineData("user@例え。テスト", "user@xn--r8jz45g.xn--zckzah")]
    [InlineData("dörte@example.org", "DO\u0308RTE@EXAMPLE.ORG")]
    public void Two_spellings_of_a_mailbox_have_one_key(string one, string other)
    {
        var mailboxes = new Mailboxes();
        Assert.Equal(mailboxes.NormalizeEmail(one), mailboxes.NormalizeEmail(other));
    }

    [Theory]
    [InlineData("user@bücher.example", "user@bucher.example")]
    [InlineData("dörte@example.org", "dorte@example.org")]
    public void Two_mailboxes_have_two(string one, string other)
    {
        var mailboxes = new Mailboxes();
        Assert.NotEqual(mailboxes.NormalizeEmail(one), mailboxes.NormalizeEmail(other));
    }

    [Theory]
    [InlineData("")]
    [InlineData("@")]
    [InlineData("nobody")]
    [InlineData("a@b..c")]
    [InlineData("a@\u200d")]
    public void What_is_no_address_is_no_error(string text) => Assert.Equal(text.ToUpperInvariant(), new Mailboxes().NormalizeEmail(text));

    [Fact]
    public async Task Whoever_has_confirmed_one_spelling_has_the_other_too()
    {
        var owner = await RegisterAsync("owner@bücher.example");
        await ConfirmAsync(owner);
        var second = await RegisterAsync("owner@xn--bcher-kva.example");

        // They never learn that the mailbox has an account: its owner is told by email.
        await Assert.ThrowsAsync<DbUpdateException>(() => ConfirmAsync(second));
        Assert.Equal([owner.MemberId!.Value], await forum.Get<MemberNameQueries>().OwnersOfAddressAsync("OWNER@xn--bcher-kva.example", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Members_from_before_are_found_by_either_spelling()
    {
        var member = await RegisterAsync("before@bücher.example");
        await using var db = await forum.Cast.OpenAsync();
        await db.Users.Where(row => row.Id == member.MemberId)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.NormalizedEmail, "BEFORE@BÜCHER.EXAMPLE"), TestContext.Current.CancellationToken);

        for (var time = 0; time < 2; time++)
            await new MailboxUpgrade(NullLogger<MailboxUpgrade>.Instance).RunAsync(db, TestContext.Current.CancellationToken);

        foreach (var spelling in new[] { "before@bücher.example", "before@xn--bcher-kva.example" })
            Assert.Equal([member.MemberId!.Value], await forum.Get<MemberNameQueries>().OwnersOfAddressAsync(spelling, TestContext.Current.CancellationToken));
    }

    private async Task<Viewer> RegisterAsync(string address)
    {
        var registered = await forum.Get<RegisterMember>().RunAsync(new NewMember(forum.Fresh("Idna"), address, Cast.Password));
        Assert.True(registered.IsDone, registered.Refusal?.Text);
        return registered.Value;
    }

    private async Task ConfirmAsync(Viewer member)
    {
        await using var db = await forum.Cast.OpenAsync();
        (await db.Users.SingleAsync(row => row.Id == member.MemberId, TestContext.Current.CancellationToken)).EmailConfirmed = true;
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
    }
}
