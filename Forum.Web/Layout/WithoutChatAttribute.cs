namespace Forum.Web.Layout;

/// <summary>A page that is better without the chat at its side: forms for signing in, setting up and the like.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class WithoutChatAttribute : Attribute;
