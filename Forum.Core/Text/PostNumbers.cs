namespace Forum.Core.Text;

/// <summary>Where posts are, by their number in the thread: addresses and emails need it.</summary>
public static class PostNumbers
{
    /// <summary>The number of posts on a page of a thread.</summary>
    public const int PageSize = 20;

    /// <summary>The page of its thread that a post is on, from 1.</summary>
    /// <param name="number">The post's number.</param>
    public static int PageOf(int number) => ((Math.Max(1, number) - 1) / PageSize) + 1;
}
