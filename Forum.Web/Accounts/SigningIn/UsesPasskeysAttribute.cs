namespace Forum.Web.Accounts.SigningIn;

/// <summary>A page with a form for a passkey: the script that asks the browser goes along.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class UsesPasskeysAttribute : Attribute;
