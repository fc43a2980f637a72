
namespace Forum.Web.Components;

/// <summary>A page with a form that only sends a query: it looks like the others, but needs no token.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class FormStylesAttribute : Attribute;
