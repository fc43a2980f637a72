namespace Forum.Core.Data;

/// <summary>Why an act was refused, in words for the person who asked.</summary>
/// <param name="Text">An English sentence, which is also the key under which a translation is found. Placeholders as in <see cref="string.Format(string, object[])"/>.</param>
/// <param name="Field">The field of the form that the sentence belongs to, or null when it belongs to the whole of it.</param>
/// <param name="Arguments">The values of the placeholders.</param>
public sealed record Refusal(string Text, string? Field = null, params object[] Arguments)
{
    /// <summary>What a stranger and a member without permission are told alike, so that nobody learns what exists.</summary>
    public static readonly Refusal NotFound = new("Not found. It may have been removed, or you may not have access to it.");

    /// <summary>Said to a guest who tries what only members may do.</summary>
    public static readonly Refusal SignInFirst = new("Sign in to do this.");

    /// <summary>Said to a member whose account the staff has locked.</summary>
    public static readonly Refusal LockedOut = new("Your account is locked. Contact the administrators of this forum.");

    /// <summary>Said to a new member whose address is to be confirmed first.</summary>
    public static readonly Refusal ConfirmFirst = new("Confirm your email address first. We've sent you a link.");

    /// <summary>Said to a new member whom no administrator has let in yet.</summary>
    public static readonly Refusal AwaitApproval = new("An administrator reviews each new account. You can take part as soon as yours is approved.");

    /// <summary>Said to a member whose account goes soon, as they have asked.</summary>
    public static readonly Refusal AboutToLeave = new("Your account is scheduled for deletion, as you requested. Until then, you can only read.");

    /// <summary>Said of a link out of a mail that is used up, too old, or none of ours.</summary>
    public static readonly Refusal VoidLink = new("This link has already been used or has expired. Request a new one.");

    /// <summary>Said to a member who may see a thing but not do this to it.</summary>
    public static readonly Refusal NotAllowed = new("You don't have permission to do this.");
}

/// <summary>What an act answers: a value, or the reason why it was refused. A bug is an exception, never an outcome.</summary>
/// <typeparam name="T">What the act yields.</typeparam>
public readonly struct Outcome<T>
{
    private readonly T? _value;

    private Outcome(T? value, Refusal? refusal)
    {
        _value = value;
        Refusal = refusal;
    }

    /// <summary>Why the act was refused; null when it was done.</summary>
    public Refusal? Refusal { get; }

    /// <summary>Whether the act was done.</summary>
    public bool IsDone => Refusal is null;

    /// <summary>What the act yields.</summary>
    /// <exception cref="InvalidOperationException">The act was refused.</exception>
    public T Value => IsDone ? _value! : throw new InvalidOperationException($"The act was refused: {Refusal!.Text}");

    /// <summary>An act that was done.</summary>
    public static implicit operator Outcome<T>(T value) => new(value, null);

    /// <summary>An act that was refused.</summary>
    public static implicit operator Outcome<T>(Refusal refusal) => new(default, refusal);
}

/// <summary>The value of an act that yields nothing but having been done.</summary>
public readonly record struct Done;
