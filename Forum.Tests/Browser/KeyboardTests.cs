using System.Text.RegularExpressions;
using Forum.Tests.Support;
using Microsoft.Playwright;

namespace Forum.Tests.Browser;

/// <summary>
/// A visit using only the keyboard: Tab reaches each control, and after each step the focus is where the reader is.
/// </summary>
public class KeyboardTests(Support.Browser browser) : BrowserTest(browser)
{
    private const string Focused = "() => { const e = document.activeElement; return e.id || (e.tagName === 'H1' ? '# ' : '') + e.textContent.trim(); }";

    [Fact]
    public async Task A_thread_a_reply_and_a_chat_message_without_a_pointer()
    {
        await using var forum = await TestForum.StartAsync();
        var cast = await Cast.SetUpAsync(forum);
        foreach (var number in Enumerable.Range(1, 30))
            await cast.SayAsync(cast.Cleo, $"Message {number}");
        var page = await NewPageAsync(new PageSetup { Site = forum.Address });
        await cast.SignInAsync(page, cast.Bob);
        await page.GotoAsync("/");
        await page.IslandsAreLiveAsync();

        await ToTheLatestThreadsAndBackAsync(page);
        await TabToAsync(page, "General");
        await page.Keyboard.PressAsync("Enter");
        await page.IsAtAsync("/b/general$");
        await FocusIsOnAsync(page, "# General");
        await TabToAsync(page, "New thread");
        await page.Keyboard.PressAsync("Enter");
        await page.IsAtAsync("/new$");
        await FocusIsOnAsync(page, "# New thread");
        await page.IslandsAreLiveAsync();
        await TabToAsync(page, "title");
        await page.Keyboard.TypeAsync("By keyboard alone");
        await TabToAsync(page, "text");
        await page.Keyboard.TypeAsync("Never clicked.");
        await page.Keyboard.PressAsync("Control+Enter");
        await page.IsAtAsync("/t/");
        await FocusIsOnAsync(page, "# By keyboard alone");

        await page.IslandsAreLiveAsync();
        await TabToAsync(page, "Quote #1");
        await page.Keyboard.PressAsync("Enter");
        await FocusIsOnAsync(page, "reply-text");
        await Assertions.Expect(page.Locator("#reply-text")).ToHaveValueAsync(new Regex("Never clicked"));
        await page.Keyboard.PressAsync("Control+End");
        await page.Keyboard.TypeAsync("A reply.");
        await page.Keyboard.PressAsync("Control+Enter");
        await FocusIsOnAsync(page, "p2");

        // The chat has two tab stops per message; its first one skips them all.
        await TabToAsync(page, "Skip to the message field");
        await page.Keyboard.PressAsync("Enter");
        await FocusIsOnAsync(page, "chat-text");
        await page.Keyboard.TypeAsync("Hello from the keys");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".chat-messages")).ToContainTextAsync("Hello from the keys");
        await FocusIsOnAsync(page, "chat-text");
        await page.ShouldHaveNoProblemsAsync();
    }

    // The tabs are the first stop after the heading.
    private static async Task ToTheLatestThreadsAndBackAsync(IPage page)
    {
        await TabToAsync(page, "Latest");
        await page.Keyboard.PressAsync("Enter");
        await page.IsAtAsync("/latest$");
        await FocusIsOnAsync(page, "# Latest threads");
        await page.Keyboard.PressAsync("Tab");
        await FocusIsOnAsync(page, "Boards");
        await page.Keyboard.PressAsync("Enter");
        await FocusIsOnAsync(page, "# Boards");
    }

    private static async Task TabToAsync(IPage page, string idOrText)
    {
        var passed = new List<string>();
        for (var stop = 0; stop < 40; stop++)
        {
            await page.Keyboard.PressAsync("Tab");
            passed.Add(Regex.Replace(await page.EvaluateAsync<string>(Focused), "\\s+", " "));
            if (passed[^1] == idOrText)
                return;
        }

        Assert.Fail($"“{idOrText}” is not among: {string.Join(" | ", passed)}");
    }

    private static async Task FocusIsOnAsync(IPage page, string idOrText) =>
        await page.WaitForFunctionAsync($"expected => ({Focused})().replace(/\\s+/g, ' ') === expected", idOrText);
}
