using Forum.Core.Access;
using Forum.Core.Data;
using Forum.Core.Markdown;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Members.Profiles;

/// <summary>A member's public profile text and details.</summary>
/// <param name="Html">The text as safe HTML; empty for none.</param>
/// <param name="Location">Where they live; empty if not given.</param>
/// <param name="Website">Their website; empty for none.</param>
public sealed record AboutView(string Html, string Location, string Website, int? BirthMonth, int? BirthDay)
{
    /// <summary>An empty profile.</summary>
    public static readonly AboutView Nothing = new("", "", "", null, null);
}

/// <summary>Reads members' profiles. Text made by an older renderer is rendered again.</summary>
public sealed class ProfileReader(IDbContextFactory<ForumDb> databases, PostText texts)
{
    /// <summary>The public part of a member's profile.</summary>
    public async Task<AboutView> FindAsync(int memberId, CancellationToken cancellation = default)
    {
        if (await RowAsync(memberId, cancellation) is not { } about)
            return AboutView.Nothing;
        var html = about.RendererVersion == ForumMarkdown.Version || about.Markdown.Length == 0
            ? about.Html
            : await texts.RenderAsync(about.Markdown, memberId, Guid.NewGuid(), cancellation);
        return new AboutView(html, about.Location, about.Website, about.BirthMonth, about.BirthDay);
    }

    /// <summary>The viewer's profile, for editing.</summary>
    /// <param name="viewer">The member; empty for a guest.</param>
    public async Task<ProfileForm> FormAsync(Viewer viewer, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        if (viewer.MemberId is not { } id)
            return new ProfileForm("", "", "", null, null);
        var about = await RowAsync(id, cancellation) ?? new MemberAbout { MemberId = id };
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var displayName = await db.Users.Where(member => member.Id == id).Select(member => member.DisplayName).FirstOrDefaultAsync(cancellation);
        return new ProfileForm(about.Markdown, about.Location, about.Website, about.BirthMonth, about.BirthDay)
        {
            DisplayName = displayName,
            Signature = about.Signature,
        };
    }

    private async Task<MemberAbout?> RowAsync(int memberId, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.MemberAbouts.AsNoTracking().FirstOrDefaultAsync(about => about.MemberId == memberId, cancellation);
    }
}
