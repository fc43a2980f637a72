using Forum.Core.Posts.Rendering;

namespace Forum.Core.Accounts;

/// <summary>What a text mentioned when it was rendered before.</summary>
/// <param name="Written">The names that stood in it, with the shorter ones that may have been meant.</param>
/// <param name="Linked">Those of them that were links, with the members' keys where the renderer wrote them.</param>
/// <param name="CreatedAt">When it was written; null when that is not known.</param>
/// <param name="ChangedAt">When it was changed last, or written.</param>
internal sealed record EarlierMentions(
    IReadOnlySet<string> Written, IReadOnlyDictionary<string, int?> Linked, DateTimeOffset? CreatedAt, DateTimeOffset? ChangedAt)
{
    /// <summary>The members that it led to.</summary>
    public List<int> MemberIds => [.. Linked.Values.OfType<int>()];
}

/// <summary>A name as somebody typed it, and as the index of names has it.</summary>
internal sealed record WrittenName(string Name, string Normalized);

/// <summary>A member who has a name that is looked for, or had it.</summary>
internal sealed record NameHolder(
    int Id, string Name, string Normalized, DateTimeOffset JoinedAt, DateTimeOffset? NameChangedAt, bool HadOthers, bool BlocksAuthor)
{
    /// <summary>Whether the member was there at that time, perhaps with another name.</summary>
    public bool WasThereAt(DateTimeOffset? time) => time is not { } at || JoinedAt <= at;

    /// <summary>Whether the member had the present name at that time for sure.</summary>
    public bool HadItAt(DateTimeOffset? time) => WasThereAt(time) && !(HadOthers && NameChangedAt > time);
}

/// <summary>Decides whom a name means.</summary>
internal sealed class NameHolders
{
    private readonly Dictionary<int, NameHolder> _byId;
    private readonly Dictionary<string, NameHolder> _byName;
    private readonly Dictionary<string, int> _former;

    public NameHolders(IReadOnlyList<NameHolder> holders, Dictionary<string, int> former)
    {
        _byId = holders.ToDictionary(static holder => holder.Id);
        _byName = holders.ToDictionary(static holder => holder.Normalized, StringComparer.Ordinal);
        _former = former;
    }

    /// <summary>
    /// The member whom a name means; null for nobody. A name is free again when its member has left for good: in a text of before it
    /// does not pass to whoever takes it.
    /// </summary>
    public KnownMember? Meant(WrittenName name, EarlierMentions? earlier)
    {
        NameHolder? holder;
        if (earlier?.Linked.TryGetValue(name.Name, out var id) == true)
        {
            // Whoever has blocked the author since was mentioned before that.
            holder = id is { } known ? _byId.GetValueOrDefault(known) : Now(name) is { } now && now.WasThereAt(earlier.ChangedAt) ? now : Former(name);
        }
        else
        {
            // What was no link did not speak to somebody who came later. A later edit is no new mention, so the post's own time counts.
            var writtenAt = earlier?.Written.Contains(name.Name) == true ? earlier.CreatedAt : null;
            holder = Now(name) is { } now && now.HadItAt(writtenAt) ? now : Former(name);
            holder = holder is { BlocksAuthor: true } ? null : holder;
        }

        return holder is null ? null : new KnownMember(holder.Id, holder.Name);
    }

    private NameHolder? Now(WrittenName name) => _byName.GetValueOrDefault(name.Normalized);

    private NameHolder? Former(WrittenName name) =>
        _former.TryGetValue(name.Normalized, out var id) ? _byId.GetValueOrDefault(id) : null;
}
