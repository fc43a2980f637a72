using System.Reflection;
using Forum.Core.Data;

namespace Forum.Tests.Architecture;

/// <summary>Each class that writes says whether it relies on being the only writer, and why.</summary>
public class WriterTests
{
    private static readonly Type[] Writing = [.. typeof(ForumWriter).Assembly.GetTypes()
        .Where(type => type.GetConstructors(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
            .Any(made => made.GetParameters().Any(part => part.ParameterType == typeof(ForumWriter))))];

    [Fact]
    public void Whatever_writes_says_whether_it_relies_on_being_the_only_writer()
    {
        Assert.NotEmpty(Writing);
        Sources.AssertNone(Writing.Where(static type => ReasonsOf(type).Count() != 1)
            .Select(static type => $"{type.Name} has {ReasonsOf(type).Count()} of [ReliesOnSingleWriter] and [SafeBesideOthers]"));
    }

    [Fact]
    public void It_says_why() => Assert.All(Writing.SelectMany(ReasonsOf), Assert.NotEmpty);

    [Fact]
    public void Nothing_else_says_so() => Assert.Equal(
        Writing.Select(static type => type.Name).Order(StringComparer.Ordinal),
        typeof(ForumWriter).Assembly.GetTypes().Where(static type => ReasonsOf(type).Any()).Select(static type => type.Name).Order(StringComparer.Ordinal));

    private static IEnumerable<string> ReasonsOf(Type type) =>
        type.GetCustomAttributes<ReliesOnSingleWriterAttribute>(inherit: false).Select(static one => one.Reason)
            .Concat(type.GetCustomAttributes<SafeBesideOthersAttribute>(inherit: false).Select(static one => one.Reason));
}
