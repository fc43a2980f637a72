using System.Text.Json;
using Forum.Core.Access;
using Forum.Core.Accounts.Credentials;
using Forum.Core.Accounts.Registration;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Support;

/// <summary>A forum with two sign-in providers: a club's own, and one with GitHub's protocol.</summary>
public sealed class ExternalForum : IAsyncLifetime
{
    public OAuthServer Club { get; private set; } = null!;

    public CastForum Forum { get; private set; } = null!;

    public Mailbox Mailbox => new(Forum.Forum);

    public async ValueTask InitializeAsync()
    {
        Club = await OAuthServer.StartAsync();
        Forum = new CastForum { Settings = [.. Club.SettingsFor("club", ("Name", "The Club")), .. Club.SettingsFor("github", ("EmailsEndpoint", $"{Club.Address}emails"))] };
        await Forum.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Forum.DisposeAsync();
        await Club.DisposeAsync();
    }

    /// <summary>Adds a new person to the club.</summary>
    /// <returns>Their name and email address there.</returns>
    public (string Name, string Email) Comes(bool isConfirmed = true, string name = "Dora")
    {
        var fresh = Forum.Fresh(name);
        var email = $"{fresh.ToLowerInvariant()}@example.net";
        (Club.Fault, Club.User) = (OAuthFault.None, JsonSerializer.Serialize(new { sub = "key of " + fresh, name = fresh, email, email_verified = isConfirmed }));
        return (fresh, email);
    }

    /// <summary>A member without a password, who registered through the club, in a browser where they are signed in.</summary>
    public async Task<(Viewer Member, Visitor Visitor)> MemberOfClubAsync(bool isConfirmed = true)
    {
        var (name, _) = Comes(isConfirmed);
        var visitor = Forum.Guest();
        await visitor.GoAsync();
        Assert.Equal(302, (await visitor.SubmitAsync("/sign-in/with", "external", ("Form.Name", name), ("Form.Email", $"{name.ToLowerInvariant()}@example.net"))).Status);
        return ((await FindAsync(name))!, visitor);
    }

    /// <summary>The member with this name, as a viewer.</summary>
    public async Task<Viewer?> FindAsync(string name)
    {
        await using var db = await Forum.Cast.OpenAsync();
        var id = await db.Users.Where(member => member.UserName == name).Select(member => (int?)member.Id).FirstOrDefaultAsync();
        return id is null ? null : await Forum.Get<MemberDirectory>().ViewerAsync(id);
    }

    /// <summary>A member's row.</summary>
    public async Task<Member> RowAsync(Viewer member)
    {
        await using var db = await Forum.Cast.OpenAsync();
        return await db.Users.AsNoTracking().SingleAsync(row => row.Id == member.MemberId);
    }

    /// <summary>The administrators' settings for new members.</summary>
    public async Task SetAsync(RegistrationMode registration = RegistrationMode.Open, AddressConfirmation confirmation = AddressConfirmation.Optional, string terms = "") =>
        Assert.True((await Forum.Get<ChangeAccountSettings>().RunAsync(Forum.Ada, new AccountSettingsForm(registration, confirmation, terms, "", 30))).IsDone);

    /// <summary>The providers linked to a member.</summary>
    public async Task<IEnumerable<string>> LinkedAsync(Viewer member) => (await Forum.Get<LinkedAccounts>().ListAsync(member)).Select(account => account.Provider);
}
