using System.Globalization;
using Forum.Core.Access;
using Forum.Core.Posts;

namespace Forum.Bench.InnerLoops;

/// <summary>Posts as people write them.</summary>
internal static class Posts
{
    public const string Short = "Thanks, @Ada! That is **exactly** what I was looking for. :tada:";

    public const string Long = """
        # A wobbly chair

        > **Bob** [↑](/p/3)
        >
        > Has anybody tried glue?

        I have, *twice*. What holds is a dowel: see [this page](https://example.org/dowel) and `man dowel`.

        | size | holds |
        | --- | --- |
        | 6 mm | a little |
        | 8 mm | well |

        1. drill
        2. glue
           - not too much
        3. wait

        - [x] chair
        - [ ] table

        ```csharp
        foreach (var leg in chair.Legs)
            leg.Tighten(8); // not more
        ```

        Ask @Cleo, or https://example.org/chairs. ~~Nails~~ never.[^1]

        [^1]: Well, almost never.
        """;

    public static PostView View(int number, string html) => new()
    {
        Id = number,
        ThreadId = 1,
        Number = number,
        AuthorId = number % 7,
        AuthorName = string.Create(CultureInfo.InvariantCulture, $"Member{number % 7}"),
        AuthorRole = Role.Member,
        AuthorJoinedAt = DateTimeOffset.UnixEpoch,
        AuthorPostCount = number * 3,
        CreatedAt = DateTimeOffset.UnixEpoch.AddDays(number),
        EditedAt = null,
        Html = html,
        RemovedAt = null,
        RemovedByAuthor = false,
        RemovedReason = null,
    };
}
