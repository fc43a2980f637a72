using System.Net;
using System.Text.RegularExpressions;
using Forum.Core.Access;
using Forum.Core.Accounts;
using Forum.Core.Accounts.Registration;
using Forum.Core.Chat;
using Forum.Core.Data;
using Forum.Core.Posts;
using Forum.Core.Site;
using Forum.Core.Threads;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Forum.Tests.Support;

/// <summary>
/// The people in the tests: Ada runs the forum, Mona moderates, Bob and Cleo are members, Lars is locked out. Their forum
/// has been set up with its sample boards.
/// </summary>
public sealed class Cast
{
    public const string Password = "seven green umbrellas";

    private readonly TestForum _forum;

    private Cast(TestForum forum) => _forum = forum;

    public Viewer Ada { get; private set; } = Viewer.Guest;

    public Viewer Mona { get; private set; } = Viewer.Guest;

    public Viewer Bob { get; private set; } = Viewer.Guest;

    public Viewer Cleo { get; private set; } = Viewer.Guest;

    public Viewer Lars { get; private set; } = Viewer.Guest;

    public static async Task<Cast> SetUpAsync(TestForum forum)
    {
        var cast = new Cast(forum);
        var services = forum.Services;
        cast.Ada = (await services.GetRequiredService<SetUpForum>().RunAsync(new ForumSetup("Trial", Fresh("Ada"), true))).Value;
        var standing = services.GetRequiredService<ChangeMemberStatus>();
        var mona = await cast.RegisterAsync("Mona");
        await standing.SetRoleAsync(cast.Ada, mona.MemberId!.Value, Role.Moderator);
        cast.Mona = await cast.NowAsync(mona);
        cast.Bob = await cast.RegisterAsync("Bob");
        cast.Cleo = await cast.RegisterAsync("Cleo");
        var lars = await cast.RegisterAsync("Lars");
        await standing.SetLockedAsync(cast.Ada, lars.MemberId!.Value, locked: true);
        cast.Lars = await cast.NowAsync(lars);
        return cast;
    }

    public async Task<Viewer> RegisterAsync(string name) =>
        (await _forum.Services.GetRequiredService<RegisterMember>().RunAsync(Fresh(name))).Value;

    /// <summary>The member as a viewer right now.</summary>
    public async Task<Viewer> NowAsync(Viewer viewer) =>
        await _forum.Services.GetRequiredService<MemberDirectory>().ViewerAsync(viewer.MemberId);

    public async Task<int> BoardIdAsync(string slug)
    {
        await using var db = await OpenAsync();
        return await db.Boards.Where(board => board.Slug == slug).Select(board => board.Id).SingleAsync();
    }

    public async Task<int> LobbyIdAsync()
    {
        await using var db = await OpenAsync();
        return await db.ChatRooms.OrderBy(room => room.Id).Select(room => room.Id).FirstAsync();
    }

    public Task<ForumDb> OpenAsync() => _forum.Services.GetRequiredService<IDbContextFactory<ForumDb>>().CreateDbContextAsync();

    public async Task<ThreadPlace> StartThreadAsync(Viewer author, string title, string text = "The first post.", string board = "general") =>
        (await _forum.Services.GetRequiredService<StartThread>()
            .RunAsync(author, new NewThread(await BoardIdAsync(board), title, text, Guid.NewGuid()))).Value;

    public async Task<PostView> ReplyAsync(Viewer author, int threadId, string text) =>
        (await _forum.Services.GetRequiredService<PostReply>().RunAsync(author, new NewReply(threadId, text, Guid.NewGuid()))).Value;

    public async Task<PostView> RemoveAsync(Viewer actor, long postId, string reason) =>
        (await _forum.Services.GetRequiredService<RemovePost>().RunAsync(actor, postId, reason)).Value;

    public async Task<ChatMessageView> SayAsync(Viewer author, string text) =>
        (await _forum.Services.GetRequiredService<PostChatMessage>()
            .RunAsync(author, new NewChatMessage(await LobbyIdAsync(), text, Guid.NewGuid()))).Value;

    /// <summary>Writes one of the pages about the forum for the first time.</summary>
    public async Task WritePageAsync(SitePageKind kind, string text) =>
        Assert.True((await _forum.Services.GetRequiredService<ChangeSitePage>().RunAsync(Ada, new SitePageForm(kind, text, 0))).IsDone);

    /// <summary>A visitor who has signed in with the form, as a browser without JavaScript does.</summary>
    public async Task<HttpClient> SignedInAsync(Viewer member, bool followRedirects = false)
    {
        var (client, cookies) = _forum.CreateClientWithCookies(followRedirects);
        await SignInAsync(client, member.Name);
        if (cookies.GetCookies(_forum.Address)["forum"] is null)
            throw new InvalidOperationException($"{member.Name} could not sign in.");
        return client;
    }

    /// <summary>Signs in a browser page without going through the form each time.</summary>
    public async Task SignInAsync(IPage page, Viewer member) => await page.Context.AddCookiesAsync([await SessionCookieAsync(member)]);

    /// <summary>The cookie of a member's new session, for a browser.</summary>
    public async Task<Microsoft.Playwright.Cookie> SessionCookieAsync(Viewer member)
    {
        var (client, cookies) = _forum.CreateClientWithCookies(followRedirects: false);
        using (client)
            await SignInAsync(client, member.Name);
        var cookie = cookies.GetCookies(_forum.Address)["forum"]!;
        return new() { Name = cookie.Name, Value = cookie.Value, Url = _forum.Address.ToString(), HttpOnly = true };
    }

    /// <summary>The hidden fields of a form on a page, such as its antiforgery token.</summary>
    public static Dictionary<string, string> HiddenFields(string html) =>
        Regex.Matches(html, "<input type=\"hidden\" name=\"([^\"]+)\"(?: value=\"([^\"]*)\")?")
            .GroupBy(match => match.Groups[1].Value)
            .ToDictionary(group => group.Key, group => WebUtility.HtmlDecode(group.Last().Groups[2].Value));

    /// <summary>The hidden fields of the password form, which isn't the only one on its page.</summary>
    public static Dictionary<string, string> SignInFields(string page) => HiddenFields(
        page.Split("<form").Select(part => part.Split("</form>")[0]).Single(part => part.Contains("name=\"Form.Password\"", StringComparison.Ordinal)));

    private static async Task SignInAsync(HttpClient client, string name)
    {
        var form = SignInFields(await client.GetStringAsync("/sign-in"));
        form["Form.Name"] = name;
        form["Form.Password"] = Password;
        using var content = new FormUrlEncodedContent(form);
        using var answer = await client.PostAsync("/sign-in", content);
    }

    private static NewMember Fresh(string name) => new(name, $"{name.ToLowerInvariant()}@example.org", Password);
}
