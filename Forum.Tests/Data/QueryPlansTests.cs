using System.Reflection;
using Forum.Core.Data;
using Forum.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Data;

/// <summary>
/// A forum is as fast after ten years as after one: nothing that people wait for scans a growing table.
/// </summary>
public class QueryPlansTests(BusyForum forum) : IClassFixture<BusyForum>
{
    private const int MaxReads = 8;

    // The method, the beginning of the complaint, and why it's allowed.
    private static readonly (string Method, string Complaint, string Reason)[] Allowed =
    [
        ("AccountTokens.MakeAsync", "AccountTokens: SEARCH a USING COVERING INDEX IX_AccountTokens_ExpiresAt", "Oldest first: links that expired since the last one was created, if any."),
        ("BoardQueries.ReadHomeAsync", "sort", "The boards, which are few, each with its newest visible post."),
        ("CounterAudit.BoardsAsync", "Threads", "Reconciles every counter with its rows, once a day and on command: nobody waits."),
        ("CounterAudit.ThreadsAsync", "Threads", "As above."),
        ("CounterAudit.CheckAsync", "Members", "As above."),
        ("CounterAudit.MembersAsync", "Members", "As above."),
        ("DeleteMember.CountAsync", "Members: SCAN m", "From the newest member back to the first that isn't deleted."),
        ("AccountDeletionJob.ForgetAsync", "AccountTokens: SEARCH a USING COVERING INDEX", "Expired ones, every few minutes."),
        ("AccountDeletionJob.ForgetAsync", "AddressChanges: SEARCH a USING COVERING INDEX", "Expired ones, every few minutes."),
        ("ExportWork.CleanUpAsync", "DataExports: SCAN d", "One week's exports, at most one per member; nobody waits."),
        ("ImportPosts.AddAsync", "Posts: SEARCH p", "Only the highest key, at the end of the table."),
        ("IndexPosts.WriteAsync", "Posts: SEARCH p", "Backwards from one post, as many as a batch has; and only the highest key."),
        ("Invitations.ListAsync", "Invitations", "Created one at a time by administrators, who list them newest first."),
        ("LinkedAccounts.ListAsync", "sort", "One member's own, at most one per provider."),
        ("MemberNameQueries.OwnersOfAddressAsync", "sort", "The accounts with one address: a single one, or the few that haven't confirmed it."),
        ("MemberList.PageAsync", "Members: SCAN m", "An administrator's list in key order, which stops at the end of its page; or a search for part of a name or address, which no index supports."),
        ("MemberList.PageAsync", "sort", "An administrator's list of the members with one role, by name."),
        ("MemberList.WaitingAsync", "Members: SCAN m USING INDEX IX_Members_AwaitsApproval", "The index contains only members waiting for approval."),
        ("MyWatches.ThreadsAsync", "sort", "What one member watches, by activity: narrow rows, only that member's."),
        ("NewestQueries.FindAsync", "PostSearch: SCAN PostSearch VIRTUAL TABLE", "Newest first, for viewers who can read all boards: it stops after the requested number of posts."),
        ("NotificationCleanUp.ForgetReadAsync", "Notifications: SEARCH n0 USING COVERING INDEX IX_Notifications_ReadAt", "Oldest first: expired ones, once an hour, if any."),
        ("AuthoredPosts.ReadAsync", "Posts: SEARCH p", "Newest first, at most LookedThrough posts."),
        ("PostQueries.NewestOfFollowedAsync", "Posts: SEARCH p", "Only the highest key, at the end of the table."),
        ("PublicCounters.AddAsync", "sort", "Everyone who posted in a removed thread, or in a board that guests can no longer read: one statement, grouped by author."),
        ("RenderAgain.RunBatchAsync", "Posts: SEARCH p USING INDEX IX_Posts_RendererVersion", "Lowest version first: a hundred posts to render again, if any."),
        ("RenderAboutsAgain.RunBatchAsync", "MemberAbouts: SEARCH m USING INDEX IX_MemberAbouts_RendererVersion", "As for posts: a hundred texts to render again, if any."),
        ("ResetPassword.OwnersAsync", "sort", "As for MemberNameQueries.OwnersOfAddressAsync."),
        ("TopThreads.ReadAsync", "sort", "The days of one period, from their index: for all viewers together, and seldom."),
        ("SitePages.StoredAsync", "SitePages: SCAN", "All there is: four rows at most."),
        ("SessionUse.CleanUpAsync", "MemberSessions: SEARCH m USING INDEX IX_MemberSessions_LastUsedAt", "Least recently used first: expired ones, once an hour, if any."),
    ];

    // The first queries the database without Entity Framework, on command; the others don't query it.
    private static readonly string[] Silent = ["DatabaseCheck.RunAsync", "MemberDirectory.HandleAsync", "NotificationReads.HandleAsync", "SessionDirectory.HandleAsync", "SessionUse.HandleAsync", "SitePages.PreviewAsync", "TwoFactor.MakeSecretAsync", "UnreadNotifications.HandleAsync", "ViewCounts.HandleAsync", "ViewHistory.HandleAsync"];

