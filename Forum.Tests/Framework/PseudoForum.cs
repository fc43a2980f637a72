using Forum.Core.Members;
using Forum.Core.Site;
using Forum.Core.Threads;
using Forum.Tests.Support;
using Forum.Web.Components;
using Forum.Web.Framework;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Forum.Tests.Framework;

/// <summary>A forum in the pseudo language. What people wrote in it is in Cyrillic.</summary>
public class PseudoForum : IAsyncLifetime
{
    public PseudoForum()
        : this([(Languages.Setting, PseudoTexts.Language)])
    {
    }

    protected PseudoForum((string Key, string Value)[] settings) => Forum = new() { Replace = Prepare, Settings = settings };

    public CastForum Forum { get; }

    /// <summary>A thread of two pages, with everything that a post can have.</summary>
    public ThreadPlace Thread { get; private set; } = null!;

    /// <summary>Bob's first post in it.</summary>
    public long PostId { get; private set; }

    /// <summary>A removed post in it.</summary>
    public long RemovedId { get; private set; }

    /// <summary>A guest, and members by their role.</summary>
    public IReadOnlyList<(string Name, Visitor Visitor)> Everybody { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        await Forum.InitializeAsync();
        await using (var db = await Forum.Cast.OpenAsync())
        {
            await db.Database.ExecuteSqlRawAsync("""
                UPDATE "Boards" SET "Name" = 'Место ' || "Id", "Description" = 'Описание.';
                UPDATE "Categories" SET "Name" = 'Место ' || "Id";
                UPDATE "ChatRooms" SET "Name" = 'Место ' || "Id"
                """);
        }

        // Shows on every page, so the caches forget the names from before.
        Assert.True((await Forum.Get<ChangeForumSettings>().RunAsync(Forum.Ada, new ForumSettingsForm("Форум", "Форум"))).IsDone);
        foreach (var kind in Enum.GetValues<SitePageKind>())
            await Forum.Cast.WritePageAsync(kind, "Текст.");
        await FillAsync();
        Everybody =
        [
            ("a guest", Forum.Guest()), ("a member", await Forum.VisitorAsync(Forum.Bob)),
            ("a moderator", await Forum.VisitorAsync(Forum.Mona)), ("an administrator", await Forum.VisitorAsync(Forum.Ada)),
        ];
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return Forum.DisposeAsync();
    }

    private static void Prepare(IServiceCollection services)
    {
        PseudoTexts.Add(services);
        services.AddSlot<Failure>(SlotNames.Profile);
    }

    // Cleo's profile is the page for errors.
    private sealed class Failure : ComponentBase
    {
        [Parameter]
        public MemberProfile Context { get; set; } = null!;

        protected override void OnInitialized()
        {
            if (Context.Name == "Cleo")
                throw new InvalidOperationException("This test's profile fails.");
        }
    }

    private async Task FillAsync()
    {
        var cast = Forum.Cast;
        Thread = await cast.StartThreadAsync(
            Forum.Bob, "Тема", "Текст[^1] и ||тайна||.\n\n[^1]: Заметка.\n\n- [x] да\n- [ ] нет\n\n:::spoiler\nТайна\n:::\n\n| а | б |\n| - | - |\n| в | г |\n\n```\nикс = 1;\n```");
        for (var number = 0; number < 21; number++)
            await cast.ReplyAsync(Forum.Cleo, Thread.ThreadId, $"> Цитата\n\nОтвет {number}, @Bob");
        PostId = (await Forum.PostsAsync(Thread.ThreadId))[0].Id;
        RemovedId = (await cast.ReplyAsync(Forum.Bob, Thread.ThreadId, "Ответ")).Id;
        await cast.RemoveAsync(Forum.Mona, RemovedId, "Причина");
        await cast.SayAsync(Forum.Cleo, "Привет, @Bob ||тайна||");
        foreach (var act in new[] { ThreadModeration.Pin, ThreadModeration.Lock, ThreadModeration.Remove })
            await Forum.ModerateAsync(Forum.Mona, (await cast.StartThreadAsync(Forum.Cleo, $"Тема {act:D}")).ThreadId, act);
    }
}
