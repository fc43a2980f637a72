using Forum.Core.Access;
using Forum.Core.Chat;
using Forum.Core.Data;
using Forum.Core.Posts;
using Forum.Core.Posts.Reactions;
using Forum.Core.Site;
using Forum.Core.Threads;
using Forum.Tests.Support;

namespace Forum.Tests.Access;

/// <summary>Who may do what, asked of the core itself: a page that forgets to ask is no way in.</summary>
public class ActPermissionsTests(PermissionForum site) : IClassFixture<PermissionForum>
{
    // Guest, locked out, member, author, moderator, administrator.
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
        RenameForum       | *              | nothing    locked-out nothing     nothing     nothing     done
        """);

    // Of administrators alone, before there is a member, of a command or of a worker: each has tests of its own. And what is done to
    // accounts and mails, wherever it stands: AccountPermissionsTests and its neighbours ask that of everybody.
    private static readonly string[] ActsElsewhere =
    [
        "ApproveMember", "ArrangeBoards", "ArrangeChatRooms", "BlockMember", "ChangeAccountSettings", "ChangeAddress", "ChangeAvatar", "ChangePreferences", "ChangeName", "ChangePassword", "ChangePrivacy", "ChangeProfile",
        "ChangeMemberStatus", "ChangeMailPreferences", "ConfirmAddress", "DataExports", "DeleteMember", "FollowMember", "IgnoreBoard", "ImportChat", "ImportMembers", "ImportPosts", "Invitations", "RequestAccountDeletion", "LinkedAccounts", "MailAdministration", "MailQueue", "MyNotifications", "MyViewHistory", "ChangeNotificationPreferences",
        "Passkeys", "RegisterMember", "ResetPassword", "SetUpForum", "SignInSessions", "TwoFactor", "WatchBoard", "WatchThread",
    ];

    [Fact]
    public Task Every_act_is_done_for_those_who_may_and_refused_to_the_others_with_the_right_reason() => site.HoldsAsync(Acts, TryAsync, PlacesOf);

    [Fact]
    public void Every_act_of_the_core_is_in_the_table()
    {
        var acts = typeof(Viewer).Assembly.GetExportedTypes()
            .Where(type => type.GetConstructors().Any(made => made.GetParameters().Any(part => part.ParameterType == typeof(ForumWriter))))
            .Where(type => type.GetMethods().Any(PermissionCheck.IsAct))
            .Select(type => type.Name);

        Assert.Equal(Acts.Things.Select(what => what.Split('.')[0]).Concat(ActsElsewhere).ToHashSet().Order(), acts.Order());
    }

    private static IEnumerable<PlaceKind> PlacesOf(string what) => what switch
    {
        "RenameForum" => [PlaceKind.Public],
        "StartThread" => PermissionForum.BoardPlaces,
        "PostChatMessage" or "RemoveChatMessage" => PermissionForum.RoomPlaces,
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
            case "RenameForum":
                return [(await forum.Get<RenameForum>().RunAsync(viewer, "Another name")).Refusal];
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
