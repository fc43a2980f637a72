using Forum.Core.Access;
using Forum.Core.Data;

namespace Forum.Core.Posts;

/// <summary>A text that someone wants to post.</summary>
/// <param name="Text">The cleaned Markdown.</param>
/// <param name="Title">The title of a new thread, or the new title of an edited one; null if it isn't about the title.</param>
/// <param name="BoardId">The board of a new thread.</param>
/// <param name="ThreadId">The thread of a reply.</param>
/// <param name="PostId">The post being edited.</param>
public sealed record PostDraft(string Text, string? Title = null, int? BoardId = null, int? ThreadId = null, long? PostId = null);

/// <summary>A rule for posts, such as a filter or a limit. Runs for new threads, replies and edits, not for imports.</summary>
[ExtensionPoint]
public interface IPostRule
{
    /// <summary>Lower numbers run first.</summary>
    int Order => 0;

    /// <summary>Before the text is rendered, outside the transaction: may change the text, or refuse it.</summary>
    /// <returns>The text to post, or a refusal.</returns>
    ValueTask<Outcome<string>> PrepareAsync(Viewer viewer, PostDraft draft, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(draft);
        return ValueTask.FromResult<Outcome<string>>(draft.Text);
    }

    /// <summary>In the transaction, after permissions were checked: may only refuse.</summary>
    /// <param name="viewer">The viewer, with origin and session.</param>
    /// <returns>Why the text is refused; null if it isn't.</returns>
    ValueTask<Refusal?> CheckAsync(WriteScope scope, Viewer viewer, PostDraft draft, CancellationToken cancellation) => ValueTask.FromResult<Refusal?>(null);
}

/// <summary>All rules, in order.</summary>
public sealed class PostRules(IEnumerable<IPostRule> rules)
{
    private readonly IPostRule[] _rules = [.. rules.OrderBy(static rule => rule.Order)];

    /// <summary>Lets each rule see the text, and change it.</summary>
    internal async ValueTask<Outcome<PostDraft>> PrepareAsync(Viewer viewer, PostDraft draft, CancellationToken cancellation)
    {
        foreach (var rule in _rules)
        {
            var prepared = await rule.PrepareAsync(viewer, draft, cancellation);
            if (!prepared.IsDone)
                return prepared.Refusal!;
            draft = draft with { Text = prepared.Value };
        }

        return draft;
    }

    /// <summary>The first refusal; null if there is none.</summary>
    internal async ValueTask<Refusal?> CheckAsync(WriteScope scope, Viewer viewer, PostDraft draft, CancellationToken cancellation)
    {
        foreach (var rule in _rules)
        {
            if (await rule.CheckAsync(scope, viewer, draft, cancellation) is { } refusal)
                return refusal;
        }

        return null;
    }
}
