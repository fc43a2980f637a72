using Forum.Core.Access;
using Forum.Core.Boards;
using Forum.Core.Members;
using Forum.Core.Posts;
using Forum.Core.Posts.Reactions;
using Forum.Core.Privacy;
using Forum.Core.Threads;
using Forum.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Accounts;

/// <summary>A member's public counts include only what guests can read.</summary>
public class PublicCountsTests(CastForum forum) : IClassFixture<CastForum>
{
    [Fact]
    public async Task Nothing_of_a_board_that_guests_cannot_read_is_counted_until_it_is_opened_to_them()
    {
        var (board, member) = (await forum.BoardAsync(Role.Member), await forum.MemberAsync());
        var thread = await forum.ThreadAsync(member, board.Id);
        var reply = (await forum.ReplyAsync(member, thread.ThreadId, "A reply")).Value;
        await ReactAsync(reply.Id);
        await IsAsync(member, threads: 0, posts: 0, reactions: 0);

        await ReadByAsync(board, Role.Guest);
        await IsAsync(member, threads: 1, posts: 2, reactions: 1);
        await ReadByAsync(board, Role.Guest);
        await IsAsync(member, threads: 1, posts: 2, reactions: 1);

        await ReadByAsync(board, Role.Moderator);
        await IsAsync(member, threads: 0, posts: 0, reactions: 0);
        await ReadByAsync(board, Role.Member);
        await IsAsync(member, threads: 0, posts: 0, reactions: 0);
    }

