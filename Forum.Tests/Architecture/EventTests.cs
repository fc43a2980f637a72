using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Forum.Core.Data;
using Forum.Core.Live;
using Forum.Tests.Support;

namespace Forum.Tests.Architecture;

/// <summary>In the compiled program, something raises each event and something handles it.</summary>
public class EventTests
{
    // Each method in the program, with the members it uses.
    private static readonly Lazy<IReadOnlyList<(Type In, IReadOnlyList<(OpCode Code, MemberInfo Member)> Uses)>> Methods = new(static () =>
        [.. new[] { typeof(ForumDb).Assembly, typeof(Program).Assembly }.SelectMany(CompiledCode.MethodsOf)
            .Select(static method => (method.DeclaringType!, (IReadOnlyList<(OpCode, MemberInfo)>)[.. CompiledCode.UsesIn(method)]))]);

    public static TheoryData<Type> Events => [.. typeof(ForumDb).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(ForumEvent)))];

    [Fact]
    public void There_are_events() => Assert.NotEmpty(Events);

    [Theory]
    [MemberData(nameof(Events))]
    public void An_event_is_told_by_somebody(Type kind) =>
        Assert.True(Methods.Value.Any(method => method.In != kind && Makes(method.Uses, kind) && method.Uses.Any(IsTelling)), $"Nothing raises {kind.Name}.");

    [Theory]
    [MemberData(nameof(Events))]
    public void An_event_changes_a_page_or_somebody_listens_for_it(Type kind)
    {
        var happened = Sample(kind);

        Assert.True(happened.ChangesEveryPage || happened.Channels.Count > 0 || IsHandled(kind) || Methods.Value.Any(method => method.In != kind && AsksFor(method.Uses, kind)), $"Nothing handles {kind.Name}.");
    }

    [Fact]
    public void No_two_rooms_have_a_kind_of_channel_with_the_same_name()
    {
        var kinds = new[] { typeof(ForumDb).Assembly, typeof(Program).Assembly }.SelectMany(static assembly => assembly.GetTypes())
            .Where(static type => type.Name.EndsWith("Channels", StringComparison.Ordinal))
            .SelectMany(static type => type.GetFields()).Where(static field => field.IsLiteral).Select(static field => (string)field.GetRawConstantValue()!).ToList();

        Assert.NotEmpty(kinds);
        Assert.Distinct(kinds);
    }

    [Fact]
    public void A_channel_is_made_where_its_kind_is_declared_or_by_the_cache_that_reads_it_from_a_page() => Sources.AssertNone(Methods.Value
        .Where(static method => method.Uses.Any(static use => use.Code == OpCodes.Newobj && use.Member.DeclaringType == typeof(LiveChannel)))
        .Select(static method => method.In.FullName!).Where(static name => !name.Contains("Channels", StringComparison.Ordinal) && !name.Contains("GuestCach", StringComparison.Ordinal)));

    private static bool Makes(IEnumerable<(OpCode Code, MemberInfo Member)> uses, Type kind) =>
        uses.Any(use => use.Member.DeclaringType == kind && (use.Code == OpCodes.Newobj || use.Code == OpCodes.Ldsfld));

    private static bool IsHandled(Type kind) => new[] { typeof(ForumDb).Assembly, typeof(Program).Assembly }
        .SelectMany(static assembly => assembly.GetTypes()).Any(type => type.IsAssignableTo(typeof(IAfterCommit<>).MakeGenericType(kind)) && !type.IsAssignableTo(typeof(IAfterCommit<ForumEvent>)));

    private static bool AsksFor(IEnumerable<(OpCode Code, MemberInfo Member)> uses, Type kind) =>
        uses.Any(use => use.Member.Equals(kind) && (use.Code == OpCodes.Isinst || use.Code == OpCodes.Castclass));

    // An act raises events through its scope, code that stores nothing through the feed, and the feed itself through
    // its queue.
    private static bool IsTelling((OpCode Code, MemberInfo Member) use) =>
        (use.Member.DeclaringType, use.Member.Name) is (var type, var name)
        && ((type == typeof(WriteScope) && name == nameof(WriteScope.Raise))
            || (type == typeof(LiveFeed) && name == nameof(LiveFeed.Publish))
            || type == typeof(ChannelWriter<(LiveChannel, ForumEvent, int?)>));

    private static ForumEvent Sample(Type kind)
    {
        var made = kind.GetConstructors().Single();
        return (ForumEvent)made.Invoke([.. made.GetParameters().Select(static part => SampleOf(part.ParameterType))]);
    }

    private static object SampleOf(Type type) =>
        type == typeof(string) ? "a name"
        : type == typeof(IReadOnlyList<int>) ? new[] { 1 }
        : type == typeof(IReadOnlyList<Guid>) ? new[] { Guid.Empty }
        : RuntimeHelpers.GetUninitializedObject(Nullable.GetUnderlyingType(type) ?? type);
}
