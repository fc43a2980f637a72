using Forum.Core.Access;
using Forum.Core.Boards;

namespace Forum.Web.Commands.Seeding;

/// <summary>The boards of a new forum that the seed sets up.</summary>
internal static class SeedBoards
{
    private static readonly (string Category, (string Name, string Icon, BoardColor Color, string Description)[] Boards)[] Structure =
    [
        ("The square",
        [
            ("Announcements", "📣", BoardColor.Amber, "News from the people who run this forum."),
            ("Introductions", "👋", BoardColor.Blue, "New here? Say hello."),
            ("Local affairs", "🏡", BoardColor.Indigo, "What happens in town, and what should."),
        ]),
        ("Outdoors",
        [
            ("Gardening", "🌱", BoardColor.Green, "Beds, balconies and the fight against slugs."),
            ("Bikes", "🚲", BoardColor.Cyan, "Riding them, mending them, carrying things on them."),
            ("Walks and weather", "🌦️", BoardColor.Teal, "Paths, birds, and rain gauges."),
        ]),
        ("At home",
        [
            ("Kitchen", "🍲", BoardColor.Orange, "Recipes, bread, jars and everything that goes wrong with them."),
            ("Repairs", "🔧", BoardColor.Slate, "Keep it going: tools, parts and good advice."),
            ("Pets", "🐈", BoardColor.Pink, "Cats, hens and other housemates."),
        ]),
        ("Indoors",
        [
            ("Software", "💾", BoardColor.Violet, "Small programs, servers at home, and why the backup did not run."),
            ("Photography", "📷", BoardColor.Red, "Light, lenses, prints."),
            ("Books", "📚", BoardColor.Olive, "What we read, and what we gave up on."),
        ]),
    ];

    /// <summary>Creates four categories with twelve boards.</summary>
    public static async Task MakeAsync(ArrangeBoards arrange, Viewer administrator, CancellationToken cancellation)
    {
        foreach (var (category, boards) in Structure)
        {
            var categoryId = (await arrange.SaveCategoryAsync(administrator, null, category, cancellation)).Value;
            foreach (var (name, icon, color, description) in boards)
            {
                var start = name == "Announcements" ? Role.Moderator : Role.Member;
                await arrange.SaveBoardAsync(
                    administrator, new BoardForm(null, categoryId, name, description, Role.Guest, start, Role.Member, color, icon), cancellation);
            }
        }
    }
}
