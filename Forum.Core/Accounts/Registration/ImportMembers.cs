using Forum.Core.Access;
using Forum.Core.Data;
using Forum.Core.Text;


namespace Forum.Core.Accounts.Registration;

/// <summary>A member to import.</summary>
public sealed record ImportedMember(string Name, string Email, DateTimeOffset JoinedAt, Role Role = Role.Member);

/// <summary>Members were imported. Their rows and counters are written.</summary>
/// <param name="JoinedAt">When each of them joined.</param>
public sealed record MembersImported(IReadOnlyList<DateTimeOffset> JoinedAt);

/// <summary>
/// Imports members and counts them as if they had registered here. For the command line, never for a page. Skips names
/// and addresses that are taken or not allowed.
/// </summary>
[ReliesOnSingleWriter("compares with current and former names, which no index spans")]
public sealed class ImportMembers(ForumWriter writer, RegisterMember register)
{
    /// <summary>Adds the members in one transaction.</summary>
    /// <param name="members">The members, in the order they joined.</param>
    /// <param name="password">One password for all of them; null if none of them should be able to sign in.</param>
    /// <returns>The members that were added, each as a viewer along with the request; or a refusal.</returns>
    public async Task<Outcome<IReadOnlyList<(ImportedMember Asked, Viewer Member)>>> RunAsync(
        IReadOnlyList<ImportedMember> members, string? password, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(members);
        if (password is not null && PasswordRules.Refusal(password, null, null) is { } refused)
            return new Refusal(refused, nameof(NewMember.Password));

        // One hash for all: a hash takes a good part of a tenth of a second, and the password is the same.
        var hash = password is null ? null : register.Hash(password);
        var allowed = members.Where(member => MemberNames.Refusal(member.Name) is null).ToList();
        return await writer.WriteAsync<IReadOnlyList<(ImportedMember, Viewer)>>(
            async scope =>
            {
                var added = new List<(ImportedMember, Viewer)>(allowed.Count);
                foreach (var member in allowed)
                {
                    var row = register.NewRow(new NewMember(member.Name, member.Email, password), hash, member.Role, member.JoinedAt);
                    if ((await RegisterMember.AddAsync(scope, row, cancellation, isImported: true)).IsDone)
                        added.Add((member, new Viewer(row.Id, row.UserName!, row.Role)));
                    scope.Db.ChangeTracker.Clear();
                }

                await scope.RaiseFactAsync(new MembersImported([.. added.Select(static member => member.Item1.JoinedAt)]), cancellation);
                return added;
            },
            cancellation);
    }
}
