using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using Forum.Core.Access;
using Forum.Core.Posts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Forum.Tests.Support;

/// <summary>Waits for a page's live part, and interrupts it.</summary>
public static class LivePages
{
    /// <summary>Waits until the client script has started and the circuit has rendered and connected its islands.</summary>
    public static async Task IslandsAreLiveAsync(this IPage page)
    {
        await page.WaitForFunctionAsync("() => document.documentElement.dataset.live === 'ready'");
        await page.WaitForSelectorAsync(".chat", new() { State = WaitForSelectorState.Attached });
        await page.WaitForFunctionAsync("() => document.querySelector('.chat')?.dataset.unread !== undefined");
    }

    /// <summary>
    /// Waits until the page is at an address and has loaded. It polls, because a change just before the wait begins would be missed.
    /// </summary>
    public static async Task IsAtAsync(this IPage page, [StringSyntax(StringSyntaxAttribute.Regex)] string address)
    {
        await Assertions.Expect(page).ToHaveURLAsync(new Regex(address));
        await page.WaitForFunctionAsync("() => document.readyState === 'complete'");
    }

    /// <summary>Edits a post as its author, without a page.</summary>
    public static async Task EditAsync(this TestForum forum, Viewer author, long postId, string text)
    {
        var outcome = await forum.Services.GetRequiredService<EditPost>().RunAsync(author, new PostEdit(postId, text, null, null));
        Assert.True(outcome.IsDone, outcome.Refusal?.Text);
    }
}
