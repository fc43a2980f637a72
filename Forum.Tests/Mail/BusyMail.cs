using Forum.Core.Mail;
using Forum.Tests.Data;
using Forum.Tests.Support;
using Forum.Web.Mail;

namespace Forum.Tests.Mail;

/// <summary>What is done once in the busy forum with the outbox.</summary>
internal sealed class BusyMail(CastForum forum) : IBusyRoom
{
    public async Task RunAsync(Place place)
    {
        var (ada, outbox, queue) = (forum.Ada, forum.Get<MailAdministration>(), forum.Get<MailQueue>());
        for (var i = 0; i < 2; i++)
            Assert.True((await outbox.TryAsync(ada)).IsDone);
        Assert.NotNull(await queue.NextAsync());
        Assert.NotEmpty((await outbox.PageAsync(ada, MailState.Waiting, true, 0)).Page);
        var mails = (await outbox.PageAsync(ada, MailState.Waiting, false, 0)).Page;
        Assert.True((await queue.FailedAsync(mails[0].Id, "No such address", isFinal: true)).IsDone);
        Assert.True((await outbox.ResendAsync(ada, mails[0].Id)).IsDone);
        Assert.True((await outbox.DropAsync(ada, mails[1].Id)).IsDone);
        Assert.NotEmpty(await queue.DueAsync(1));
        await forum.Get<MailDelivery>().DeliverAsync(TestContext.Current.CancellationToken);
        Assert.Empty(await queue.DueAsync(1));
        Assert.Equal(0, await queue.ForgetAsync());
        Assert.True(await outbox.HasSentAsync(ada));
        Assert.Equal(0, await outbox.CountFailedAsync(ada));
    }
}
