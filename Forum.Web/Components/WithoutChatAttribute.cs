
namespace Forum.Web.Components;

/// <summary>A page without the chat next to it: sign-in, setup and similar forms.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class WithoutChatAttribute : Attribute;
