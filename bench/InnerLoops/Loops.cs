using BenchmarkDotNet.Attributes;
using Forum.Core.Live;
using Forum.Core.Posts;
using Forum.Core.Markdown;
using Forum.Core.Threads;
using Forum.Web.Components;
using Forum.Web.Live;
using Forum.Web.Posts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging.Abstractions;

namespace Forum.Bench.InnerLoops;

/// <summary>From Markdown to safe HTML, as for each reply.</summary>
public class MarkdownLoops
{
    private static readonly Dictionary<string, KnownMember> Known = new(StringComparer.OrdinalIgnoreCase) { ["Ada"] = new(1, "Ada"), ["Cleo"] = new(2, "Cleo") };
    private readonly ForumMarkdown _markdown = new();

    [Benchmark]
    public string ShortPost() => _markdown.ParsePost(Posts.Short).ToHtml(Known, "n1-");

    [Benchmark]
    public string LongPost() => _markdown.ParsePost(Posts.Long).ToHtml(Known, "n1-");
}

/// <summary>Renders a page of twenty posts again, as after each change.</summary>
public class PostListLoops
{
    private readonly string _html = new ForumMarkdown().ParsePost(Posts.Long).ToHtml(new Dictionary<string, KnownMember>(), "n1-");
    private PostDrawing _drawing = null!;

    [GlobalSetup]
    public void SetUp()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddLocalization();
        services.AddSingleton<IStringLocalizer<Texts>, CachedTexts>();
        var provider = services.BuildServiceProvider();
        var texts = provider.GetRequiredService<IStringLocalizer<Texts>>();
        _drawing = new PostDrawing(new LiveMarkup(provider, NullLoggerFactory.Instance), new PostActions(texts), new FragmentSlots<PostOnPage>([]), texts);
    }

    [Benchmark]
    public async Task<int> TwentyPosts() =>
        (await _drawing.PostsAsync([.. Enumerable.Range(1, 20).Select(number => Posts.View(number, _html))])).Sum(post => post.Html.Length);
}

/// <summary>An event for a thousand listeners: how long the publisher waits, and until all have received it.</summary>
public class LiveFeedLoops : IDisposable
{
    private const int Listeners = 1000;
    private readonly LiveFeed _feed = new(NullLogger<LiveFeed>.Instance);
    private readonly LiveChannel _channel = LiveChannel.Thread(1);
    private readonly ReplyPosted _event = new(1, Posts.View(1, "<p>Hello</p>"));
    private TaskCompletionSource _allHaveHeard = new();
    private int _heard;

    [GlobalSetup]
    public async Task SetUpAsync()
    {
        for (var i = 0; i < Listeners; i++)
        {
            _feed.Subscribe(_channel, i, _ =>
            {
                if (Interlocked.Increment(ref _heard) == Listeners)
                    _allHaveHeard.TrySetResult();
                return Task.CompletedTask;
            });
        }

        await _feed.StartAsync(CancellationToken.None);
    }

    [GlobalCleanup]
    public Task CleanUpAsync() => _feed.StopAsync(CancellationToken.None);

    public void Dispose()
    {
        _feed.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark]
    public async Task UntilAllHaveHeard()
    {
        _heard = 0;
        _allHaveHeard = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _feed.Publish(_channel, _event);
        await _allHaveHeard.Task;
    }
}
