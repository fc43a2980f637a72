using System.Reflection;
using Forum.Core.Data;

namespace Forum.Tests.Support;

/// <summary>The limits that the rooms of the forum declare, found by their fields.</summary>
internal static class DeclaredLimits
{
    public static IReadOnlyList<LimitSetting> All { get; } =
    [
        .. new[] { typeof(ForumDb).Assembly, typeof(Program).Assembly }.SelectMany(static assembly => assembly.GetTypes())
            .SelectMany(static type => type.GetFields(BindingFlags.DeclaredOnly | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(static field => field.FieldType.IsAssignableTo(typeof(LimitSetting)))
            .Select(static field => (LimitSetting)field.GetValue(null)!),
    ];
}
