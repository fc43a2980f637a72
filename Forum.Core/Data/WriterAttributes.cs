namespace Forum.Core.Data;

/// <summary>
/// An act that is correct only because <see cref="ForumWriter"/> runs one act at a time: it reads a value and writes what
/// follows from it, such as the next number, a count or a limit, and nothing in the database would refuse a second
/// writer. With several writers, it would need a unique index, a condition in its update or a lock. Permissions don't
/// count: an act at the same moment as a lock of its member may go either way.
/// </summary>
/// <param name="reason">What another writer could break.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ReliesOnSingleWriterAttribute(string reason) : Attribute
{
    /// <summary>What another writer could break.</summary>
    public string Reason => reason;
}

/// <summary>
/// An act that would stay correct beside other writers: it writes what it was given, lets the database count, or leaves
/// the decision to a key, a unique index or the condition of a single update.
/// </summary>
/// <param name="reason">What protects it.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SafeBesideOthersAttribute(string reason) : Attribute
{
    /// <summary>What protects it.</summary>
    public string Reason => reason;
}
