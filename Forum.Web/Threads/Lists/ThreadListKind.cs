namespace Forum.Web.Threads.Lists;

/// <summary>The lists of threads across boards.</summary>
public enum ThreadListKind
{
    /// <summary>The newest posts first.</summary>
    Latest,

    /// <summary>What the viewer hasn't read.</summary>
    Unread,

    /// <summary>The most replies and reactions first.</summary>
    Top,
}
