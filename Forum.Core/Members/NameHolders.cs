using Forum.Core.Markdown;


namespace Forum.Core.Members;

/// <summary>What a text mentioned when it was last rendered.</summary>
/// <param name="Written">The names in it, with the shorter ones that may have been meant.</param>
/// <param name="Linked">The names that were links, with the members' keys if the renderer wrote them.</param>
/// <param name="CreatedAt">When the text was written; null if unknown.</param>
/// <param name="ChangedAt">When it was last changed, or written.</param>
internal sealed record EarlierMentions(
    IReadOnlySet<string> Written, IReadOnlyDictionary<string, int?> Linked, DateTimeOffset? CreatedAt, DateTimeOffset? ChangedAt)
{
    /// <summary>The members that it linked to.</summary>
    public List<int> MemberIds => [.. Linked.Values.OfType<int>()];
}

/// <summary>A name as typed and in its normalized form.</summary>
internal sealed record WrittenName(string Name, string Normalized);

/// <summary>A member who has or had the name.</summary>
internal sealed record NameHolder(
    int Id, string Name, string Normalized, DateTimeOffset JoinedAt, DateTimeOffset? NameChangedAt, bool HadOthers, bool BlocksAuthor)
{
    /// <summary>Whether the member existed at that time, perhaps under another name.</summary>
    public bool WasThereAt(DateTimeOffset? time) => time is not { } at || JoinedAt <= at;

    /// <summary>Whether the member certainly had the current name at that time.</summary>
    public bool HadItAt(DateTimeOffset? time) => WasThereAt(time) && !(HadOthers && NameChangedAt > time);
}

/// <summary>Resolves a name to a member.</summary>
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
    /// The member whom a name refers to; null for none. A name becomes available again when its member is deleted. In
    /// an older text it doesn't pass to the next member who takes it.
    /// </summary>
    public KnownMember? Meant(WrittenName name, EarlierMentions? earlier)
    {
        NameHolder? holder;
        if (earlier?.Linked.TryGetValue(name.Name, out var id) == true)
        {
            // A member who has since blocked the author was mentioned before that.
            holder = id is { } known ? _byId.GetValueOrDefault(known) : Now(name) is { } now && now.WasThereAt(earlier.ChangedAt) ? now : Former(name);
        }
        else
        {
            // A name that wasn't a link didn't refer to someone who joined later. A later edit is not a new mention, so
            // the post's own time counts.
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
