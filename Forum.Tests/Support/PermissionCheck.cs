using System.Reflection;
using Forum.Core.Access;
using Forum.Core.Accounts;
using Forum.Core.Data;

namespace Forum.Tests.Support;

/// <summary>Tries what a permission table lists, as each of the six roles, and compares the refusals.</summary>
internal static class PermissionCheck
{
    /// <summary>Fails with every cell that differs from the table.</summary>
    /// <param name="tryAsync">Tries an action in a kind of place; may try it several times.</param>
    /// <param name="placesOf">Where to try an action; in public places if null.</param>
    public static async Task HoldsAsync(
        this PermissionForum site, PermissionTable table, Func<string, PlaceKind, Viewer, Task<IReadOnlyList<Refusal?>>> tryAsync, Func<string, IEnumerable<PlaceKind>>? placesOf = null)
    {
        var wrong = new List<string>();
        foreach (var (what, where) in table.Things.SelectMany(what => (placesOf?.Invoke(what) ?? [PlaceKind.Public]).Select(where => (what, where))))
        {
            foreach (var ((name, viewer, _), expected) in site.Everybody.Zip(table.Row(what, where)))
            {
                foreach (var refusal in await tryAsync(what, where, viewer))
                {
                    if (NameOf(refusal) is var said && said != expected)
                        wrong.Add($"{what} on {where} as {name}: {said} instead of {expected}");
                }
            }
        }

        PermissionTable.IsHeld(wrong);
    }

    /// <summary>Fails for actions that a locked-out member can't do, if a page that was opened before the lock still can.</summary>
    public static async Task LockCountsAsync(this PermissionForum site, PermissionTable table, Func<string, Viewer, Task<Refusal?>> tryAsync)
    {
        foreach (var what in table.Things.Where(what => table.Row(what, PlaceKind.Public)[1] == "locked-out"))
        {
            var before = await site.Forum.MemberAsync();
            await site.Forum.Get<ChangeMemberStatus>().SetLockedAsync(site.Forum.Ada, before.MemberId!.Value, locked: true);

            Assert.Equal((what, "locked-out"), (what, NameOf(await tryAsync(what, before))));
        }
    }

    /// <summary>Someone new of the same standing: with another name or password, the cast would be lost to the other tests.</summary>
    public static async Task<Viewer> OneMoreAsync(this PermissionForum site, Viewer like)
    {
        if (like.MemberId is null)
            return like;
        var (forum, member) = (site.Forum, await site.Forum.MemberAsync());
        if (like.IsModerator)
            await forum.Get<ChangeMemberStatus>().SetRoleAsync(forum.Ada, member.MemberId!.Value, like.Role);
        if (like.Hold == AccountHold.LockedOut)
            await forum.Get<ChangeMemberStatus>().SetLockedAsync(forum.Ada, member.MemberId!.Value, locked: true);
        return await forum.Cast.NowAsync(member);
    }

    /// <summary>A refusal as the tables write it.</summary>
    public static string NameOf(Refusal? refusal) => refusal switch
    {
        null => "done",
        _ when refusal == Refusal.NotFound => "nothing",
        _ when refusal == Refusal.SignInFirst || refusal.Text.StartsWith("Sign in", StringComparison.Ordinal) => "sign-in",
        _ when refusal == Refusal.LockedOut => "locked-out",
        _ when refusal == Refusal.NotAllowed => "not-allowed",
        { Text: "Two-factor authentication is off." } => "not-on",
        { Text: var text } when text.Contains("archived", StringComparison.Ordinal) => "archived",
        { Text: var text } when text.Contains("thread is locked", StringComparison.Ordinal) => "locked",
        { Text: var text } when text.Contains("thread has been removed", StringComparison.Ordinal) => "removed",
        { Text: var text } when text.Contains("your own", StringComparison.Ordinal) => "own",
        { Text: var text } => text,
    };

    /// <summary>Whether a method is an act: it answers with an outcome.</summary>
    public static bool IsAct(MethodInfo method) => method.ReturnType is { IsGenericType: true } task
        && task.GetGenericArguments()[0] is { IsGenericType: true } outcome
        && outcome.GetGenericTypeDefinition() == typeof(Outcome<>);
}
