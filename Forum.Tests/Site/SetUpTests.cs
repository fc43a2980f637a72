using Forum.Core.Access;
using Forum.Core.Data;
using Forum.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Forum.Tests.Site;

public class SetUpTests
{
    [Fact]
    public async Task A_new_forum_has_its_set_up_page_until_there_is_an_administrator_and_only_one_gets_in()
    {
        await using var forum = await TestForum.StartAsync();
        Visitor[] rivals = [Visit(forum), Visit(forum)];
        foreach (var path in new[] { "/", "/b/general", "/sign-in", "/register" })
            Assert.Equal((path, 302, "/set-up"), (path, (await rivals[0].GetAsync(path)).Status, (await rivals[0].GetAsync(path)).Location));
        Assert.Equal(204, (await rivals[0].GetAsync("/alive")).Status);
        Assert.Equal(200, (await rivals[0].GetAsync("/css/reading.css")).Status);

        var refused = await SetUpAsync(rivals[0], "Ada", "short");
        Assert.Contains("id=\"password-problem\"", refused.Body, StringComparison.Ordinal);
        Assert.Contains("value=\"Our forum\"", refused.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("short\"", refused.Body, StringComparison.Ordinal);

        var forms = new List<Dictionary<string, string>>();
        foreach (var (rival, name) in rivals.Zip(["Ada", "Eve"]))
            forms.Add(Filled(await rival.OpenAsync("/set-up", "value=\"set-up\""), name, Cast.Password));
        await Task.WhenAll(rivals.Zip(forms).Select(pair => Task.Run(() => pair.First.PostAsync("/set-up", pair.Second))));

        await using var db = await forum.Services.GetRequiredService<IDbContextFactory<ForumDb>>()
            .CreateDbContextAsync(TestContext.Current.CancellationToken);
        Assert.Equal(1, await db.Users.CountAsync(TestContext.Current.CancellationToken));
        Assert.Equal(Role.Administrator, (await db.Users.SingleAsync(TestContext.Current.CancellationToken)).Role);
        Assert.Single(rivals, rival => rival.Cookie("forum") is not null);
        Assert.Equal((302, "/"), ((await rivals[0].GetAsync("/set-up")).Status, (await rivals[0].GetAsync("/set-up")).Location));
        Assert.Equal(302, (await rivals[1].PostAsync("/set-up", forms[1])).Status);
        Assert.Equal(1, await db.Users.CountAsync(TestContext.Current.CancellationToken));
        Array.ForEach(rivals, rival => rival.Dispose());
    }

    private static Visitor Visit(TestForum forum)
    {
        var (client, cookies) = forum.CreateClientWithCookies(followRedirects: false);
        return new Visitor(client, cookies);
    }

    private static async Task<Answer> SetUpAsync(Visitor visitor, string name, string password) =>
        await visitor.PostAsync("/set-up", Filled(await visitor.OpenAsync("/set-up", "value=\"set-up\""), name, password));

    private static Dictionary<string, string> Filled(Dictionary<string, string> form, string name, string password)
    {
        form["Form.ForumName"] = "Our forum";
        form["Form.Name"] = name;
        form["Form.Email"] = $"{name}@example.org";
        form["Form.Password"] = password;
        return form;
    }
}
