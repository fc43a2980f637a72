using System.Reflection;
using Forum.Core.Access;
using Forum.Core.Chat;
using Forum.Core.Data;
using Forum.Core.Posts;
using Forum.Core.Posts.Reactions;
using Forum.Core.Site;
using Forum.Core.Threads;
using Forum.Tests.Support;

namespace Forum.Tests.Access;

/// <summary>Who can do what, checked in the core itself: a page that forgets to check doesn't let anyone in.</summary>
public class ActPermissionsTests(PermissionForum site) : IClassFixture<PermissionForum>
{
    // Guest, locked-out member, member, author, moderator, administrator.
    private static readonly PermissionTable Acts = new(
        """
        StartThread       | *              | sign-in    locked-out done        done        done        done
        StartThread       | members        | nothing    locked-out done        done        done        done
        StartThread       | staff          | nothing    locked-out nothing     nothing     done        done
        StartThread       | archived       | archived   locked-out archived    archived    archived    archived
        PostReply         | *              | sign-in    locked-out done        done        done        done
        PostReply         | members        | nothing    locked-out done        done        done        done
        PostReply         | staff          | nothing    locked-out nothing     nothing     done        done
        PostReply         | archived       | archived   locked-out archived    archived    archived    archived
        PostReply         | guests         | done       locked-out done        done        done        done
        PostReply         | removed        | nothing    locked-out nothing     nothing     removed     removed
        PostReply         | locked         | sign-in    locked-out locked      locked      done        done
        EditPost          | *              | sign-in    locked-out not-allowed done        not-allowed not-allowed
        EditPost          | members        | nothing    locked-out not-allowed done        not-allowed not-allowed
        EditPost          | staff removed  | nothing    locked-out nothing     nothing     not-allowed not-allowed
        EditPost          | archived       | sign-in    locked-out archived    archived    not-allowed not-allowed
        EditPost          | locked         | sign-in    locked-out locked      locked      not-allowed not-allowed
        RemovePost        | *              | sign-in    locked-out not-allowed done        done        done
        RemovePost        | members        | nothing    locked-out not-allowed done        done        done
        RemovePost        | staff removed  | nothing    locked-out nothing     nothing     done        done
        RemovePost        | archived       | sign-in    locked-out archived    archived    done        done
        RemovePost        | locked         | sign-in    locked-out locked      locked      done        done
        RemovePost.Restore| *              | sign-in    locked-out not-allowed not-allowed done        done
        RemovePost.Restore| members        | nothing    locked-out not-allowed not-allowed done        done
        RemovePost.Restore| staff removed  | nothing    locked-out nothing     nothing     done        done
        RemovePost.Restore| archived       | sign-in    locked-out archived    archived    done        done
        RemovePost.Restore| locked         | sign-in    locked-out locked      locked      done        done
        ReactToPost       | *              | sign-in    locked-out done        own         done        done
        ReactToPost       | members        | nothing    locked-out done        own         done        done
        ReactToPost       | staff removed  | nothing    locked-out nothing     nothing     done        done
        ReactToPost       | archived       | sign-in    locked-out archived    archived    done        done
        ReactToPost       | locked         | sign-in    locked-out locked      locked      done        done
        ModerateThread    | *              | sign-in    locked-out not-allowed not-allowed done        done
        ModerateThread    | members        | nothing    locked-out not-allowed not-allowed done        done
        ModerateThread    | staff removed  | nothing    locked-out nothing     nothing     done        done
        PostChatMessage         | *              | sign-in    locked-out done        done        done        done
        PostChatMessage         | members        | nothing    locked-out done        done        done        done
        PostChatMessage         | staff          | nothing    locked-out nothing     nothing     done        done
        PostChatMessage         | archived       | nothing    locked-out nothing     nothing     nothing     nothing
        RemoveChatMessage | *              | sign-in    locked-out not-allowed done        done        done
        RemoveChatMessage | members        | nothing    locked-out not-allowed done        done        done
        RemoveChatMessage | staff          | nothing    locked-out nothing     nothing     done        done
        RemoveChatMessage.Restore | *       | sign-in    locked-out not-allowed not-allowed done        done
        RemoveChatMessage.Restore | members | nothing    locked-out not-allowed not-allowed done        done
        RemoveChatMessage.Restore | staff   | nothing    locked-out nothing     nothing     done        done
        ChangeForumSettings | *            | nothing    locked-out nothing     nothing     nothing     done
        ChangeSitePage    | *              | nothing    locked-out nothing     nothing     nothing     done
        FirstSteps.ShowAsync | *           | nothing    locked-out nothing     nothing     nothing     done
        """);

