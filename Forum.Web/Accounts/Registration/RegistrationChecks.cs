using System.Globalization;
using System.Security.Cryptography;
using Forum.Core.Accounts.Registration;
using Forum.Core.Data;
using Microsoft.AspNetCore.DataProtection;

namespace Forum.Web.Accounts.Registration;

/// <summary>A submitted registration form.</summary>
/// <param name="Origin">The client's network address.</param>
public sealed record RegistrationAttempt(NewMember Member, IFormCollection Fields, string Origin);

/// <summary>
/// Checks each registration before the account is created, and can refuse it. All registered checks run in order; the
/// first refusal wins. Checks that an extension adds run after the forum's own.
/// </summary>
public interface IRegistrationCheck
{
    /// <summary>Checks one registration.</summary>
    /// <returns>Null when nothing is wrong; otherwise what to tell the person.</returns>
    ValueTask<Refusal?> CheckAsync(RegistrationAttempt attempt);
}

/// <summary>A honeypot: a hidden field that bots fill in.</summary>
public sealed class HoneypotCheck : IRegistrationCheck
{
    /// <summary>The field's name: one that bots recognize.</summary>
    public const string Field = "website";

    private static readonly Refusal Filled = new("A hidden field was filled in. Leave it empty and submit the form again.");

    /// <inheritdoc />
    public ValueTask<Refusal?> CheckAsync(RegistrationAttempt attempt)
    {
        ArgumentNullException.ThrowIfNull(attempt);
        return ValueTask.FromResult(attempt.Fields[Field].ToString().Length > 0 ? Filled : null);
    }
}

/// <summary>
/// Nobody completes the form within the first few seconds. The signed time at which it was shown is part of the form.
/// </summary>
public sealed class FillInTimeCheck(IDataProtectionProvider protection, RateLimits limits, TimeProvider clock) : IRegistrationCheck
{
    /// <summary>The field with the time.</summary>
    public const string Field = "shown";

    internal static readonly LimitSetting Shortest = new("SecondsToRegister", 3, "minimum seconds to fill in the registration form; 0 for none") { Range = (0, 600) };

    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);
    private static readonly Refusal TooQuick = new("That was too fast. Wait a few seconds, then submit the form again.");
    private static readonly Refusal TooOld = new("This page was open for too long. Submit the form again.");
    private readonly IDataProtector _protector = protection.CreateProtector("Forum.Registration.Shown");

    /// <summary>The field's value for a form shown now.</summary>
    public string Now() => _protector.Protect(clock.GetUtcNow().UtcTicks.ToString(CultureInfo.InvariantCulture));

    /// <summary>
    /// The previous value if it's still valid, so that a second try doesn't have to wait again; otherwise a new one.
    /// </summary>
    public string Again(string? value) => ShownAt(value) is { } shown && clock.GetUtcNow() - shown < Longest ? value! : Now();

    /// <inheritdoc />
    public ValueTask<Refusal?> CheckAsync(RegistrationAttempt attempt)
    {
        ArgumentNullException.ThrowIfNull(attempt);
        if (ShownAt(attempt.Fields[Field]) is not { } shown || clock.GetUtcNow() - shown >= Longest)
            return ValueTask.FromResult<Refusal?>(TooOld);
        return ValueTask.FromResult(clock.GetUtcNow() - shown < TimeSpan.FromSeconds(limits.NumberOf(Shortest)) ? TooQuick : null);
    }

    private DateTimeOffset? ShownAt(string? value)
    {
        if (value is not { Length: > 0 and < 1000 })
            return null;
        try
        {
            return new DateTimeOffset(long.Parse(_protector.Unprotect(value), CultureInfo.InvariantCulture), TimeSpan.Zero);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
