using System.Security.Cryptography;
using Forum.Core.Access;
using Microsoft.AspNetCore.DataProtection;

namespace Forum.Web.Accounts.Settings;

/// <summary>
/// The secret of an authenticator app between the page that shows it and the form that sends it back: signed and
/// encrypted for this member in this session, valid for 15 minutes.
/// </summary>
public sealed class ShownSecrets(IDataProtectionProvider protection)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    /// <summary>The value in the form.</summary>
    public string Hide(Viewer viewer, string secret) => Protector(viewer).Protect(secret, Lifetime);

    /// <summary>The secret; null when it's too old, was shown to someone else, or isn't valid.</summary>
    public string? Reveal(Viewer viewer, string? hidden)
    {
        if (hidden is not { Length: > 0 and < 2000 })
            return null;
        try
        {
            return Protector(viewer).Unprotect(hidden);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private ITimeLimitedDataProtector Protector(Viewer viewer) =>
        protection.CreateProtector("Forum.Accounts.Secret", $"{viewer.MemberId} {viewer.SessionId}").ToTimeLimitedDataProtector();
}
