using Forum.Core.Access;
using Forum.Core.Boards;


namespace Forum.Web.Commands.Seeding;

/// <summary>The boards of a new forum that the seed sets up.</summary>
internal static class SeedBoards
{
    private static readonly (string Category, (string Name, string Description)[] Boards)[] Structure =
    [
        ("The square",
        [
            ("Announcements", "News from the people who run this forum."),
            ("Introductions", "New here? Say hello."),
            ("Local affairs", "What happens in town, and what should."),
        ]),
        ("Outdoors",
        [
            ("Gardening", "Beds, balconies and the fight against slugs."),
            ("Bikes", "Riding them, mending them, carrying things on them."),
            ("Walks and weather", "Paths, birds, and rain gauges."),
        ]),
        ("At home",
        [
            ("Kitchen", "Recipes, bread, jars and everything that goes wrong with them."),
            ("Repairs", "Keep it going: tools, parts and good advice."),
            ("Pets", "Cats, hens and other housemates."),
        ]),
        ("Indoors",
        [
            ("Software", "Small programs, servers at home, and why the backup did not run."),
            ("Photography", "Light, lenses, prints."),
            ("Books", "What we read, and what we gave up on."),
        ]),
    ];

    /// <summary>Creates four categories with twelve boards.</summary>
    public static async Task MakeAsync(ArrangeBoards arrange, Viewer administrator, CancellationToken cancellation)
    {
        foreach (var (category, boards) in Structure)
        {
            var categoryId = (await arrange.SaveCategoryAsync(administrator, null, category, cancellation)).Value;
            foreach (var (name, description) in boards)
            {
                var start = name == "Announcements" ? Role.Moderator : Role.Member;
                await arrange.SaveBoardAsync(
                    administrator, new BoardForm(null, categoryId, name, description, Role.Guest, start, Role.Member), cancellation);
            }
        }
    }
}
