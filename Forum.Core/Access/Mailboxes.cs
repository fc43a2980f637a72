using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Identity;

namespace Forum.Core.Access;

/// <summary>
/// Normalizes names and addresses for lookups. A domain has two spellings, one in letters of any script and one in
/// ASCII (RFC 5890). Both are the same mailbox, so lookups use ASCII.
/// </summary>
public sealed class Mailboxes : ILookupNormalizer
{
    private static readonly IdnMapping Domains = new();

    /// <inheritdoc />
    public string? NormalizeName(string? name) => name?.Normalize().ToUpperInvariant();

    /// <inheritdoc />
    public string? NormalizeEmail(string? email) => email is null ? null : Key(email);

    /// <summary>The common form of all spellings of an address.</summary>
    /// <param name="address">An address, or the domain of one.</param>
    internal static string Key(string address)
    {
        var domain = address.LastIndexOf('@') + 1;
        return (address[..domain].Normalize() + Ascii(address[domain..])).ToUpperInvariant();
    }

    private static string Ascii(string domain)
    {
        try
        {
            return domain.Length == 0 ? "" : Domains.GetAscii(domain.Normalize(NormalizationForm.FormKC).ToLowerInvariant());
        }
        catch (ArgumentException)
        {
            // Not a valid domain, which the caller reports; or part of one, from a search.
            return domain;
        }
    }
}
