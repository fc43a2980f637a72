using Forum.Core.Site;
using Forum.Tests.Support;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(FilledForum))]

namespace Forum.Tests.Support;

/// <summary>
/// A forum with long names, long words and full pages, for read-only tests: filled once per run, by the first test that
/// needs it, and each of its people signs in once.
/// </summary>
public sealed class FilledForum : IAsyncDisposable
{
    private const string LongWord = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft";

    private readonly Lazy<Task<Filled>> _made = new(MakeAsync);

    public Task<Filled> OpenAsync() => _made.Value;

    public async ValueTask DisposeAsync()
    {
        if (_made.IsValueCreated && _made.Value.IsCompletedSuccessfully)
            await (await _made.Value).Forum.DisposeAsync();
    }

    private static async Task<Filled> MakeAsync()
    {
        var forum = await TestForum.StartAsync();
        var cast = await Cast.SetUpAsync(forum);
        var (threadId, ownPostId) = await FillAsync(cast);
        var signedIn = new Dictionary<string, Cookie[]>();
        foreach (var member in new[] { cast.Bob, cast.Mona, cast.Ada })
            signedIn[member.Name] = [await cast.SessionCookieAsync(member)];
        return new(forum, threadId, ownPostId, signedIn);
    }

    private static async Task<(int ThreadId, long OwnPostId)> FillAsync(Cast cast)
    {
        var longNamed = await cast.RegisterAsync("Maximilian-Alexander.der_Gross");
        for (var number = 1; number <= 22; number++)
            await cast.StartThreadAsync(number % 2 == 0 ? cast.Bob : cast.Cleo, $"Thread number {number}");
        var thread = await cast.StartThreadAsync(longNamed, LongWord, $"A word: {LongWord}\n\n# Heading\n\n| a | b |\n| --- | --- |\n| {LongWord} | {LongWord} |\n\n```csharp\nvar x = \"{LongWord}{LongWord}\"; // why\n```\n\n- [x] done\n- [ ] open\n\n||hidden|| and :tada:");
        for (var number = 1; number <= 24; number++)
            await cast.ReplyAsync(number % 3 == 0 ? cast.Cleo : cast.Bob, thread.ThreadId, $"> quoted\n\nReply {number}, @Bob and @Nobody, https://example.org/{LongWord}");
        var own = await cast.ReplyAsync(cast.Bob, thread.ThreadId, "Mine");
        await cast.RemoveAsync(cast.Mona, (await cast.ReplyAsync(cast.Cleo, thread.ThreadId, "Gone")).Id, "Off topic");
        foreach (var kind in new[] { SitePageKind.About, SitePageKind.Rules })
            await cast.WritePageAsync(kind, $"# {LongWord}\n\n1. **Be kind.**\n2. No {LongWord}");
        foreach (var text in new[] { "Hello", "Hi @Bob", LongWord, "`code` and **more**" })
            await cast.SayAsync(text.Contains("code", StringComparison.Ordinal) ? cast.Bob : longNamed, text);
        return (thread.ThreadId, own.Id);
    }

    /// <summary>The contents.</summary>
    /// <param name="Forum">The running forum.</param>
    /// <param name="ThreadId">A thread of two pages.</param>
    /// <param name="OwnPostId">A post by Bob in it.</param>
    /// <param name="SignedIn">The cookies of Bob, Mona and Ada, by name.</param>
    public sealed record Filled(TestForum Forum, int ThreadId, long OwnPostId, IReadOnlyDictionary<string, Cookie[]> SignedIn);
}
