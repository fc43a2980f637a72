
namespace Forum.Core.Data;

/// <summary>Why an act was refused, in words for the user.</summary>
/// <param name="Text">An English sentence, which is also its translation key. Placeholders as in
/// <see cref="string.Format(string, object[])"/>.</param>
/// <param name="Field">The form field that it's about; null for the whole form.</param>
/// <param name="Arguments">The placeholder values.</param>
public sealed record Refusal(string Text, string? Field = null, params object[] Arguments)
{
    /// <summary>
    /// The same answer for strangers and for members without permission, so that it doesn't reveal what exists.
    /// </summary>
    public static readonly Refusal NotFound = new("Not found. It may have been removed, or you may not have access to it.");

    /// <summary>For a guest who tries something that only members can do.</summary>
    public static readonly Refusal SignInFirst = new("Sign in to do this.");

    /// <summary>For a member whose account is locked by staff.</summary>
    public static readonly Refusal LockedOut = new("Your account is locked. Contact an administrator.");

    /// <summary>For a new member who has to confirm their address first.</summary>
    public static readonly Refusal ConfirmFirst = new("Confirm your email address first. We've sent you a link.");

    /// <summary>For a new member who isn't approved yet.</summary>
    public static readonly Refusal AwaitApproval = new("An administrator reviews each new account. You can post as soon as yours is approved.");

    /// <summary>For a member whose account is about to be deleted at their request.</summary>
    public static readonly Refusal AboutToLeave = new("Your account is scheduled for deletion. It's read-only until then.");

    /// <summary>For a link from an email that is used, expired or invalid.</summary>
    public static readonly Refusal VoidLink = new("This link has already been used or has expired. Request a new one.");

    /// <summary>For a member who can see something but isn't allowed to do this.</summary>
    public static readonly Refusal NotAllowed = new("You don't have permission to do this.");
}

/// <summary>The result of an act: a value, or the reason for a refusal. A bug is an exception, never an outcome.</summary>
/// <typeparam name="T">The act's result.</typeparam>
public readonly struct Outcome<T>
{
    private readonly T? _value;

    private Outcome(T? value, Refusal? refusal)
    {
        _value = value;
        Refusal = refusal;
    }

    /// <summary>Why the act was refused; null if it succeeded.</summary>
    public Refusal? Refusal { get; }

    /// <summary>Whether the act succeeded.</summary>
    public bool IsDone => Refusal is null;

    /// <summary>The act's result.</summary>
    /// <exception cref="InvalidOperationException">The act was refused.</exception>
    public T Value => IsDone ? _value! : throw new InvalidOperationException($"The act was refused: {Refusal!.Text}");

    /// <summary>A successful act.</summary>
    public static implicit operator Outcome<T>(T value) => new(value, null);

    /// <summary>A refused act.</summary>
    public static implicit operator Outcome<T>(Refusal refusal) => new(default, refusal);
}

/// <summary>The result of an act that returns no value.</summary>
public readonly record struct Done;
