using Forum.Core.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Forum.Core.Accounts.SigningIn;

/// <summary>
/// Identity's manager of members in the transaction of an act: what it writes and what the act writes beside it (a mail, say) stands
/// or falls together. Names, addresses and passwords are checked by the forum's own rules before.
/// </summary>
/// <param name="options">How Identity is set up.</param>
/// <param name="hasher">Hashes.</param>
/// <param name="normalizer">Its form for look-ups.</param>
/// <param name="services">Where it finds its makers of tokens.</param>
/// <param name="log">Where it tells what it does.</param>
public sealed class IdentityInAct(
    IOptions<IdentityOptions> options, IPasswordHasher<Member> hasher, ILookupNormalizer normalizer, IServiceProvider services, ILogger<UserManager<Member>> log)
{
    /// <summary>A manager that works in this context. Not to be disposed of: the context is the act's.</summary>
    internal UserManager<Member> For(ForumDb db) =>
        new(new MemberStore(db), options, hasher, [], [], normalizer, new IdentityErrorDescriber(), services, log);
}