    [Fact]
    public async Task No_query_reads_a_table_that_grows_from_end_to_end()
    {
        await using var db = await forum.Forum.Cast.OpenAsync();
        var (complaints, excused, explained) = (new List<string>(), new HashSet<string>(), 0);
        foreach (var query in forum.Recorder.Queries)
        {
            // Runs before anyone can wait for it.
            if (query.Caller.StartsWith("DatabaseStart.", StringComparison.Ordinal))
                continue;
            explained += (await QueryPlans.ExplainAsync(db, query.Sql, query.Parameters)).Count;
            foreach (var complaint in await QueryPlans.JudgeAsync(db, query.Sql, query.Parameters))
            {
                var excuse = Allowed.FirstOrDefault(allowed => allowed.Method == query.Caller && complaint.StartsWith(allowed.Complaint, StringComparison.Ordinal));
                if (excuse.Reason is null)
                    complaints.Add($"{query.Caller}: {complaint}\n{query.Sql}\n");
                else
                    excused.Add(excuse.Method + excuse.Complaint);
            }
        }

        Assert.True(complaints.Count == 0, string.Join('\n', complaints));
        Assert.Equal(Allowed.Select(allowed => allowed.Method + allowed.Complaint).Order(), excused.Order());
        Assert.True(explained > 100, $"Only {explained} statements were checked.");
    }

    [Fact]
    public void Every_method_of_the_core_that_has_the_database_was_heard()
    {
        var methods = typeof(ForumDb).Assembly.GetTypes()
            .Where(type => type.GetConstructors().Any(made => made.GetParameters().Any(part => part.ParameterType == typeof(ForumWriter) || part.ParameterType == typeof(IDbContextFactory<ForumDb>))))
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(method => method.ReturnType.Name.Contains("Task", StringComparison.Ordinal))
            .Select(method => $"{method.DeclaringType!.Name}.{method.Name}").Distinct().ToList();
        Assert.True(methods.Count > 50, "The core's methods were not found.");

        Assert.Equal(Silent.Order(), methods.Except(forum.Recorder.Heard).Order());
    }

    [Fact]
    public async Task No_page_asks_once_for_each_of_its_rows()
    {
        var counted = await forum.CountReadsAsync();

        foreach (var (address, reads) in counted)
            TestContext.Current.TestOutputHelper?.WriteLine($"{address,-40} {string.Join(' ', reads.Select(count => $"{count,3}"))}");
        Assert.True(counted.Sum(page => page.Reads.Sum()) > 50, "The pages' reads were not counted.");
        Assert.DoesNotContain(counted, page => page.Reads.Max() > MaxReads);
    }

    [Theory]
    [InlineData("Posts", """SELECT * FROM "Posts" WHERE "Html" LIKE '%x%'""")]
    [InlineData("Posts", """SELECT count(*) FROM "Posts" AS "p" WHERE "p"."ThreadId" + 0 = 1""")]
    [InlineData("Members", """SELECT 1; SELECT "m"."Id" FROM "Boards" AS "b", "Members" AS "m" WHERE "m"."Role" > 2 ORDER BY "b"."Name";""")]
    [InlineData("ChatMessages", """SELECT * FROM "ChatMessages" AS "c" WHERE "c"."Id" < 100 ORDER BY "c"."Id" DESC""")]
    [InlineData("Threads", """SELECT * FROM "Posts" AS "p" WHERE "p"."Id" = 1 AND EXISTS (SELECT 1 FROM "Threads" AS "t" WHERE "t"."Title" = 'x')""")]
    [InlineData("Threads", """UPDATE "Threads" SET "ViewCount" = 1 WHERE "Slug" = 'x'""")]
    [InlineData("Threads", """SELECT count(*) FROM "Threads" AS "t" WHERE "t"."BoardId" = 1 AND "t"."IsRemoved" """)]
    [InlineData("Threads", """SELECT count(*) FROM "Threads" AS "t" WHERE "t"."BoardId" = 1 AND NOT ("t"."IsRemoved") AND "t"."IsPinned" = 1""")]
    [InlineData("PostSearch", """SELECT rowid FROM "PostSearch" WHERE "Text" = 'x'""")]
    [InlineData("PostSearch", """SELECT rowid FROM "PostSearch" WHERE rowid > 5 ORDER BY rowid""")]
    [InlineData("sort", """SELECT * FROM "Threads" AS "t" WHERE "t"."BoardId" = 1 ORDER BY "t"."Title" LIMIT 20""")]
    public async Task A_plan_that_does_is_found(string complaint, string sql)
    {
        await using var db = await forum.Forum.Cast.OpenAsync();

        Assert.Contains(await QueryPlans.JudgeAsync(db, sql, []), found => found.StartsWith(complaint + ":", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""SELECT * FROM "Boards" AS "b" LEFT JOIN "Threads" AS "t" ON "b"."LastThreadId" = "t"."Id" ORDER BY "b"."Position" """)]
    [InlineData("""SELECT * FROM "Threads" AS "t" WHERE "t"."Id" IN (SELECT "value" FROM json_each('[1,2]'))""")]
    [InlineData("""SELECT rowid FROM "PostSearch" WHERE "PostSearch" MATCH 'x' ORDER BY rowid DESC""")]
    [InlineData("""DELETE FROM "PostSearch" WHERE rowid = 5""")]
    [InlineData("""INSERT INTO "ThreadReads" ("MemberId", "ThreadId", "LastNumber") VALUES (1, 1, 1)""")]
    [InlineData("""SELECT * FROM "Posts" AS "p" WHERE "p"."ThreadId" = 1 AND "p"."Number" >= 21 ORDER BY "p"."Number" """)]
    public async Task A_plan_that_does_not_is_left_alone(string sql)
    {
        await using var db = await forum.Forum.Cast.OpenAsync();

        Assert.Empty(await QueryPlans.JudgeAsync(db, sql, []));
    }
}
