using Bogus;
using Forum.Core.Access;
using Forum.Core.Data;
using Forum.Core.Posts.Reactions;
using Microsoft.EntityFrameworkCore;

namespace Forum.Web.Commands.Seeding;

/// <summary>Has members react to the newest threads, so that the list of top threads has something to go by.</summary>
internal sealed class SeedReactions(ForumDb db, ReactToPost react, IReadOnlyList<Viewer> members, int seed)
{
    private const int MaxThreads = 40, MaxPostsPerThread = 8, MaxPerMember = 20, MaxPerPost = 9;
    private static readonly ReactionKind[] Kinds = Enum.GetValues<ReactionKind>();

    private readonly Randomizer _chance = new(seed);
    private readonly Dictionary<int, int> _given = [];

    /// <summary>Adds the reactions with the act that members use, within its limit.</summary>
    public async Task AddAsync(CancellationToken cancellation)
    {
        // Nobody can react in a locked thread.
        var threads = db.Threads.Where(thread => !thread.IsRemoved && thread.LockedAt == null).OrderByDescending(thread => thread.LastPostAt).Take(MaxThreads).Select(thread => thread.Id);
        var posts = await db.Posts.AsNoTracking()
            .Where(post => threads.Contains(post.ThreadId) && post.Number <= MaxPostsPerThread && post.RemovedAt == null)
            .OrderBy(post => post.Id).Select(post => new { post.Id, post.Number, post.AuthorId }).ToListAsync(cancellation);
        foreach (var post in posts)
        {
            // Most go to the opening posts, and a few threads get far more than others.
            var count = (int)(Math.Pow(_chance.Double(), 3) * (post.Number == 1 ? MaxPerPost : MaxPerPost / 2));
            foreach (var member in _chance.ListItems([.. members], Math.Min(count, members.Count)))
                await ReactAsync(member, post.Id, post.AuthorId, cancellation);
        }
    }

    private async Task ReactAsync(Viewer member, long postId, int? authorId, CancellationToken cancellation)
    {
        var given = _given.GetValueOrDefault(member.MemberId!.Value);
        if (member.MemberId == authorId || given >= MaxPerMember)
            return;
        _given[member.MemberId.Value] = given + 1;
        var kind = _chance.Bool(.6f) ? Kinds[0] : _chance.ArrayElement(Kinds);
        var outcome = await react.RunAsync(member, postId, kind, cancellation);
        if (!outcome.IsDone)
            throw new InvalidOperationException($"A sample reaction was refused: {outcome.Refusal!.Text}");
    }
}
