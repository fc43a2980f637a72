using System.Globalization;
using System.Text;
using Forum.Core.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

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

    /// <summary>
    /// Updates the lookup keys of an older database to mailboxes. If two members confirmed the same mailbox, both keep
    /// it and a warning is logged.
    /// </summary>
    public static async Task BringUpToDateAsync(ForumDb db, ILogger log, CancellationToken cancellation)
    {
        var old = new List<(int Id, string Key)>();
        await foreach (var member in db.Users.Where(member => member.NormalizedEmail != null).Select(member => new { member.Id, Email = member.NormalizedEmail! }).AsAsyncEnumerable().WithCancellation(cancellation))
        {
            if (Key(member.Email) is var key && key != member.Email)
                old.Add((member.Id, key));
        }

        foreach (var (id, key) in old)
        {
            var other = await db.Users.Where(member => member.NormalizedEmail == key && member.EmailConfirmed && member.Id != id).Select(member => (int?)member.Id).FirstOrDefaultAsync(cancellation);
            if (other is not null && await db.Users.AnyAsync(member => member.Id == id && member.EmailConfirmed, cancellation))
                log.LogWarning("Members {First} and {Second} confirmed the same mailbox; until one of them changes it, the second can sign in only by username", other, id);
            else
                await db.Users.Where(member => member.Id == id).ExecuteUpdateAsync(set => set.SetProperty(member => member.NormalizedEmail, key), cancellation);
        }
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
