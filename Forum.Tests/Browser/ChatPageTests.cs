using System.Text.RegularExpressions;
using Forum.Core.Access;
using Forum.Core.Chat;
using Forum.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Forum.Tests.Browser;

/// <summary>The chat as a page of its own.</summary>
public class ChatPageTests(Support.Browser browser) : BrowserTest(browser)
{
    [Fact]
    public async Task The_chat_is_a_page_of_its_own_that_opens_at_its_end_and_is_live()
    {
        await using var forum = await TestForum.StartAsync();
        var cast = await Cast.SetUpAsync(forum);
        var rooms = forum.Services.GetRequiredService<ArrangeChatRooms>();
        var workshop = (await rooms.SaveAsync(cast.Ada, new ChatRoomForm(null, "Workshop", Role.Guest, Role.Member))).Value;
        for (var number = 1; number <= 70; number++)
            await cast.SayAsync(number % 2 == 0 ? cast.Cleo : cast.Mona, $"Message number {number}.");
        var bob = await NewPageAsync(new PageSetup { Site = forum.Address });
        await cast.SignInAsync(bob, cast.Bob);
        await bob.GotoAsync("/");
        await bob.IslandsAreLiveAsync();
        await bob.Locator("#chat-text").FillAsync("Half a sen");

        await bob.GetByRole(AriaRole.Link, new() { Name = "Open the chat as a page" }).ClickAsync();
        await bob.IsAtAsync("/chat\\?room=");
        await Expect(bob.Locator(".chat-plain")).ToBeHiddenAsync();
        await Expect(bob.Locator(".chat-dock, .chat-opener")).ToHaveCountAsync(0);
        await Expect(bob.Locator(".chat-sizer")).ToBeHiddenAsync();
        await Expect(ChatTests.Message(bob, "number 70.")).ToBeInViewportAsync();
        await Expect(bob.Locator("#chat-text")).ToBeInViewportAsync();
        await Expect(bob.Locator("#chat-text")).ToHaveValueAsync("Half a sen");
        await Expect(bob.Locator(".chat .chat-day")).ToHaveTextAsync("Today");
        await bob.Locator("[data-chat-scroll]").EvaluateAsync("list => { list.scrollTop = 0; }");
        await Expect(bob.Locator(".chat .chat-message")).ToHaveCountAsync(70);

        await forum.Services.GetRequiredService<PostChatMessage>().RunAsync(cast.Cleo, new NewChatMessage(workshop, "Hammer time", Guid.NewGuid()));
        var list = bob.GetByRole(AriaRole.Navigation, new() { Name = "Rooms" });
        await Expect(list.GetByRole(AriaRole.Link, new() { Name = "Workshop" }).Locator(".chat-badge")).ToHaveTextAsync("1");
        await list.GetByRole(AriaRole.Link, new() { Name = "Workshop" }).ClickAsync();
        await Expect(ChatTests.Message(bob, "Hammer time")).ToBeVisibleAsync();
        await Expect(bob.GetByRole(AriaRole.Heading, new() { Name = "Workshop" })).ToBeVisibleAsync();
        await Expect(list.Locator("[aria-current=page]")).ToHaveTextAsync(new Regex("Workshop"));
        await bob.IsAtAsync($"room={workshop}");
        await bob.ReloadAsync();
        await bob.IslandsAreLiveAsync();
        await Expect(ChatTests.Message(bob, "Hammer time")).ToBeVisibleAsync();
        await rooms.SaveAsync(cast.Ada, new ChatRoomForm(null, "Attic", Role.Guest, Role.Member));
        await Expect(list.GetByRole(AriaRole.Link, new() { Name = "Attic" })).ToBeVisibleAsync();
        await bob.ShouldHaveNoProblemsAsync();
    }

    [Fact]
    public async Task A_guest_reads_the_page_with_its_days_in_their_own_time_zone()
    {
        await using var forum = await TestForum.StartAsync();
        var cast = await Cast.SetUpAsync(forum);
        var said = new DateTimeOffset(2024, 3, 1, 9, 30, 0, TimeSpan.Zero);
        ImportedMessage[] messages = [new(cast.Bob.MemberId!.Value, said, "Before midnight"), new(cast.Cleo.MemberId!.Value, said.AddHours(1), "After midnight")];
        await forum.Services.GetRequiredService<ImportChat>().RunAsync(await cast.LobbyIdAsync(), messages);
        var far = await NewPageAsync(new PageSetup { Site = forum.Address, TimeZone = "Pacific/Kiritimati" });
        await far.GotoAsync("/chat");

        await Expect(far.Locator(".chat-plain .chat-day")).ToHaveTextAsync(["March 1, 2024", "March 2, 2024"]);
        await far.GetByRole(AriaRole.Button, new() { Name = "Show new messages live" }).ClickAsync();
        await Expect(far.Locator(".chat .chat-day")).ToHaveTextAsync(["1 March 2024", "2 March 2024"]);
        await cast.SayAsync(cast.Bob, "Live");
        await Expect(ChatTests.Message(far, "Live")).ToBeVisibleAsync();
        await far.ShouldHaveNoProblemsAsync();
    }
}