    [Fact]
    public async Task The_profile_and_the_posts_say_the_same_to_everybody()
    {
        var (board, member) = (await forum.BoardAsync(Role.Member), await forum.MemberAsync());
        await forum.ThreadAsync(member);
        var hidden = await forum.ThreadAsync(member, board.Id);

        Assert.Equal(1, (await forum.PostsAsync(hidden.ThreadId)).Single().AuthorPostCount);
        foreach (var viewer in new[] { Viewer.Guest, member, forum.Mona, forum.Ada })
        {
            var page = (await (await forum.VisitorAsync(viewer)).GetAsync($"/u/{member.Name}")).Body;
            Assert.Contains("<dt>Threads</dt><dd>1</dd>", page, StringComparison.Ordinal);
            Assert.Contains("<dt>Posts</dt><dd>1</dd>", page, StringComparison.Ordinal);
            Assert.Contains("<dt>Reactions received</dt><dd>0</dd>", page, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(Role.Guest, 1)]
    [InlineData(Role.Member, 0)]
    public async Task Removing_and_restoring_a_post_takes_its_reactions_along(Role read, int counted)
    {
        var (board, member) = (await forum.BoardAsync(read), await forum.MemberAsync());
        var thread = await forum.ThreadAsync(boardId: board.Id);
        var reply = (await forum.ReplyAsync(member, thread.ThreadId, "A reply")).Value;
        await ReactAsync(reply.Id);
        await IsAsync(member, threads: 0, posts: counted, reactions: counted);

        await forum.RemoveAsync(forum.Mona, reply.Id);
        await IsAsync(member, threads: 0, posts: 0, reactions: 0);

        // A reaction that's withdrawn in the meantime isn't subtracted twice.
        await ReactAsync(reply.Id);
        await IsAsync(member, threads: 0, posts: 0, reactions: 0);
        await forum.RestoreAsync(forum.Mona, reply.Id);
        await IsAsync(member, threads: 0, posts: counted, reactions: 0);
    }

    [Fact]
    public async Task A_removed_thread_takes_the_posts_of_all_who_wrote_in_it_along()
    {
        var (starter, replier) = (await forum.MemberAsync(), await forum.MemberAsync());
        var thread = await forum.ThreadAsync(starter);
        var reply = (await forum.ReplyAsync(replier, thread.ThreadId, "A reply")).Value;
        var gone = (await forum.ReplyAsync(replier, thread.ThreadId, "Another")).Value;
        await ReactAsync(reply.Id);
        await forum.RemoveAsync(forum.Mona, gone.Id);

        await forum.ModerateAsync(forum.Mona, thread.ThreadId, ThreadModeration.Remove);
        await IsAsync(starter, threads: 0, posts: 0, reactions: 0);
        await IsAsync(replier, threads: 0, posts: 0, reactions: 0);

        // What moderators change in a removed thread is counted once it's restored.
        await forum.RestoreAsync(forum.Mona, gone.Id);
        await IsAsync(replier, threads: 0, posts: 0, reactions: 0);
        await forum.ModerateAsync(forum.Mona, thread.ThreadId, ThreadModeration.Restore);
        await IsAsync(starter, threads: 1, posts: 1, reactions: 0);
        await IsAsync(replier, threads: 0, posts: 2, reactions: 1);
    }

    [Fact]
    public async Task An_import_counts_like_the_members_themselves()
    {
        var (open, closed, member) = (await forum.BoardAsync(), await forum.BoardAsync(Role.Member), await forum.MemberAsync());
        var import = forum.Get<ImportPosts>();
        var posts = new List<ImportedPost>();
        foreach (var board in new[] { open, closed })
        {
            var thread = new ImportedThread(board.Id, "Of another time");
            posts.AddRange(Enumerable.Range(0, 3).Select(i => new ImportedPost(thread, member.MemberId!.Value, DateTimeOffset.UnixEpoch.AddDays(i), "Some words")));
        }

        var rendered = await import.RenderAsync(posts, TestContext.Current.CancellationToken);
        Assert.True((await import.WriteAsync(rendered.Value, TestContext.Current.CancellationToken)).IsDone);

        await IsAsync(member, threads: 1, posts: 3, reactions: 0);
    }

    [Fact]
    public async Task An_account_that_wrote_only_where_guests_cannot_read_is_not_taken_for_an_empty_one()
    {
        var (board, member) = (await forum.BoardAsync(Role.Member), await forum.MemberAsync());
        var thread = await forum.ThreadAsync(member, board.Id);
        await using (var db = await forum.Cast.OpenAsync())
        {
            await db.Users.Where(row => row.Id == member.MemberId)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.AwaitsConfirmation, true), TestContext.Current.CancellationToken);
        }

        Assert.False((await forum.Get<DeleteMember>().RunUnconfirmedAsync(member.MemberId!.Value, TestContext.Current.CancellationToken)).IsDone);

        Assert.Equal(member.MemberId, (await forum.PostsAsync(thread.ThreadId)).Single().AuthorId);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Whatever_happens_the_counters_agree_with_the_rows(int seed)
    {
        var chance = new Random(seed);
        BoardView[] boards = [await forum.BoardAsync(), await forum.BoardAsync(Role.Member)];
        Viewer[] members = [await forum.MemberAsync(), await forum.MemberAsync(), await forum.MemberAsync()];
        var threads = new List<int>();
        var posts = new List<long>();
        for (var i = 0; i < 60; i++)
        {
            var (board, member) = (boards[chance.Next(2)], members[chance.Next(3)]);
            if (threads.Count == 0 || chance.Next(8) == 0)
            {
                threads.Add((await forum.ThreadAsync(member, board.Id)).ThreadId);
                posts.Add((await forum.PostsAsync(threads[^1]))[0].Id);
                continue;
            }

            if (await DoAnythingAsync(chance, board, member, threads[chance.Next(threads.Count)], posts[chance.Next(posts.Count)]) is { } postId)
                posts.Add(postId);
        }

        Assert.NotEmpty(posts);
        await forum.CountersAreRightAsync();
    }

    private async Task<long?> DoAnythingAsync(Random chance, BoardView board, Viewer member, int threadId, long postId)
    {
        switch (chance.Next(7))
        {
            case 0 or 1:
                if (await forum.ReplyAsync(member, threadId, "A reply") is { IsDone: true } reply)
                    return reply.Value.Id;
                break;
            case 2:
                await forum.RemoveAsync(forum.Mona, postId);
                break;
            case 3:
                await forum.RestoreAsync(forum.Mona, postId);
                break;
            case 4:
                await forum.Get<ReactToPost>().RunAsync(forum.Mona, postId, ReactionKind.Like);
                break;
            case 5:
                await forum.ModerateAsync(forum.Mona, threadId, chance.Next(2) == 0 ? ThreadModeration.Remove : ThreadModeration.Restore);
                break;
            default:
                await ReadByAsync(board, chance.Next(2) == 0 ? Role.Guest : Role.Member);
                break;
        }

        return null;
    }

    private async Task ReactAsync(long postId) => Assert.True((await forum.Get<ReactToPost>().RunAsync(forum.Mona, postId, ReactionKind.Like)).IsDone);

    private async Task ReadByAsync(BoardView board, Role read) => Assert.True((await forum.Get<ArrangeBoards>().SaveBoardAsync(
        forum.Ada, new BoardForm(board.Id, board.CategoryId, board.Name, board.Description, read, (Role)Math.Max(1, (int)read), (Role)Math.Max(1, (int)read)))).IsDone);

    private async Task IsAsync(Viewer member, int threads, int posts, int reactions)
    {
        var profile = (await forum.Get<MemberNameQueries>().ProfileAsync(member.Name))!;
        Assert.Equal((threads, posts, reactions), (profile.ThreadCount, profile.PostCount, profile.ReactionCount));
        await forum.CountersAreRightAsync();
    }
}
