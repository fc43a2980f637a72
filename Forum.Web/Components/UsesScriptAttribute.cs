
namespace Forum.Web.Components;

/// <summary>A page with scripts of its own.</summary>
/// <param name="paths">The scripts' addresses: <c>js/NAME.js</c>.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class UsesScriptAttribute(params string[] paths) : Attribute
{
    /// <summary>The scripts' addresses: <c>js/NAME.js</c>.</summary>
    public IReadOnlyList<string> Paths { get; } = paths;
}
