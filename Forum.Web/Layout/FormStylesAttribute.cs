namespace Forum.Web.Layout;

/// <summary>A page with a form that only asks: it looks like the others, and needs no token.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class FormStylesAttribute : Attribute;
