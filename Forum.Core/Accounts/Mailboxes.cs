using System.Globalization;
using System.Text;
using Forum.Core.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Forum.Core.Accounts;

/// <summary>
/// By what names and addresses are looked up. A domain has two spellings, one in letters of any script and one in ASCII (RFC 5890): both are one
/// mailbox, so the ASCII one is looked for.
/// </summary>
public sealed class Mailboxes : ILookupNormalizer
{
    private static readonly IdnMapping Domains = new();

    /// <inheritdoc />
    public string? NormalizeName(string? name) => name?.Normalize().ToUpperInvariant();

    /// <inheritdoc />
    public string? NormalizeEmail(string? email) => email is null ? null : Key(email);

    /// <summary>What all spellings of an address have in common.</summary>
    /// <param name="address">An address, or the domain of one.</param>
    internal static string Key(string address)
    {
        var domain = address.LastIndexOf('@') + 1;
        return (address[..domain].Normalize() + Ascii(address[domain..])).ToUpperInvariant();
    }

    /// <summary>Looks up the members of an older database by their mailbox from now on. Two who have confirmed one mailbox both keep it, and the log says so.</summary>
    /// <param name="db">The database.</param>
    /// <param name="log">Told of two who have confirmed one mailbox.</param>
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
            // No domain at all, which whoever takes the address says; or a part of one that is searched for.
            return domain;
        }
    }
}
