using Microsoft.AspNetCore.Http.Metadata;

namespace Forum.Web.Hosting;

/// <summary>A field of a plain form. The framework's own stands in its library of controllers, of which nothing else is needed.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class FromFormAttribute : Attribute, IFromFormMetadata
{
    /// <summary>The field's name; null for the parameter's.</summary>
    public string? Name { get; init; }
}

/// <summary>How large a page's forms may be. The framework's own stands in the same library.</summary>
/// <param name="bytes">The most bytes.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class LargestFormAttribute(long bytes) : Attribute, IRequestSizeLimitMetadata
{
    /// <inheritdoc />
    public long? MaxRequestBodySize => bytes;
}
