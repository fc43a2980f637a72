using Forum.Core.Data;

namespace Forum.Core.Accounts.Recovery;

/// <summary>The limits for emails about an account.</summary>
internal static class AccountMailLimits
{
    /// <summary>Emails that someone requests, with a link to confirm an address or set a password.</summary>
    public static readonly RateLimit Requested = new(
        "AccountMailsPerHour", 5, TimeSpan.FromHours(1), "confirmation and password emails, per account, email address and network address",
        new Refusal("You've requested too many emails. Check your inbox and spam folder, or try again in an hour."));

    /// <summary>
    /// Emails to an address that someone typed and no one has proved to be theirs. Counted separately: otherwise what
    /// remains of the other limit would reveal that someone registered with an address.
    /// </summary>
    public static readonly RateLimit ToStranger = Requested.Apart();
}
