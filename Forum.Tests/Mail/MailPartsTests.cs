using System.Text.RegularExpressions;
using Forum.Core.Access;
using Forum.Core.Boards;
using Forum.Core.Notifications;
using Forum.Tests.Notifications;
using Forum.Tests.Support;
using Forum.Web.Boards;

namespace Forum.Tests.Mail;

/// <summary>What each kind of email consists of: an HTML part, and a plain-text part that is just as good.</summary>
public partial class MailPartsTests(CastForum forum) : IClassFixture<CastForum>
{
    public static TheoryData<string> Kinds => [.. ComposedMails.Kinds];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task The_plain_part_is_wrapped_and_has_each_link_on_its_own_line_and_no_markup(string kind)
    {
        using var message = await ComposedMails.ComposeAsync(forum, kind);
        var text = Text(message);
        var lines = text.Split('\n');

        Assert.DoesNotContain("  ", text, StringComparison.Ordinal);
        Assert.Contains(lines, line => line.Length > 20);
        foreach (var line in lines)
        {
            Assert.True(line.Length <= 72 || !line.TrimStart('>', ' ').Contains(' ', StringComparison.Ordinal), line);
            if (line.Contains(forum.Forum.Address.ToString(), StringComparison.Ordinal))
                Assert.StartsWith(forum.Forum.Address.ToString(), line, StringComparison.Ordinal);
            Assert.DoesNotContain(line, character => character is '\u2028' or '\u2029' or '\u2062' or '\u2063');
        }

        foreach (var markup in new[] { "&amp;", "&lt;", "<p", "<td", "style=", "<a ", "<table" })
            Assert.DoesNotContain(markup, text, StringComparison.Ordinal);
        Assert.Contains("--\nTrial\n" + forum.Forum.Address, text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task The_html_part_loads_nothing_and_links_only_to_the_forum_and_has_one_button(string kind)
    {
        using var message = await ComposedMails.ComposeAsync(forum, kind);
        var html = message.HtmlBody!;

        foreach (var part in new[] { "<script", "<img", "<link", "<iframe", "url(", "@import", "<b>", "<i>", "onerror=alert(1)>" })
            Assert.DoesNotContain(part, html, StringComparison.OrdinalIgnoreCase);
        Assert.All(Href().Matches(html), match => Assert.StartsWith(forum.Forum.Address.ToString(), match.Groups[1].Value, StringComparison.Ordinal));
        Assert.InRange(Regex.Count(html, "font-weight:600;line-height:20px;text-decoration:none"), 0, 1);
        Assert.Contains("name=\"color-scheme\" content=\"light dark\"", html, StringComparison.Ordinal);
        Assert.Contains("prefers-color-scheme: dark", html, StringComparison.Ordinal);

        // The same links in both parts, in the same order.
        Assert.Equal(
            Regex.Matches(Text(message), @"^https?://\S+$", RegexOptions.Multiline).Select(match => match.Value).Distinct().Order(),
            Href().Matches(html).Select(match => System.Net.WebUtility.HtmlDecode(match.Groups[1].Value)).Distinct().Order());

        // What a list of emails shows next to the subject: not the greeting.
        var summary = System.Net.WebUtility.HtmlDecode(Preheader().Match(html).Groups[1].Value);
        Assert.True(summary.Length > 20, summary);
        Assert.DoesNotContain("Hello", summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_email_about_a_post_names_its_board_in_its_color_and_quotes_the_post()
    {
        using var message = await ComposedMails.ComposeAsync(forum, "Replies in a watched thread");
        var board = await forum.Get<BoardQueries>().FindAsync(forum.Bob, await forum.Cast.BoardIdAsync("general"), TestContext.Current.CancellationToken);

        Assert.Contains($"background:{BoardLooks.Hex(board!.Look.Color)};color:#ffffff", message.HtmlBody!, StringComparison.Ordinal);
        Assert.Contains(">General</span>", message.HtmlBody!, StringComparison.Ordinal);
        Assert.Contains("<blockquote", message.HtmlBody!, StringComparison.Ordinal);
        Assert.Contains("\nin General\n", Text(message), StringComparison.Ordinal);
        Assert.Contains("\n> A first post that says a good deal, so that a line of plain text has\n> to be wrapped", Text(message), StringComparison.Ordinal);
        Assert.Matches($"View reply:\n{Regex.Escape(forum.Forum.Address.ToString())}t/[0-9]+\\?page=2#p25\n", Text(message));
    }

    [Fact]
    public async Task What_is_quoted_is_the_beginning_of_the_post_without_spoilers()
    {
        var (watcher, board) = (await forum.MemberAsync(), await forum.BoardAsync());
        await forum.ChangeAsync(watcher, member => member.EmailConfirmed = true);
        await forum.ChooseAsync(watcher, new NotificationPreferences(
            NotificationKinds.All, NotificationTopics.BoardThreads.Bit, true));
        await forum.Get<WatchBoard>().RunAsync(watcher, board.Id, isWatched: true, TestContext.Current.CancellationToken);

        await forum.Cast.StartThreadAsync(forum.Bob, "Told by email", "Some **bold** words.\n\n||The butler did it.||\n\n" + new string('x', 30) + string.Concat(Enumerable.Repeat(" and so on", 60)), board.Slug);

        var mail = await new Mailbox(forum.Forum).NewestAsync($"{watcher.Name.ToLowerInvariant()}@example.org", "New thread");
        Assert.Contains("> Some bold words.", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("butler", mail.Raw, StringComparison.Ordinal);
        Assert.Contains("…\n", mail.Text.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    private static string Text(MimeKit.MimeMessage message) => message.TextBody!.ReplaceLineEndings("\n");

    [GeneratedRegex("href=\"([^\"]*)\"")]
    private static partial Regex Href();

    [GeneratedRegex("<div style=\"display:none[^>]*>([^&]*(?:&(?!#847;)[^&]*)*)")]
    private static partial Regex Preheader();
}
