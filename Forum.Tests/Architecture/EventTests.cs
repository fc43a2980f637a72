using System.Runtime.CompilerServices;
using Forum.Core.Data;
using Forum.Core.Live;

namespace Forum.Tests.Architecture;

public class EventTests
{
    public static TheoryData<Type> Events => [.. typeof(ForumDb).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(ForumEvent)))];

    [Fact]
    public void There_are_events() => Assert.NotEmpty(Events);

    [Theory]
    [MemberData(nameof(Events))]
    public void An_event_is_told_by_somebody(Type kind) => Assert.NotEmpty(Mentions(kind, $"new {kind.Name}(", $"{kind.Name}.Instance"));

    [Theory]
    [MemberData(nameof(Events))]
    public void An_event_changes_a_page_or_somebody_listens_for_it(Type kind)
    {
        var blank = (ForumEvent)RuntimeHelpers.GetUninitializedObject(kind);
        var changesSomething = blank.ChangesEveryPage || kind.GetProperty(nameof(ForumEvent.Channels))!.DeclaringType == kind;

        Assert.True(changesSomething || Mentions(kind, $"is {kind.Name}", $"case {kind.Name}", $"{kind.Name} =>").Any(), $"Nobody hears of {kind.Name}.");
    }

    private static IEnumerable<string> Mentions(Type kind, params string[] ways) => Sources.LinesWhere(
        (path, line) => !path.StartsWith("Forum.Tests/", StringComparison.Ordinal)
            && !line.Contains($"record {kind.Name}", StringComparison.Ordinal)
            && ways.Any(way => line.Contains(way, StringComparison.Ordinal)),
        ".cs", ".razor");
}
