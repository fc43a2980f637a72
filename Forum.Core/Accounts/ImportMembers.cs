using Forum.Core.Data;

namespace Forum.Core.Accounts;

/// <summary>A member that an import brings.</summary>
/// <param name="Name">The name that others see.</param>
/// <param name="JoinedAt">When the account was made.</param>
/// <param name="Role">What the member is to the forum.</param>
public sealed record ImportedMember(string Name, string Email, DateTimeOffset JoinedAt, Role Role = Role.Member);

/// <summary>
/// Brings members of another time into the forum, counted as if they had registered here. For whoever runs the program, never for
/// a page. Passes over names and addresses that are taken or not allowed.
/// </summary>
/// <param name="register">Makes the rows.</param>
public sealed class ImportMembers(ForumWriter writer, RegisterMember register)
{
    /// <summary>Adds the members in one transaction.</summary>
    /// <param name="members">The members, in the order of their joining.</param>
    /// <param name="password">The password of all of them; null when nobody is to sign in as one.</param>
    /// <returns>Those who were added, each as a viewer beside what was asked for; or why none was.</returns>
    public async Task<Outcome<IReadOnlyList<(ImportedMember Asked, Viewer Member)>>> RunAsync(
        IReadOnlyList<ImportedMember> members, string? password, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(members);
        if (password is not null && PasswordRules.Refusal(password, null, null) is { } refused)
            return new Refusal(refused, nameof(NewMember.Password));

        // One hash for all: each takes a good part of a tenth of a second, and the password is the same.
        var hash = password is null ? null : register.Hash(password);
        var allowed = members.Where(member => MemberNames.Refusal(member.Name) is null).ToList();
        return await writer.WriteAsync<IReadOnlyList<(ImportedMember, Viewer)>>(
            async scope =>
            {
                var added = new List<(ImportedMember, Viewer)>(allowed.Count);
                foreach (var member in allowed)
                {
                    var row = register.NewRow(new NewMember(member.Name, member.Email, password), hash, member.Role, member.JoinedAt);
                    if ((await RegisterMember.AddAsync(scope, row, cancellation)).IsDone)
                        added.Add((member, new Viewer(row.Id, row.UserName!, row.Role)));
                    scope.Db.ChangeTracker.Clear();
                }

                return added;
            },
            cancellation);
    }
}
