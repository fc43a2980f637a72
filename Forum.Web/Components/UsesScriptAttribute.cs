
namespace Forum.Web.Components;

/// <summary>A page with its own script.</summary>
/// <param name="path">The script's path below <c>wwwroot</c>.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class UsesScriptAttribute(string path) : Attribute
{
    /// <summary>The script's path below <c>wwwroot</c>.</summary>
    public string Path { get; } = path;
}
