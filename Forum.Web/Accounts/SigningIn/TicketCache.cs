using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Caching.Memory;

namespace Forum.Web.Accounts.SigningIn;

/// <summary>
/// Remembers for a while what a cookie says once it is decrypted: the same text always says the same. Whether it is still valid is
/// asked each time as before, by its expiry, its stamp and the member's standing; only the decryption is spared.
/// </summary>
/// <param name="format">Encrypts and decrypts.</param>
public sealed class TicketCache(ISecureDataFormat<AuthenticationTicket> format) : ISecureDataFormat<AuthenticationTicket>, IDisposable
{
    private const int Most = 5000;
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(5);
    private readonly MemoryCache _tickets = new(new MemoryCacheOptions { SizeLimit = Most });

    /// <inheritdoc />
    public string Protect(AuthenticationTicket data) => format.Protect(data);

    /// <inheritdoc />
    public string Protect(AuthenticationTicket data, string? purpose) => format.Protect(data, purpose);

    /// <inheritdoc />
    public AuthenticationTicket? Unprotect(string? protectedText) => Unprotect(protectedText, null);

    /// <inheritdoc />
    public AuthenticationTicket? Unprotect(string? protectedText, string? purpose)
    {
        if (protectedText is null)
            return null;
        if (!_tickets.TryGetValue((protectedText, purpose), out AuthenticationTicket? ticket))
        {
            ticket = format.Unprotect(protectedText, purpose);
            if (ticket is null)
                return null;
            _tickets.Set((protectedText, purpose), ticket, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Kept });
        }

        // Each request has its own: what is done to one is not seen by the others.
        return ticket!.Clone();
    }

    /// <inheritdoc />
    public void Dispose() => _tickets.Dispose();
}
