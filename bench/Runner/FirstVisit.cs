using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace Forum.Bench;

/// <summary>What a browser with an empty cache downloads to show a thread page with twenty posts, compressed.</summary>
internal sealed partial class FirstVisit(Plan plan)
{
    public async Task MeasureAsync(Report report, CancellationToken cancellation)
    {
        var forum = await plan.CopyAsync();
        await using var server = await forum.StartAsync();
        var pages = await Visitors.PagesAsync(server, forum);
        report.Section("First visit", "Everything that a thread page with twenty posts loads, in bytes on the wire (Brotli), without headers.");
        report.Table("", "Guest", "Member");
        var guest = await LoadAsync(server, pages.Thread, null, cancellation);
        var member = await LoadAsync(server, pages.Thread, await Visitors.SignInAsync(server), cancellation);
        foreach (var name in member.Keys)
            report.Row(name, Bytes(guest, name), Bytes(member, name));
        report.Row("**all**", Sum(guest), Sum(member));
        var html = await server.Http.GetStringAsync(pages.Thread, cancellation);
        report.Say($"Scripts that block the page: {Script().Matches(html).Count(static tag => !tag.Value.Contains("defer", StringComparison.Ordinal) && !tag.Value.Contains("module", StringComparison.Ordinal))}.");
    }

    private static async Task<Dictionary<string, long>> LoadAsync(ServerProcess server, string page, string? cookie, CancellationToken cancellation)
    {
        using var plainly = new HttpRequestMessage(HttpMethod.Get, page);
        if (cookie is not null)
            plainly.Headers.Add("Cookie", cookie);
        using var answer = await server.Http.SendAsync(plainly, cancellation);
        var html = await answer.Content.ReadAsStringAsync(cancellation);
        var loaded = new Dictionary<string, long> { ["the page"] = await SizeAsync(server, page, cookie, cancellation) };
        foreach (var address in Loaded().Matches(html).Select(static match => match.Groups[1].Value).Distinct())
            loaded[Fingerprint().Replace(address, ".")] = await SizeAsync(server, "/" + address.TrimStart('/'), cookie, cancellation);
        return loaded;
    }

    private static async Task<long> SizeAsync(ServerProcess server, string path, string? cookie, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("br"));
        if (cookie is not null)
            request.Headers.Add("Cookie", cookie);
        using var answer = await server.Http.SendAsync(request, cancellation);
        return (await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync(cancellation)).LongLength;
    }

    private static string Bytes(Dictionary<string, long> loaded, string name) => loaded.TryGetValue(name, out var bytes) ? ((double)bytes).Text("N0") : "–";

    private static string Sum(Dictionary<string, long> loaded) => $"**{(loaded.Values.Sum() / 1024.0).Text("0.0")} KB**";

    [GeneratedRegex("(?:<link rel=\"(?:stylesheet|icon)\" href|<script[^>]* src)=\"([^\"]+)\"")]
    private static partial Regex Loaded();

    [GeneratedRegex("<script[^>]* src=[^>]*>")]
    private static partial Regex Script();

    [GeneratedRegex(@"\.[a-z0-9]{10}\.")]
    private static partial Regex Fingerprint();
}
