using Forum.Core.Data;
using Forum.Web.Components;
using Forum.Web.Site.Administration;

namespace Forum.Web.Site;

/// <summary>The pages about the forum itself.</summary>
public static class SiteHosting
{
    /// <summary>Adds what the site's pages need.</summary>
    public static void AddSitePages(this IServiceCollection services)
    {
        services.AddHandler<DescribeForumStep>();
        services.AddHandler<WriteRulesStep>();
        services.AddSlot<FooterPages>(SlotNames.Footer);
        services.AddSlot<OnlineMark>(SlotNames.MemberCard);
    }
}
