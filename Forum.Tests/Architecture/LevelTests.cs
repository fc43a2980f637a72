using System.Reflection;
using System.Text.RegularExpressions;
using Forum.Core.Data;
using Forum.Tests.Support;

namespace Forum.Tests.Architecture;

/// <summary>
/// A room depends only on rooms at its own level or below, and rooms at one level don't depend on each other in a
/// circle. The two groups of rooms listed here may refer to each other. docs/architecture.md shows the levels.
/// </summary>
public partial class LevelTests
{
    private static readonly string[][] Levels =
    [
        ["Access", "Data", "Live", "Markdown", "Text", "Administration", "Components", "Framework", "Layout"],
        ["Accounts", "Members", "Mail", "Site"],
        ["Boards", "Threads", "Posts", "Chat"],
        ["Feeds", "Notifications", "Privacy", "Search", "Statistics"],
    ];

    private static readonly string[][] Groups = [["Accounts", "Members"], ["Boards", "Posts", "Threads"]];

    // They assemble the program.
    private static readonly string[] Hosts = ["Commands", "Hosting", ""];

    private static readonly Lazy<IReadOnlyList<Reference>> References = new(static () =>
        [.. new[] { typeof(ForumDb).Assembly, typeof(Program).Assembly }.SelectMany(static assembly => assembly.GetTypes()).SelectMany(OfType).Distinct()]);

    [Fact]
    public void Every_room_has_a_level() =>
        Sources.AssertNone(References.Value.Select(static reference => reference.From.Name).Distinct().Where(static room => LevelOf(room) < 0 && !Hosts.Contains(room)));

    [Fact]
    public void No_room_refers_to_one_above_it() => Sources.AssertNone(References.Value
        .Where(static reference => !Hosts.Contains(reference.From.Name) && (Hosts.Contains(reference.To.Name) || LevelOf(reference.To.Name) > LevelOf(reference.From.Name)))
        .Select(static reference => reference.ToString()));

    [Fact]
    public void Rooms_of_a_level_refer_to_each_other_in_no_circle()
    {
        var sideways = References.Value
            .Where(static reference => !Hosts.Contains(reference.From.Name) && LevelOf(reference.From.Name) == LevelOf(reference.To.Name) && reference.From.Group != reference.To.Group)
            .ToLookup(static reference => reference.From.Group);

        Assert.NotEmpty(sideways);
        Sources.AssertNone(sideways.SelectMany(static references => references)
            .Where(reference => IsReached(sideways, reference.To.Group, reference.From.Group, []))
            .Select(static reference => reference.ToString()));
    }

    [Fact]
    public void References_are_found_in_members_and_in_code()
    {
        Assert.Contains(References.Value, static reference => reference is { From.Name: "Posts", To.Name: "Members", Source: "Forum.Core.Posts.PostReply" });
        Assert.Contains(References.Value, static reference => reference is { From.Name: "Notifications", To.Name: "Boards", Source: "Forum.Core.Notifications.MyWatches" });
    }

    private static bool IsReached(ILookup<string, Reference> sideways, string from, string wanted, HashSet<string> seen) =>
        from == wanted || (seen.Add(from) && sideways[from].Any(reference => IsReached(sideways, reference.To.Group, wanted, seen)));

    private static int LevelOf(string room) => Array.FindIndex(Levels, level => level.Contains(room));

    // The database context lists every table, and generated code does too.
    private static IEnumerable<Reference> OfType(Type type)
    {
        var source = Outermost(type);
        if (Room.Of(source) is not { } from || source.IsAssignableTo(typeof(ForumDb)) || Generated().IsMatch(source.FullName!))
            return [];
        return Named(type).SelectMany(Parts).Select(Outermost).Where(static named => !named.IsAssignableTo(typeof(ForumDb)))
            .Select(named => (Type: named, Room: Room.Of(named))).Where(named => named.Room is not null && named.Room.Name != from.Name)
            .Select(named => new Reference(from, named.Room!, Regex.Replace(source.FullName!, "`.*", ""), named.Type.FullName!));
    }

    private static List<Type?> Named(Type type)
    {
        const BindingFlags Declared = BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;
        List<Type?> named = [type.BaseType, .. type.GetInterfaces(), .. type.CustomAttributes.SelectMany(OfAttribute)];
        foreach (var member in type.GetMembers(Declared))
        {
            named.AddRange(OfMember(member));
            named.AddRange(member.CustomAttributes.SelectMany(OfAttribute));
            if (member is MethodBase method)
            {
                named.AddRange(method.GetMethodBody()?.LocalVariables.Select(static variable => variable.LocalType) ?? []);
                named.AddRange(CompiledCode.UsesIn(method).SelectMany(static use => OfMember(use.Member)));
            }
        }

        return named;
    }

    private static IEnumerable<Type?> OfMember(MemberInfo member) => member switch
    {
        Type type => [type],
        FieldInfo field => [field.FieldType, field.DeclaringType],
        PropertyInfo property => [property.PropertyType, property.DeclaringType],
        MethodInfo method => [method.ReturnType, method.DeclaringType, .. method.GetParameters().Select(static part => part.ParameterType), .. method.GetGenericArguments()],
        MethodBase made => [made.DeclaringType, .. made.GetParameters().Select(static part => part.ParameterType)],
        _ => [member.DeclaringType],
    };

    private static IEnumerable<Type?> OfAttribute(CustomAttributeData attribute) =>
        [attribute.AttributeType, .. attribute.ConstructorArguments.Select(static argument => argument.Value as Type)];

    private static IEnumerable<Type> Parts(Type? type) =>
        type is null ? [] : type.HasElementType ? Parts(type.GetElementType()) : type.IsGenericType ? [type, .. type.GetGenericArguments().SelectMany(Parts)] : [type];

    private static Type Outermost(Type type) => type.DeclaringType is { } outer && !type.IsGenericParameter ? Outermost(outer) : type;

    [GeneratedRegex(@"\.Migrations\.")]
    private static partial Regex Generated();

    /// <summary>A room of a project. Core doesn't reference Web, so no circle can span both.</summary>
    private sealed record Room(string Project, string Name)
    {
        public string Group => $"{Project}.{Groups.FirstOrDefault(group => group.Contains(Name))?[0] ?? Name}";

        public static Room? Of(Type type) => type.IsGenericParameter ? null : type.Namespace?.Split('.') switch
        {
            ["Forum", "Core" or "Web", var name, ..] parts => new(parts[1], name),
            ["Forum", "Web"] => new("Web", ""),
            _ => null,
        };
    }

    private sealed record Reference(Room From, Room To, string Source, string Target)
    {
        public override string ToString() => $"{From.Project}/{From.Name} -> {To.Project}/{To.Name}: {Source} names {Target}";
    }
}
