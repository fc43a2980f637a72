using System.Text.RegularExpressions;
using Forum.Core.Threads;
using Forum.Tests.Support;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using static Forum.Tests.Access.RouteRequests;
using static Forum.Tests.Access.RouteTables;

namespace Forum.Tests.Access;

/// <summary>Who gets what at every address, for every kind of board and thread.</summary>
[Trait("Pace", "slow")]
public class RoutePermissionsTests(PermissionForum site) : IClassFixture<PermissionForum>
{
    [Fact]
    public async Task Every_page_is_shown_to_those_who_may_see_it_and_to_nobody_else()
    {
        var wrong = new List<string>();
        foreach (var (table, what) in Reading.Things.Select(what => (Reading, what))
            .Concat(ReadingAnywhere.Things.Select(what => (ReadingAnywhere, what))))
        {
            foreach (var where in table == ReadingAnywhere ? [PlaceKind.Public] : PlacesOf(what))
            {
                var place = await site.MakeAsync(where);
                foreach (var ((name, _, visitor), expected) in site.Everybody.Zip(table.Row(what, where)))
                {
                    var answer = await visitor.GetAsync(Address(what, place));
                    if (answer.Status.ToString(null as IFormatProvider) != expected)
                        wrong.Add($"GET /{what} on {where} as {name}: {answer.Status} instead of {expected}");
                    if (answer.Status == 404 && Regex.IsMatch(answer.Body, "Secret (title|text)"))
                        wrong.Add($"GET /{what} on {where} as {name} tells what is hidden");
                }
            }
        }

        PermissionTable.IsHeld(wrong);
    }

    [Fact]
    public async Task Every_form_works_for_those_who_may_send_it_and_changes_nothing_for_the_others()
    {
        var wrong = new List<string>();
        var tokens = new Dictionary<string, string>();
        foreach (var (name, _, visitor) in site.Everybody)
            tokens[name] = (await visitor.OpenAsync("/sign-in", "value=\"sign-in\""))["__RequestVerificationToken"];
        foreach (var (table, what) in Writing.Things.Select(what => (Writing, what))
            .Concat(WritingAnywhere.Things.Select(what => (WritingAnywhere, what))))
        {
            foreach (var where in table == WritingAnywhere ? [PlaceKind.Public] : PlacesOf(what))
            {
                foreach (var ((name, _, visitor), expected) in site.Everybody.Zip(table.Row(what, where)))
                {
                    var place = await site.MakeAsync(where);
                    await PrepareAsync(what, place);
                    var before = await site.FingerprintAsync();
                    var answer = await visitor.PostAsync(Address(what.Split(' ')[0], place), Fields(what, tokens[name]));
                    var changes = (await site.FingerprintAsync()).ChangesSince(before);
                    var isChanged = changes.Count > 0;
                    var isRight = expected switch
                    {
                        "done" => isChanged && answer.Status == 302,
                        "404" => !isChanged && answer.Status is (400 or 404),
                        _ => !isChanged && answer.Status is (200 or 302 or 400 or 403),
                    };
                    if (!isRight)
                        wrong.Add($"POST /{what} on {where} as {name}: {answer.Status}, {(isChanged ? $"changed {string.Join(", ", changes)}" : "not done")}, instead of {expected}");
                }
            }
        }

        PermissionTable.IsHeld(wrong);
    }

