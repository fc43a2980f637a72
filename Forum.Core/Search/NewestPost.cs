
namespace Forum.Core.Search;

/// <summary>The scope of a list of newest posts.</summary>
public enum NewestOf
{
    /// <summary>The whole forum.</summary>
    Forum,

    /// <summary>A board.</summary>
    Board,

    /// <summary>A thread.</summary>
    Thread,

    /// <summary>A member.</summary>
    Author,
}

/// <summary>A post in a feed.</summary>
/// <param name="Number">Its post number in the thread.</param>
/// <param name="AuthorId">The author; null for a guest.</param>
/// <param name="AuthorName">The author's name; null for a guest and for a former member.</param>
/// <param name="UpdatedAt">When its author last edited it, or wrote it.</param>
/// <param name="Html">The safe HTML.</param>
public sealed record NewestPost(
    long Id, string ThreadTitle, int Number, int? AuthorId, string? AuthorName, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, string Html);
