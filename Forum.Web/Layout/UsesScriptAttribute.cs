namespace Forum.Web.Layout;

/// <summary>A page that brings a script of its own along.</summary>
/// <param name="path">The script, below <c>wwwroot</c>.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class UsesScriptAttribute(string path) : Attribute
{
    /// <summary>The script, below <c>wwwroot</c>.</summary>
    public string Path { get; } = path;
}
