using Forum.Core.Data;

namespace Forum.Core.Access;

/// <summary>Acts that a member does for themselves.</summary>
internal static class MemberWrites
{
    /// <summary>Runs an act with the member as of now; a guest is refused. An account on hold is for the act to refuse.</summary>
    /// <typeparam name="T">What the act returns.</typeparam>
    /// <param name="act">The act, with the member's number.</param>
    public static Task<Outcome<T>> WriteAsMemberAsync<T>(
        this ForumWriter writer, Viewer viewer, Func<WriteScope, Actor, int, Task<Outcome<T>>> act, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        return writer.WriteAsync<T>(
            async scope =>
            {
                var actor = await MemberDirectory.CurrentAsync(scope.Db, viewer);
                return actor.MemberId is { } id ? await act(scope, actor, id) : Refusal.SignInFirst;
            },
            cancellation);
    }
}
