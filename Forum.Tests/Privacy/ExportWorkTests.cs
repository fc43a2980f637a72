using Forum.Core.Privacy;
using Forum.Core.Mail;
using Forum.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Privacy;

/// <summary>What happens when a data export fails, and when the forum stops in between.</summary>
public class ExportWorkTests(CastForum forum) : IClassFixture<CastForum>
{
    private DataExports Exports => forum.Get<DataExports>();

    [Fact]
    public async Task What_cannot_be_written_ends_with_words_and_can_be_asked_for_again()
    {
        var (first, second) = (await forum.MemberAsync(), await forum.MemberAsync());
        if (Directory.Exists(Exports.Folder))
            Directory.Delete(Exports.Folder, recursive: true);
        await File.WriteAllTextAsync(Exports.Folder, "a file where the folder is to be", TestContext.Current.CancellationToken);
        foreach (var member in new[] { first, second })
            Assert.True((await Exports.AskAsync(member, TestContext.Current.CancellationToken)).IsDone);

        foreach (var member in new[] { first, second })
            await EndsAsync(member, ExportState.Failed);

        var visitor = await forum.VisitorAsync(first);
        Assert.Contains("prepare your export.", (await visitor.GetAsync("/settings/data")).Body, StringComparison.Ordinal);
        Assert.Equal(404, (await visitor.GetAsync("/settings/data/export")).Status);
        Assert.DoesNotContain(PrivacyMails.DataIsReady.Kind, await MailsAsync(first));

        File.Delete(Exports.Folder);
        Assert.Equal(302, (await visitor.SubmitAsync("/settings/data", "export")).Status);
        await EndsAsync(first, ExportState.Ready);
        Assert.Contains(PrivacyMails.DataIsReady.Kind, await MailsAsync(first));
    }

    [Fact]
    public async Task What_waited_when_the_forum_stopped_is_made_after_the_start_and_what_was_half_made_goes()
    {
        var member = await forum.MemberAsync();
        Directory.CreateDirectory(Exports.Folder);
        var half = Path.Combine(Exports.Folder, Guid.NewGuid().ToString("N") + ".zip.part");
        await File.WriteAllTextAsync(half, "half of it", TestContext.Current.CancellationToken);

        // Written without the act, so that the worker isn't notified, as after a restart.
        await using (var db = await forum.Cast.OpenAsync())
        {
            db.DataExports.Add(new DataExport { MemberId = member.MemberId!.Value, RequestedAt = TimeProvider.System.GetUtcNow(), FileKey = Guid.NewGuid() });
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        var visitor = await forum.VisitorAsync(member);
        var waiting = (await visitor.GetAsync("/settings/data")).Body;
        Assert.Contains("<progress", waiting, StringComparison.Ordinal);
        Assert.Contains("http-equiv=\"refresh\"", waiting, StringComparison.Ordinal);
        Assert.DoesNotContain("value=\"export\"", waiting, StringComparison.Ordinal);
        Assert.Equal("Your export is already being prepared.", (await Exports.AskAsync(member, TestContext.Current.CancellationToken)).Refusal!.Text);

        await forum.Get<ExportWork>().RunAsync(TestContext.Current.CancellationToken);

        await EndsAsync(member, ExportState.Ready);
        Assert.False(File.Exists(half));
    }

    [Fact]
    public async Task Whoever_goes_takes_the_file_along()
    {
        var member = await forum.MemberAsync();
        Assert.True((await Exports.AskAsync(member, TestContext.Current.CancellationToken)).IsDone);
        await EndsAsync(member, ExportState.Ready);
        var file = (await Exports.FileAsync(member, TestContext.Current.CancellationToken))!;
        Assert.True((await forum.Get<RequestAccountDeletion>().AskAsync(member, Cast.Password, TestContext.Current.CancellationToken)).IsDone);
        await using (var db = await forum.Cast.OpenAsync())
            await db.Users.Where(row => row.Id == member.MemberId).ExecuteUpdateAsync(set => set.SetProperty(row => row.DeletionDueAt, DateTimeOffset.UnixEpoch), TestContext.Current.CancellationToken);

        await forum.Get<AccountDeletionJob>().RunAsync(TestContext.Current.CancellationToken);
        await forum.Get<ExportWork>().RunAsync(TestContext.Current.CancellationToken);

        Assert.False(File.Exists(file));
        Assert.False((await Exports.AskAsync(member, TestContext.Current.CancellationToken)).IsDone);
    }

    private Task<IReadOnlyList<MailKind>> MailsAsync(Core.Access.Viewer member) => new Mailbox(forum.Forum).QueuedAsync($"{member.Name.ToLowerInvariant()}@example.org");

    private Task EndsAsync(Core.Access.Viewer member, ExportState state) => Eventually.HoldsAsync(
        async () => (await Exports.FindAsync(member))?.State == state, () => $"The data of {member.Name} did not end as {state}.");
}
