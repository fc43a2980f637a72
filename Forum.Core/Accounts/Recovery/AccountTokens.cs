using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Forum.Core.Access;
using Forum.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Accounts.Recovery;

/// <summary>Creates and redeems tokens for links in emails, in the transaction of an act.</summary>
internal static class AccountTokens
{
    private const int Bytes = 32;

    /// <summary>Creates a token and invalidates earlier ones with the same purpose.</summary>
    /// <param name="address">The address that it's sent to.</param>
    /// <returns>The token in the link: 43 letters, digits, - and _.</returns>
    public static async Task<string> MakeAsync(WriteScope scope, Member member, TokenPurpose purpose, string address, TimeSpan lifetime)
    {
        await scope.Db.AccountTokens.Where(token => token.MemberId == member.Id && token.Purpose == purpose).ExecuteDeleteAsync();
        await scope.Db.AccountTokens.Where(token => token.ExpiresAt < scope.Now).ExecuteDeleteAsync();
        var text = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));
        scope.Db.AccountTokens.Add(new AccountToken
        {
            Hash = HashOf(text),
            MemberId = member.Id,
            Purpose = purpose,
            Address = address,
            Stamp = member.SecurityStamp ?? "",
            ExpiresAt = scope.Now + lifetime,
        });
        await scope.Db.SaveChangesAsync();
        return text;
    }

    /// <summary>The member and the address that a token proves; null if it's no longer valid.</summary>
    public static async Task<(Member Member, string Address)?> FindAsync(ForumDb db, string? text, TokenPurpose purpose, DateTimeOffset now)
    {
        if (text is not { Length: > 0 and < 100 })
            return null;
        var hash = HashOf(text);
        var token = await db.AccountTokens.AsNoTracking().FirstOrDefaultAsync(token => token.Hash == hash && token.Purpose == purpose && token.ExpiresAt >= now);
        if (token is null)
            return null;
        var member = await db.Users.FirstOrDefaultAsync(member => member.Id == token.MemberId);
        if (member is null)
            return null;

        // A new password or two-factor setup doesn't change whose mailbox it is. Tokens that open or move an account
        // must end with them.
        return purpose == TokenPurpose.ConfirmAddress || member.SecurityStamp == token.Stamp ? (member, token.Address) : null;
    }

    /// <summary>Redeems a token, so that it can't be used again.</summary>
    public static async Task<(Member Member, string Address)?> TakeAsync(WriteScope scope, string? text, TokenPurpose purpose)
    {
        var found = await FindAsync(scope.Db, text, purpose, scope.Now);
        if (found is not null)
        {
            var hash = HashOf(text!);
            await scope.Db.AccountTokens.Where(token => token.Hash == hash).ExecuteDeleteAsync();
        }

        return found;
    }

    private static string HashOf(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
