using System.Globalization;
using System.Security.Cryptography;
using Forum.Core.Accounts;
using Forum.Core.Data;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;

namespace Forum.Web.Accounts.Registration;

/// <summary>A form for an account as it came in.</summary>
/// <param name="Fields">All its fields.</param>
/// <param name="Origin">The network address that it came from.</param>
public sealed record RegistrationAttempt(NewMember Member, IFormCollection Fields, string Origin);

/// <summary>
/// Looks at each registration before the account is made, and may refuse it. All that are registered are asked, in their order;
/// the first refusal counts. What an extension adds to the services is asked after those of the forum.
/// </summary>
public interface IRegistrationCheck
{
    /// <summary>Looks at one.</summary>
    /// <param name="attempt">What came in.</param>
    /// <returns>Null when nothing speaks against it; otherwise what to tell the person.</returns>
    ValueTask<Refusal?> CheckAsync(RegistrationAttempt attempt);
}

/// <summary>A field that nobody sees and programs fill in.</summary>
public sealed class HoneypotCheck : IRegistrationCheck
{
    /// <summary>The field's name: one that such programs know.</summary>
    public const string Field = "website";

    private static readonly Refusal Filled = new("A hidden field was filled in. Leave it empty and submit the form again.");

    /// <inheritdoc />
    public ValueTask<Refusal?> CheckAsync(RegistrationAttempt attempt)
    {
        ArgumentNullException.ThrowIfNull(attempt);
        return ValueTask.FromResult(attempt.Fields[Field].ToString().Length > 0 ? Filled : null);
    }
}

/// <summary>Nobody fills the form in within the first seconds. The time at which it was shown goes along, signed.</summary>
public sealed class FillInTimeCheck(IDataProtectionProvider protection, IOptions<LimitOptions> limits, TimeProvider clock) : IRegistrationCheck
{
    /// <summary>The field that carries the time.</summary>
    public const string Field = "shown";

    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);
    private static readonly Refusal TooQuick = new("That was too fast. Wait a few seconds, then submit the form again.");
    private static readonly Refusal TooOld = new("This page was open for too long. Submit the form again.");
    private readonly IDataProtector _protector = protection.CreateProtector("Forum.Registration.Shown");

    /// <summary>The field's value for a form that is shown now.</summary>
    public string Now() => _protector.Protect(clock.GetUtcNow().UtcTicks.ToString(CultureInfo.InvariantCulture));

    /// <summary>The value of before where it can still be used, so that a second try does not have to wait again; otherwise a new one.</summary>
    public string Again(string? value) => ShownAt(value) is { } shown && clock.GetUtcNow() - shown < Longest ? value! : Now();

    /// <inheritdoc />
    public ValueTask<Refusal?> CheckAsync(RegistrationAttempt attempt)
    {
        ArgumentNullException.ThrowIfNull(attempt);
        if (ShownAt(attempt.Fields[Field]) is not { } shown || clock.GetUtcNow() - shown >= Longest)
            return ValueTask.FromResult<Refusal?>(TooOld);
        return ValueTask.FromResult(clock.GetUtcNow() - shown < TimeSpan.FromSeconds(limits.Value.SecondsToRegister) ? TooQuick : null);
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
