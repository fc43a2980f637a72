using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Caching.Memory;

namespace Forum.Web.Accounts;

/// <summary>
/// Caches decrypted cookies: the same text always decrypts to the same ticket. Expiry, security stamp and the member's
/// status are still checked on every request; only the decryption is skipped.
/// </summary>
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

        // Each request gets its own copy, so changes aren't visible to others.
        return ticket!.Clone();
    }

    /// <inheritdoc />
    public void Dispose() => _tickets.Dispose();
}
