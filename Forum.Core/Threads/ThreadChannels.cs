using Forum.Core.Live;

namespace Forum.Core.Threads;

/// <summary>The channels of threads.</summary>
public static class ThreadChannels
{
    /// <summary>The kind of a thread's channel.</summary>
    public const string ThreadKind = "Thread";

    extension(LiveChannel)
    {
        /// <summary>A thread's posts.</summary>
        public static LiveChannel Thread(int threadId) => new(ThreadKind, threadId);
    }
}
