using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Forum.Core.Accounts.Choices;

/// <summary>What a viewer has chosen about pages and about other people, in memory with the viewer.</summary>
public sealed record ViewerChoices
{
    /// <summary>How many pages of a thread can stand on one.</summary>
    public static readonly ImmutableArray<int> PagesAtOnce = [1, 2, 3, 5];

    /// <summary>A guest's, and those of whoever has chosen nothing.</summary>
    public static readonly ViewerChoices Usual = new();

    /// <summary>Light or dark.</summary>
    public Theme Theme { get; init; }

    /// <summary>How many pages of a thread stand on one: one of <see cref="PagesAtOnce"/>.</summary>
    public int PagesTogether { get; init; } = 1;

    /// <summary>Whether signatures are left out.</summary>
    public bool HidesSignatures { get; init; }

    /// <summary>Whether single keys do nothing.</summary>
    public bool WithoutShortcuts { get; init; }

    /// <summary>The zone of the IANA in which times are said; empty for the device's own.</summary>
    public string TimeZone { get; init; } = "";

    /// <summary>The language and region by which dates and numbers are written; empty for the device's own.</summary>
    public string Language { get; init; } = "";

    /// <summary>The members whose posts are folded for the viewer.</summary>
    public FrozenSet<int> Blocked { get; init; } = [];

    /// <summary>The boards that the viewer passes over.</summary>
    public FrozenSet<int> IgnoredBoards { get; init; } = [];
}

/// <summary>A member has chosen otherwise about pages or people.</summary>
/// <param name="MemberId">Who.</param>
public sealed record MemberChoicesChanged(int MemberId) : Live.ForumEvent;
