using Forum.Core.Access;
using Forum.Core.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Forum.Core.Accounts.Credentials;

/// <summary>
/// Identity's user manager in the transaction of an act: what it writes and what the act writes along with it (an
/// email, say) succeed or fail together. The forum's own rules check names, addresses and passwords first.
/// </summary>
public sealed class IdentityInAct(
    IOptions<IdentityOptions> options, IPasswordHasher<Member> hasher, ILookupNormalizer normalizer, IServiceProvider services, ILogger<UserManager<Member>> log)
{
    /// <summary>A manager that works in this context. Don't dispose of it: the context belongs to the act.</summary>
    internal UserManager<Member> For(ForumDb db) =>
        new(new MemberStore(db), options, hasher, [], [], normalizer, new IdentityErrorDescriber(), services, log);
}