    [Fact]
    public async Task What_is_hidden_looks_like_what_is_not_there()
    {
        var wrong = new List<string>();
        foreach (var where in new[] { PlaceKind.Staff, PlaceKind.Removed })
        {
            var place = await site.MakeAsync(where);
            var nowhere = new Place(int.MaxValue, "no-such-board", int.MaxValue - 1, "no-such-thread", long.MaxValue);
            foreach (var (name, _, visitor) in site.Everybody.Take(4))
            {
                foreach (var what in Reading.Things.Where(what => where == PlaceKind.Staff || !what.StartsWith("b/", StringComparison.Ordinal)))
                {
                    var (hidden, missing) = (await visitor.GetAsync(Address(what, place)), await visitor.GetAsync(Address(what, nowhere)));
                    Compare("GET", what, where, name, place, hidden, nowhere, missing);
                }

                foreach (var what in Writing.Things.Where(what => where == PlaceKind.Staff || !what.StartsWith("b/", StringComparison.Ordinal)))
                {
                    var fields = Fields(what, (await visitor.OpenAsync("/sign-in", "value=\"sign-in\""))["__RequestVerificationToken"]);
                    var path = what.Split(' ')[0];
                    var (hidden, missing) = (await visitor.PostAsync(Address(path, place), fields),
                        await visitor.PostAsync(Address(path, nowhere), fields));
                    Compare("POST", path, where, name, place, hidden, nowhere, missing);
                }
            }
        }

        PermissionTable.IsHeld(wrong);

        void Compare(string method, string what, PlaceKind where, string name, Place place, Answer hidden, Place nowhere, Answer missing)
        {
            var (one, other) = (Neutral(hidden.Body, Address(what, place)), Neutral(missing.Body, Address(what, nowhere)));
            if ((hidden.Status, one) != (missing.Status, other))
                wrong.Add($"{method} /{what} on {where} as {name}: {hidden.Status} and {missing.Status}\n{one}\n---\n{other}");
        }
    }

    [Fact]
    public void Every_address_of_the_forum_is_in_the_tables()
    {
        var ours = site.Forum.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is null)
            .Select(endpoint => (
                Pattern: endpoint.RoutePattern.RawText!.TrimStart('/'),
                Methods: endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET", "POST"]))
            .Where(endpoint => !endpoint.Pattern.StartsWith('_') && !endpoint.Pattern.StartsWith("admin", StringComparison.Ordinal))
            .ToList();
        Assert.True(ours.Count > 15, "The forum's addresses were not found.");

        Assert.Equal(string.Join('\n', Named(Reading, ReadingAnywhere, ReadingElsewhere)), string.Join('\n', Patterns("GET")));
        Assert.Equal(string.Join('\n', Named(Writing, WritingAnywhere, WritingElsewhere)), string.Join('\n', Patterns("POST")));

        SortedSet<string> Patterns(string method) =>
            [.. ours.Where(endpoint => endpoint.Methods.Contains(method)).Select(endpoint => Plain(endpoint.Pattern))];
    }

    private static SortedSet<string> Named(PermissionTable one, PermissionTable other, string[] more) =>
        [.. one.Things.Concat(other.Things).Concat(more).Select(what => Plain(what.Split(' ')[0]))];

    // The tables write t/{thread} for t/{id:int}, u/Bob for u/{Name}, and nowhere for the catch-all route.
    private static string Plain(string pattern) =>
        Regex.Replace(Regex.Replace(pattern, @"\{[^}]*\}|^nowhere$", "{}"), "^(u|b)/(Bob|Nobody|general)(?=/|$)", "$1/{}");

    // A removed or locked thread changes nothing for its board.
    private static IEnumerable<PlaceKind> PlacesOf(string what) =>
        what.StartsWith("b/", StringComparison.Ordinal) ? PermissionForum.BoardPlaces : PermissionForum.Places;

    private async Task PrepareAsync(string what, Place place)
    {
        var act = what.Split(' ')[^1] switch
        {
            nameof(ThreadModeration.Unpin) => ThreadModeration.Pin,
            nameof(ThreadModeration.Unlock) => ThreadModeration.Lock,
            nameof(ThreadModeration.Restore) => ThreadModeration.Remove,
            _ => (ThreadModeration?)null,
        };
        if (act is not null)
            await site.Forum.ModerateAsync(site.Forum.Mona, place.ThreadId, act.Value);
        if (what.StartsWith("b/{boardId}/", StringComparison.Ordinal))
            await site.IgnoreNothingAsync(place.BoardId);
        if (what.StartsWith("p/{post}/restore", StringComparison.Ordinal))
            Assert.True((await site.Forum.RemoveAsync(site.Forum.Mona, place.PostId)).IsDone);
    }

    private static string Neutral(string body, string address) => Regex.Replace(
        body.Replace(Uri.EscapeDataString(address), "HERE", StringComparison.Ordinal).Replace(address, "HERE", StringComparison.Ordinal),
        "(name=\"__RequestVerificationToken\" value=\")[^\"]*|<!--.*?-->",
        "$1",
        RegexOptions.Singleline);
}
