using Microsoft.AspNetCore.Http.Metadata;

namespace Forum.Web.Framework;

/// <summary>A field of a plain form. The framework's own is in its MVC library, of which nothing else is needed.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class FromFormAttribute : Attribute, IFromFormMetadata
{
    /// <summary>The field's name; null for the parameter's name.</summary>
    public string? Name { get; init; }
}

/// <summary>The size limit of a page's forms. The framework's own is in the same library.</summary>
/// <param name="bytes">The maximum size in bytes.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class LargestFormAttribute(long bytes) : Attribute, IRequestSizeLimitMetadata
{
    /// <inheritdoc />
    public long? MaxRequestBodySize => bytes;
}
