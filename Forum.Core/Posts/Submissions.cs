using Forum.Core.Access;
using Forum.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Posts;

/// <summary>Recognizes a double click and a resend after a dropped connection.</summary>
internal static class Submissions
{
    private static readonly Refusal SomebodyElses = new("This form was already submitted. Reload the page and try again.");

    private static readonly Func<ForumDb, Guid, Task<Earlier?>> BySubmission = EF.CompileAsyncQuery(
        (ForumDb db, Guid submissionId) => db.Posts
            .Where(post => post.SubmissionId == submissionId)
            .Select(post => new Earlier(post.Id, post.ThreadId, post.AuthorId))
            .FirstOrDefault());

    /// <summary>
    /// Null for a new submission; otherwise the post that it created, or a refusal if someone else created that post.
    /// </summary>
    public static async Task<Outcome<(long Id, int ThreadId)>?> FindAsync(ForumDb db, Viewer viewer, Guid submissionId)
    {
        var earlier = await BySubmission(db, submissionId);
        if (earlier is null)
            return null;
        return earlier.AuthorId == viewer.MemberId ? (earlier.Id, earlier.ThreadId) : SomebodyElses;
    }

    private sealed record Earlier(long Id, int ThreadId, int? AuthorId);
}
