using System.Net;
using System.Net.Http.Json;

namespace Forum.Bench.Shared;

/// <summary>The server's own figures. Known only if the forum runs with <c>--bench</c>.</summary>
internal sealed record Counters(long Queries, long Allocated, long Heap, long Resident, int[] Collections, double PauseMs, int Threads)
{
    /// <summary>The figures so far; null without <c>--bench</c>.</summary>
    public static Task<Counters?> ReadAsync(HttpClient http, CancellationToken cancellation = default) => SendAsync(http, HttpMethod.Get, "/bench/counters", cancellation);

    /// <summary>The figures after a full garbage collection; null without <c>--bench</c>.</summary>
    public static Task<Counters?> CollectAsync(HttpClient http, CancellationToken cancellation = default) => SendAsync(http, HttpMethod.Post, "/bench/collect", cancellation);

    private static async Task<Counters?> SendAsync(HttpClient http, HttpMethod method, string path, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, path);
        using var answer = await http.SendAsync(request, cancellation);
        return answer.StatusCode == HttpStatusCode.OK ? await answer.Content.ReadFromJsonAsync<Counters>(cancellation) : null;
    }
}
