using Forum.Core.Access;
using Forum.Core.Accounts.Registration;
using Forum.Core.Data;
using Forum.Core.Text;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Site;

/// <summary>The setup form.</summary>
/// <param name="ForumName">The forum's name, up to <see cref="ForumState.MaxNameLength"/> characters.</param>
/// <param name="Administrator">The first administrator's account.</param>
/// <param name="AddExampleBoards">Whether to create some example boards.</param>
public sealed record ForumSetup(string? ForumName, NewMember Administrator, bool AddExampleBoards);

/// <summary>The forum is being set up: rooms create what a new forum starts with.</summary>
/// <param name="WithExamples">Whether the administrator wants examples.</param>
public sealed record ForumFounded(bool WithExamples);

/// <summary>
/// Sets up a new forum: its name, the first administrator and what other rooms start with, in one transaction. Refused as soon as there is an administrator, however many people try at once.
/// </summary>
[ReliesOnSingleWriter("checks that there is no administrator yet")]
public sealed class SetUpForum(ForumWriter writer, RegisterMember register)
{
    private static readonly Refusal TooLate = new("This forum is already set up. Sign in instead.");

    /// <summary>Sets up the forum.</summary>
    /// <returns>The administrator, or a refusal.</returns>
    public async Task<Outcome<Viewer>> RunAsync(ForumSetup setup, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(setup);
        var name = WritingRules.CleanTitle(setup.ForumName);
        if ((CheckName(name) ?? RegisterMember.Check(setup.Administrator, mayBeReserved: true)) is { } refusal)
            return refusal;

        var prepare = register.Prepare(setup.Administrator, Role.Administrator);
        return await writer.WriteAsync<Viewer>(
            async scope =>
            {
                if (await Administrators.ExistAsync(scope.Db, cancellation))
                    return TooLate;

                var state = await scope.Db.State.FirstOrDefaultAsync(cancellation)
                    ?? scope.Db.State.Add(new ForumState { Name = name, FoundedAt = scope.Now }).Entity;
                state.Name = name;
                await scope.Db.SaveChangesAsync(cancellation);

                var added = await RegisterMember.AddAsync(scope, prepare(scope.Now), cancellation);
                if (!added.IsDone)
                    return added.Refusal!;
                await scope.RaiseFactAsync(new ForumFounded(setup.AddExampleBoards), cancellation);
                scope.Raise(new ForumRenamed());
                return new Viewer(added.Value.Id, added.Value.UserName!, Role.Administrator);
            },
            cancellation);
    }

    internal static Refusal? CheckName(string name) => !ShownText.IsVisible(name) || ShownText.IsLongerThan(name, ForumState.MaxNameLength)
        ? new Refusal("The forum name must be 1 to {0} characters long.", nameof(ForumSetup.ForumName), ForumState.MaxNameLength)
        : null;
}
