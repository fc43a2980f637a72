using Forum.Core.Posts.Reactions;
using Forum.Web.Components;
using Microsoft.Extensions.Localization;

namespace Forum.Web.Posts.Reactions;

/// <summary>The emoji and names of reactions.</summary>
public static class ReactionSigns
{
    /// <summary>The kinds, in display order.</summary>
    public static readonly IReadOnlyList<ReactionKind> All = Enum.GetValues<ReactionKind>();

    /// <summary>The emoji of a kind.</summary>
    public static string SignOf(ReactionKind kind) => kind switch
    {
        ReactionKind.Like => "\U0001F44D",
        ReactionKind.Love => "\u2764\uFE0F",
        ReactionKind.Laugh => "\U0001F604",
        ReactionKind.Surprise => "\U0001F62E",
        _ => "\U0001F64F",
    };

    /// <summary>The name of a kind.</summary>
    public static string NameOf(ReactionKind kind, IStringLocalizer<Texts> texts) => kind switch
    {
        ReactionKind.Like => texts["Like"],
        ReactionKind.Love => texts["Love"],
        ReactionKind.Laugh => texts["Laugh"],
        ReactionKind.Surprise => texts["Wow"],
        _ => texts["Thanks"],
    };
}
