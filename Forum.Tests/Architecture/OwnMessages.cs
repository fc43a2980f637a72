using Forum.Core.Access;
using Forum.Core.Data;
using Forum.Core.Mail;
using Forum.Core.Members.Relations;
using Forum.Web.Components;
using Forum.Web.Mail;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Forum.Tests.Architecture;

/// <summary>What the room tells a member who has a new follower: an email of a topic of its own, and two kinds of notifications.</summary>
internal sealed class OwnMessages : IBeforeCommit<MemberFollowed>
{
    public static readonly MailTopic Topic = new(20, "Waves", Label: "Someone waves at me", Emails: "emails about people who wave at you") { Hint = "One per wave." };
    public static readonly MailDefinition Mail = new(900, "Wave") { Topic = Topic };
    public static readonly NotificationDefinition Wave = new(20, "Wave", Label: "Someone waves at me, too");
    public static readonly NotificationDefinition Wink = new(21, "Wink", Label: "Someone winks at me") { IsOffByDefault = true, Order = -1 };

    public static void Add(IServiceCollection services)
    {
        services.Register(Topic);
        services.Register(Mail);
        services.Register(Wave, Wink);
        services.AddMailTemplate<OwnMail>(Mail, "A wave on {0}");
        services.Register(
            new NotificationText(Wave, static (texts, who, told) => texts["{0} waved {1} times", who, told.PostNumber]) { Link = static told => $"/waves/{told.PostNumber}" },
            new NotificationText(Wink, static (texts, who, _) => texts["{0} winked", who]) { Filter = "people" });
        services.AddHandler<OwnMessages>();
    }

    public async Task HandleAsync(WriteScope scope, MemberFollowed fact, CancellationToken cancellation)
    {
        var address = await scope.Db.Users.Where(member => member.Id == fact.MemberId).Select(static member => member.Email!).FirstAsync(cancellation);
        await MailOutbox.AddAsync(scope, Mail, address, fact.MemberId, ("from", fact.Follower.Name));
        foreach (var kind in new[] { Wave, Wink })
            await scope.RaiseFactAsync(new NotificationRequested(kind, [fact.MemberId], fact.Follower.MemberId) { PostNumber = 3 }, cancellation);
    }
}

/// <summary>The content of the email.</summary>
internal sealed class OwnMail : MailTemplate
{
    protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddContent(0, $"{Value("from")} waved at you on {ForumName}.");
}
