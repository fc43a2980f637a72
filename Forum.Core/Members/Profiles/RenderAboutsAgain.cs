using Forum.Core.Access;
using Forum.Core.Data;
using Forum.Core.Markdown;
using Forum.Core.Posts;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Members.Profiles;

/// <summary>
/// Renders profiles and signatures again if an earlier renderer made them. Runs with <see cref="RenderAgain"/>.
/// </summary>
[SafeBesideOthers("the condition of a single statement")]
public sealed class RenderAboutsAgain(IDbContextFactory<ForumDb> databases, ForumWriter writer, PostText texts)
{
    private const int BatchSize = 100;

    /// <summary>Renders one batch.</summary>
    /// <returns>The number of members; 0 if all are current.</returns>
    public async Task<int> RunBatchAsync(CancellationToken cancellation = default)
    {
        List<MemberAbout> old;
        await using (var db = await databases.CreateDbContextAsync(cancellation))
        {
            old = await db.MemberAbouts.AsNoTracking().Where(about => about.RendererVersion < ForumMarkdown.Version)
                .OrderBy(about => about.RendererVersion).Take(BatchSize).ToListAsync(cancellation);
        }

        foreach (var about in old)
        {
            var before = new EarlierText(about.Markdown, about.Html, null, null);
            var signatureBefore = new EarlierText(about.Signature, about.SignatureHtml, null, null);
            var html = about.Markdown.Length == 0 ? "" : await texts.RenderAgainAsync(about.Markdown, about.MemberId, Guid.NewGuid(), before, cancellation);
            var signature = about.Signature.Length == 0 ? "" : await texts.RenderSmallAgainAsync(about.Signature, about.MemberId, signatureBefore, cancellation);
            await writer.WriteAsync<Done>(
                async scope =>
                {
                    // What was changed in the meantime already comes from the current renderer, so leave it alone.
                    await scope.Db.MemberAbouts
                        .Where(row => row.MemberId == about.MemberId && row.Markdown == about.Markdown && row.Signature == about.Signature)
                        .ExecuteUpdateAsync(
                            set => set.SetProperty(row => row.Html, html).SetProperty(row => row.SignatureHtml, signature)
                                .SetProperty(row => row.RendererVersion, ForumMarkdown.Version),
                            cancellation);
                    return default(Done);
                },
                cancellation);
        }

        return old.Count;
    }
}