    // Act: why it's in no table.
    private static readonly Dictionary<string, string> Elsewhere = new()
    {
        ["ArrangeBoards.ArchiveAsync"] = "ArrangeBoardsTests",
        ["ArrangeBoards.MoveAsync"] = "ArrangeBoardsTests",
        ["ArrangeBoards.SaveBoardAsync"] = "ArrangeBoardsTests",
        ["ArrangeBoards.SaveCategoryAsync"] = "ArrangeBoardsTests",
        ["ArrangeChatRooms.ArchiveAsync"] = "ArrangeChatRoomsTests",
        ["ArrangeChatRooms.MoveAsync"] = "ArrangeChatRoomsTests",
        ["ArrangeChatRooms.SaveAsync"] = "ArrangeChatRoomsTests",
        ["ChangeAddress.AgreeAsync"] = "for anyone who has the link",
        ["ChangeMailPreferences.UnsubscribeAsync"] = "for anyone who has the link",
        ["ChangeMemberStatus.SetLockedAsync"] = "ChangeMemberStatusTests",
        ["ChangeMemberStatus.SetRoleAsync"] = "ChangeMemberStatusTests",
        ["ConfirmAddress.RunAsync"] = "for anyone who has the link",
        ["DeleteMember.RunAsync"] = "for a worker",
        ["DeleteMember.RunUnconfirmedAsync"] = "for a worker",
        ["ImportChat.RunAsync"] = "for a command",
        ["ImportMembers.RunAsync"] = "for a command",
        ["ImportPosts.RenderAsync"] = "for a command",
        ["ImportPosts.WriteAsync"] = "for a command",
        ["MailQueue.FailedAsync"] = "for a worker",
        ["MailQueue.SentAsync"] = "for a worker",
        ["MyViewHistory.ClearAsync"] = "ViewHistoryTests",
        ["MyViewHistory.SwitchAsync"] = "ViewHistoryTests",
        ["PasswordCheck.RunAsync"] = "changes nothing: other acts check it first",
        ["RegisterMember.RunAsync"] = "before there's a member",
        ["ResetPassword.AskAsync"] = "before anyone is signed in",
        ["ResetPassword.RunAsync"] = "for anyone who has the link",
        ["SetUpForum.RunAsync"] = "before there's a member",
        ["TwoFactor.CodeUsedAsync"] = "for the sign-in",
    };

    [Fact]
    public Task Every_act_is_done_for_those_who_may_and_refused_to_the_others_with_the_right_reason() => site.HoldsAsync(Acts, TryAsync, PlacesOf);

    [Fact]
    public void Every_act_of_the_core_is_in_a_table()
    {
        // Excludes reads that can be refused, and the writer itself.
        var acts = typeof(Viewer).Assembly.GetExportedTypes().Where(type => type.IsClass && !type.Name.EndsWith("Queries", StringComparison.Ordinal) && type.Namespace != typeof(ForumWriter).Namespace)
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)).Where(PermissionCheck.IsAct)
            .Select(method => $"{method.DeclaringType!.Name}.{method.Name}").Distinct();
        var tables = PermissionTable.InTests().SelectMany(table => table.Things).Where(what => char.IsUpper(what[0])).Select(FullName);

        Assert.Equal(tables.Concat(Elsewhere.Keys).Order(StringComparer.Ordinal), acts.Order(StringComparer.Ordinal));
    }

    // A class name alone means its RunAsync.
    private static string FullName(string what) => what.EndsWith("Async", StringComparison.Ordinal) ? what : what.Contains('.', StringComparison.Ordinal) ? $"{what}Async" : $"{what}.RunAsync";

    private static IEnumerable<PlaceKind> PlacesOf(string what) => what switch
    {
        "ChangeForumSettings" or "ChangeSitePage" or "FirstSteps.ShowAsync" => [PlaceKind.Public],
        "StartThread" => PermissionForum.BoardPlaces,
        "PostChatMessage" or "RemoveChatMessage" or "RemoveChatMessage.Restore" => PermissionForum.RoomPlaces,
        _ => PermissionForum.Places,
    };

    private async Task<IReadOnlyList<Refusal?>> TryAsync(string what, PlaceKind where, Viewer viewer)
    {
        var forum = site.Forum;
        switch (what)
        {
            case "PostChatMessage":
                return [(await forum.Get<PostChatMessage>().RunAsync(viewer, new NewChatMessage(await site.RoomAsync(where), "Hello", Guid.NewGuid()))).Refusal];
            case "RemoveChatMessage":
                return [(await forum.Get<RemoveChatMessage>().RunAsync(viewer, await site.MessageAsync(where))).Refusal];
            case "RemoveChatMessage.Restore":
                var messageId = await site.MessageAsync(where);
                Assert.True((await forum.Get<RemoveChatMessage>().RunAsync(forum.Mona, messageId)).IsDone);
                return [(await forum.Get<RemoveChatMessage>().RestoreAsync(viewer, messageId)).Refusal];
            case "ChangeForumSettings":
                return [(await forum.Get<ChangeForumSettings>().RunAsync(viewer, new ForumSettingsForm("Another name", "Another sentence."))).Refusal];
            case "ChangeSitePage":
                return [(await forum.Get<ChangeSitePage>().RunAsync(viewer, new SitePageForm(SitePageKind.About, "All about us.", 0))).Refusal];
            case "FirstSteps.ShowAsync":
                return [(await forum.Get<FirstSteps>().ShowAsync(viewer, isShown: false)).Refusal];
        }

        var place = await site.MakeAsync(where);
        switch (what)
        {
            case "StartThread":
                return [(await forum.StartAsync(viewer, place.BoardId, "A title")).Refusal];
            case "PostReply":
                return [(await forum.ReplyAsync(viewer, place.ThreadId, "A text")).Refusal];
            case "EditPost":
                return [(await forum.Get<EditPost>().RunAsync(viewer, new PostEdit(place.PostId, "A text", null, null))).Refusal];
            case "ReactToPost":
                return [(await forum.Get<ReactToPost>().RunAsync(viewer, place.PostId, ReactionKind.Like)).Refusal];
            case "RemovePost":
                return [(await forum.RemoveAsync(viewer, place.PostId)).Refusal];
            case "RemovePost.Restore":
                Assert.True((await forum.RemoveAsync(forum.Mona, place.PostId)).IsDone);
                return [(await forum.RestoreAsync(viewer, place.PostId)).Refusal];
            default:
                var refusals = new List<Refusal?>();
                foreach (var act in Enum.GetValues<ThreadModeration>())
                    refusals.Add((await forum.ModerateAsync(viewer, (await site.MakeAsync(where)).ThreadId, act)).Refusal);
                return refusals;
        }
    }
}
