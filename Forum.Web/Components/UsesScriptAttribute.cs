
namespace Forum.Web.Components;

/// <summary>A page with its own script.</summary>
/// <param name="path">The script's address: <c>js/NAME.js</c>.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class UsesScriptAttribute(string path) : Attribute
{
    /// <summary>The script's address: <c>js/NAME.js</c>.</summary>
    public string Path { get; } = path;
}
