using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;
using Forum.Core.Access;
using Forum.Core.Data;
using Forum.Core.Notifications;
using Forum.Core.Posts;
using Microsoft.EntityFrameworkCore;

namespace Forum.Web.Hosting;

/// <summary>
/// What the benchmarks need from the server they measure: a baseline, its counters, and acts without forms. Only with
/// <c>--bench</c>, and only for requests from this machine: these endpoints write in any member's name.
/// </summary>
internal static class BenchEndpoints
{
    /// <summary>The option that adds them.</summary>
    public const string Option = "--bench";

    private const int MaxBytes = 1024 * 1024;
    private static readonly byte[] Memory = Enumerable.Range(0, MaxBytes).Select(static i => (byte)('a' + (i % 26))).ToArray();

    /// <summary>Maps them under <c>/bench</c>.</summary>
    public static void MapBench(this WebApplication app)
    {
        var queries = new QueryCounter();
        app.Lifetime.ApplicationStopped.Register(queries.Dispose);
        var bench = app.MapGroup("/bench").AddEndpointFilter(OnlyFromHereAsync).DisableAntiforgery();
        bench.MapGet("/bare", BareAsync);
        bench.MapGet("/counters", () => Counters(queries));
        bench.MapPost("/collect", () =>
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
            return Counters(queries);
        });
        bench.MapPost("/reply", ReplyAsync);
        bench.MapPost("/wants-mail", WantMailAsync);
    }

    private static async ValueTask<object?> OnlyFromHereAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        context.HttpContext.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
            ? await next(context)
            : Results.NotFound();

    // The baseline: this many bytes from memory, through the same middleware as every page.
    private static async Task BareAsync(HttpContext context, int bytes)
    {
        var size = Math.Clamp(bytes, 0, MaxBytes);
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.ContentLength = size;
        await context.Response.Body.WriteAsync(Memory.AsMemory(0, size));
    }

    private static async Task<IResult> ReplyAsync(HttpContext context, PostReply act, MemberDirectory members, int thread, int member)
    {
        using var reader = new StreamReader(context.Request.Body);
        var text = await reader.ReadToEndAsync(context.RequestAborted);
        var outcome = await act.RunAsync(await members.ViewerAsync(member), new NewReply(thread, text, Guid.NewGuid()));
        return outcome.IsDone ? Results.Text(outcome.Value.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)) : Results.Conflict(outcome.Refusal!.Text);
    }

    // The seed's members have no confirmed address, and only confirmed addresses get email.
    private static async Task<IResult> WantMailAsync(ForumWriter writer, ChangeNotificationPreferences choices, MemberDirectory members, int member)
    {
        await writer.WriteAsync<Done>(async scope =>
        {
            await scope.Db.Users.Where(row => row.Id == member).ExecuteUpdateAsync(static row => row.SetProperty(static one => one.EmailConfirmed, true));
            return default(Done);
        });
        var viewer = await members.ViewerAsync(member);
        var wishes = await choices.FindAsync(viewer);
        return (await choices.ChooseAsync(viewer, wishes! with { Mailed = NotificationTopics.Replies.Bit })).IsDone ? Results.NoContent() : Results.NotFound();
    }

    private static IResult Counters(QueryCounter queries) => Results.Json(new
    {
        Queries = queries.Count,
        Allocated = GC.GetTotalAllocatedBytes(precise: true),
        Heap = GC.GetTotalMemory(forceFullCollection: false),
        Resident = Environment.WorkingSet,
        Collections = (int[])[GC.CollectionCount(0), GC.CollectionCount(1), GC.CollectionCount(2)],
        PauseMs = GC.GetTotalPauseDuration().TotalMilliseconds,
        Threads = Process.GetCurrentProcess().Threads.Count,
    });

    // EF Core counts its queries itself, including compiled ones.
    private sealed class QueryCounter : IDisposable
    {
        private readonly MeterListener _listener = new();
        private long _count;

        public QueryCounter()
        {
            _listener.InstrumentPublished = static (instrument, listener) =>
            {
                if (instrument is { Meter.Name: "Microsoft.EntityFrameworkCore", Name: "microsoft.entityframeworkcore.queries" })
                    listener.EnableMeasurementEvents(instrument);
            };
            _listener.SetMeasurementEventCallback<long>((_, value, _, _) => Interlocked.Exchange(ref _count, value));
            _listener.Start();
        }

        public long Count
        {
            get
            {
                _listener.RecordObservableInstruments();
                return Interlocked.Read(ref _count);
            }
        }

        public void Dispose() => _listener.Dispose();
    }
}
