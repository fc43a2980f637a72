using Forum.Tests.Support;


namespace Forum.Tests.Access;

/// <summary>Who gets what at every address. The administration's addresses have their own tests.</summary>
internal static class RouteTables
{
    // Guest, locked-out member, member, author, moderator, administrator. The status; anything the viewer can't see is
    // 404, as if it didn't exist.
    public static readonly PermissionTable Reading = new(
        """
        b/{board}                | *                       | 200 200 200 200 200 200
        b/{board}                | members                 | 404 404 200 200 200 200
        b/{board}                | staff                   | 404 404 404 404 200 200
        b/{board}/feed           | *                       | 200 200 200 200 200 200
        b/{board}/feed           | members staff           | 404 404 404 404 404 404
        b/{board}/feed/rss       | *                       | 200 200 200 200 200 200
        b/{board}/feed/rss       | members staff           | 404 404 404 404 404 404
        b/{board}/new            | *                       | 302 200 200 200 200 200
        b/{board}/new            | archived                | 200 200 200 200 200 200
        b/{board}/new            | members                 | 404 404 200 200 200 200
        b/{board}/new            | staff                   | 404 404 404 404 200 200
        t/{thread}/{slug}        | *                       | 200 200 200 200 200 200
        t/{thread}/{slug}        | members                 | 404 404 200 200 200 200
        t/{thread}/{slug}        | staff removed           | 404 404 404 404 200 200
        t/{thread}/feed          | *                       | 200 200 200 200 200 200
        t/{thread}/feed          | members staff removed   | 404 404 404 404 404 404
        t/{thread}/feed/rss      | *                       | 200 200 200 200 200 200
        t/{thread}/feed/rss      | members staff removed   | 404 404 404 404 404 404
        t/{thread}/reply         | *                       | 200 200 200 200 200 200
        t/{thread}/reply         | members                 | 404 404 200 200 200 200
        t/{thread}/reply         | staff removed           | 404 404 404 404 200 200
        p/{post}                 | *                       | 302 302 302 302 302 302
        p/{post}                 | members                 | 404 404 302 302 302 302
        p/{post}                 | staff removed           | 404 404 404 404 302 302
        p/{post}/quote           | *                       | 302 302 302 302 302 302
        p/{post}/quote           | members                 | 404 404 302 302 302 302
        p/{post}/quote           | staff removed           | 404 404 404 404 302 302
        p/{post}/reply           | *                       | 302 302 302 302 302 302
        p/{post}/reply           | members                 | 404 404 302 302 302 302
        p/{post}/reply           | staff removed           | 404 404 404 404 302 302
        p/{post}/quotation       | *                       | 200 200 200 200 200 200
        p/{post}/quotation       | members                 | 404 404 200 200 200 200
        p/{post}/quotation       | staff removed           | 404 404 404 404 200 200
        p/{post}/react           | *                       | 200 200 200 200 200 200
        p/{post}/react           | members                 | 404 404 200 200 200 200
        p/{post}/react           | staff removed           | 404 404 404 404 200 200
        p/{post}/edit            | *                       | 404 404 404 200 404 404
        p/{post}/edit            | staff removed           | 404 404 404 404 404 404
        p/{post}/remove          | *                       | 404 404 404 200 200 200
        p/{post}/remove          | staff removed           | 404 404 404 404 200 200
        p/{post}/restore         | *                       | 404 404 404 200 200 200
        p/{post}/restore         | staff removed           | 404 404 404 404 200 200
        """);

    public static readonly PermissionTable ReadingAnywhere = new(
        """
                                 | *                       | 200 200 200 200 200 200
        boards                   | *                       | 200 200 200 200 200 200
        latest                   | *                       | 200 200 200 200 200 200
        top                      | *                       | 200 200 200 200 200 200
        unread                   | *                       | 302 200 200 200 200 200
        welcome/hide             | *                       | 302 302 302 302 302 302
        u/Bob                    | *                       | 200 200 200 200 200 200
        u/Nobody                 | *                       | 404 404 404 404 404 404
        u/Bob/threads            | *                       | 200 200 200 200 200 200
        u/Bob/replies            | *                       | 200 200 200 200 200 200
        u/Bob/reactions          | *                       | 200 200 200 200 200 200
        u/Bob/about              | *                       | 200 200 200 200 200 200
        u/Nobody/threads         | *                       | 404 404 404 404 404 404
        u/Nobody/replies         | *                       | 404 404 404 404 404 404
        u/Nobody/reactions       | *                       | 404 404 404 404 404 404
        u/Nobody/about           | *                       | 404 404 404 404 404 404
        u/Bob/card               | *                       | 200 200 200 200 200 200
        u/Nobody/card            | *                       | 404 404 404 404 404 404
        new                      | *                       | 302 200 200 200 200 200
        unsent                   | *                       | 404 404 404 404 404 404
        composer/ready           | *                       | 200 200 200 200 200 200
        members/names            | *                       | 404 404 200 200 200 200
        u/Bob/feed               | *                       | 200 200 200 200 200 200
        u/Nobody/feed            | *                       | 404 404 404 404 404 404
        u/Bob/feed/rss           | *                       | 200 200 200 200 200 200
        about                    | *                       | 404 404 404 404 404 404
        rules                    | *                       | 404 404 404 404 404 404
        privacy                  | *                       | 404 404 404 404 404 404
        contact                  | *                       | 404 404 404 404 404 404
        feeds                    | *                       | 200 200 200 200 200 200
        feed/rss                 | *                       | 200 200 200 200 200 200
        feed                     | *                       | 200 200 200 200 200 200
        search                   | *                       | 200 200 200 200 200 200
        nowhere                  | *                       | 404 404 404 404 404 404
        chat                     | *                       | 200 200 200 200 200 200
        sign-in                  | *                       | 200 200 200 200 200 200
        sign-in/code             | *                       | 200 200 200 200 200 200
        register                 | *                       | 200 200 200 200 200 200
        notifications            | *                       | 302 200 200 200 200 200
        watching                 | *                       | 302 200 200 200 200 200
        settings/notifications   | *                       | 302 200 200 200 200 200
        history                  | *                       | 302 200 200 200 200 200
        following                | *                       | 302 200 200 200 200 200
        forgotten-password       | *                       | 200 200 200 200 200 200
        new-password             | *                       | 200 200 200 200 200 200
        confirm-address          | *                       | 200 200 200 200 200 200
        change-address           | *                       | 200 200 200 200 200 200
        unsubscribe              | *                       | 404 404 404 404 404 404
        settings                 | *                       | 302 200 200 200 200 200
        welcome                  | *                       | 302 200 200 200 200 200
        settings/account         | *                       | 302 200 200 200 200 200
        settings/security        | *                       | 302 200 200 200 200 200
        settings/sessions        | *                       | 302 200 200 200 200 200
        settings/profile         | *                       | 302 200 200 200 200 200
        settings/preferences     | *                       | 302 200 200 200 200 200
        settings/mail            | *                       | 302 200 200 200 200 200
        settings/privacy         | *                       | 302 200 200 200 200 200
        settings/data            | *                       | 302 200 200 200 200 200
        settings/linked          | *                       | 302 200 200 200 200 200
        sign-in/with             | *                       | 200 302 302 302 302 302
        sign-in/with/{key}       | *                       | 404 404 404 404 404 404
        avatars/{member}/{version}/{size} | *              | 404 404 404 404 404 404
        set-up                   | *                       | 302 302 302 302 302 302
        theme                    | *                       | 302 302 302 302 302 302
        language                 | *                       | 302 302 302 302 302 302
        alive                    | *                       | 204 204 204 204 204 204
        prefetch.json            | *                       | 200 200 200 200 200 200
        offline                  | *                       | 200 200 200 200 200 200
        error                    | *                       | 404 404 404 404 404 404
        not-found                | *                       | 404 404 404 404 404 404
        """);

    // done: it's done, and the browser is redirected; no: nothing changed; 404: as if it didn't exist (the framework
    // responds with 400 to a form that its page doesn't contain, whether the page exists or not).
    public static readonly PermissionTable Writing = new(
        """
        b/{board}/new new-thread | *                       | no  no  done done done done
        b/{board}/new new-thread | archived                | no  no  no   no   no   no
        b/{board}/new new-thread | members                 | 404 404 done done done done
        b/{board}/new new-thread | staff                   | 404 404 404  404  done done
        b/{boardId}/ignore ignore | *                      | no  done done done done done
        b/{boardId}/ignore ignore | members                | no  404  done done done done
        b/{boardId}/ignore ignore | staff                  | no  404  404  404  done done
        b/{boardId}/watch watch  | *                       | no  no   done done done done
        b/{boardId}/watch watch  | members                 | no  404  done done done done
        b/{boardId}/watch watch  | staff                   | no  404  404  404  done done
        t/{thread}/watch watch   | *                       | no  no   done done done done
        t/{thread}/watch watch   | members                 | no  404  done done done done
        t/{thread}/watch watch   | staff removed           | no  404  404  404  done done
        t/{thread}/{slug} reply  | *                       | no  no  done done done done
        t/{thread}/{slug} reply  | archived                | no  no  no   no   no   no
        t/{thread}/{slug} reply  | members                 | 404 404 done done done done
        t/{thread}/{slug} reply  | staff                   | 404 404 404  404  done done
        t/{thread}/{slug} reply  | guests                  | done no done done done done
        t/{thread}/{slug} reply  | removed                 | 404 404 404  404  no   no
        t/{thread}/{slug} reply  | locked                  | no  no  no   no   done done
        t/{thread}/reply reply   | *                       | no  no  done done done done
        t/{thread}/reply reply   | archived                | no  no  no   no   no   no
        t/{thread}/reply reply   | members                 | 404 404 done done done done
        t/{thread}/reply reply   | staff                   | 404 404 404  404  done done
        t/{thread}/reply reply   | guests                  | done no done done done done
        t/{thread}/reply reply   | removed                 | 404 404 404  404  no   no
        t/{thread}/reply reply   | locked                  | no  no  no   no   done done
        p/{post}/react react     | *                       | no  no  no   no   no   no
        p/{post}/react react     | members                 | 404 404 no   no   no   no
        p/{post}/react react     | staff removed           | 404 404 404  404  no   no
        p/{post}/reaction react  | *                       | no  no  done no   done done
        p/{post}/reaction react  | members                 | 404 no  done no   done done
        p/{post}/reaction react  | archived locked         | no  no  no   no   done done
        p/{post}/reaction react  | staff removed           | 404 no  404  404  done done
        p/{post}/edit edit       | *                       | 404 404 404  done 404  404
        p/{post}/edit edit       | archived locked         | 404 404 404  no   404  404
        p/{post}/edit edit       | staff removed           | 404 404 404  404  404  404
        p/{post}/remove remove   | *                       | 404 404 404  done done done
        p/{post}/remove remove   | archived locked         | 404 404 404  no   done done
        p/{post}/remove remove   | staff removed           | 404 404 404  404  done done
        p/{post}/restore remove  | *                       | 404 404 404  404  done done
        t/{thread}/moderate Pin     | *                    | no  no  no   no   done done
        t/{thread}/moderate Pin     | members              | 404 no  no   no   done done
        t/{thread}/moderate Pin     | staff removed        | 404 no  404  404  done done
        t/{thread}/moderate Unpin   | *                    | no  no  no   no   done done
        t/{thread}/moderate Unpin   | members              | 404 no  no   no   done done
        t/{thread}/moderate Unpin   | staff removed        | 404 no  404  404  done done
        t/{thread}/moderate Lock    | *                    | no  no  no   no   done done
        t/{thread}/moderate Lock    | members              | 404 no  no   no   done done
        t/{thread}/moderate Lock    | staff removed        | 404 no  404  404  done done
        t/{thread}/moderate Lock    | locked               | no  no  no   no   no   no
        t/{thread}/moderate Unlock  | *                    | no  no  no   no   done done
        t/{thread}/moderate Unlock  | members              | 404 no  no   no   done done
        t/{thread}/moderate Unlock  | staff removed        | 404 no  404  404  done done
        t/{thread}/moderate Remove  | *                    | no  no  no   no   done done
        t/{thread}/moderate Remove  | members              | 404 no  no   no   done done
        t/{thread}/moderate Remove  | staff                | 404 no  404  404  done done
        t/{thread}/moderate Remove  | removed              | 404 no  404  404  no   no
        t/{thread}/moderate Restore | *                    | 404 no  404  404  done done
        """);

    public static readonly PermissionTable WritingAnywhere = new(
        """
        chat say                 | *                       | no  no  done done done done
        preview                  | *                       | no  no  no   no   no   no
        unread/read read         | *                       | no  no  no   no   no   no
        new new-thread           | *                       | no  no  no   no   no   no
        unsent                   | *                       | no  no  no   no   no   no
        search none                       | *              | no  no  no   no   no   no
        forgotten-password forgotten      | *              | no  no  no   no   no   no
        new-password new-password         | *              | no  no  no   no   no   no
        confirm-address confirm           | *              | no  no  no   no   no   no
        change-address agree              | *              | no  no  no   no   no   no
        change-address stop               | *              | no  no  no   no   no   no
        unsubscribe              | *                       | 404 404 404  404  404  404
        mail/unsubscribe         | *                       | 404 404 404  404  404  404
        settings                 | *                       | no  no  no   no   no   no
        settings/mail mail       | *                       | no  done done done done done
        settings/preferences preferences | *               | no  done done done done done
        settings/notifications notifications | *           | no  done done done done done
        notifications read-all   | *                       | no  no  no   no   no   no
        notifications/{told}/read read | *                 | no  404 404  404  404  404
        settings/privacy privacy | *                       | no  done done done done done
        settings/data export     | *                       | no  done done done done done
        settings/data leave      | *                       | no  no  no   no   no   no
        settings/data keep       | *                       | no  no  no   no   no   no
        settings/linked link     | *                       | no  no  no   no   no   no
        sign-in/with external    | *                       | no  no  no   no   no   no
        set-up set-up            | *                       | no  no  no   no   no   no
                                 | *                       | no  no  no   no   no   no
        error                    | *                       | 404 404 404  404  404  404
        u/Bob                    | *                       | no  no  no   no   no   no
        u/Bob follow             | *                       | no  no  done no   done done
        u/Bob block              | *                       | no  done done no   done done
        u/Bob/about              | *                       | no  no  no   no   no   no
        u/Bob/reactions block    | *                       | no  done done no   done done
        u/Bob/threads            | *                       | no  no  no   no   no   no
        u/Bob/replies            | *                       | no  no  no   no   no   no
        welcome again            | *                       | no  no  done done done done
        b/general                | *                       | no  no  no   no   no   no
        """);

    // Exists only after someone has requested it; has its own tests.
    public static readonly string[] ReadingElsewhere = ["settings/data/export"];

    // Have their own tests: forms for people who aren't signed in yet, and forms with a member in their name. Also
    // excluded: endpoints that accept posts but aren't our pages, and settings that would change a member's name,
    // password or session for the rest of the table.
    public static readonly string[] WritingElsewhere =
        ["seen", "about", "rules", "privacy", "contact", "feeds", "boards", "latest", "top", "unread", "sign-in", "sign-in/code", "register", "sign-out", "passkeys/creation", "passkeys/request", "history", "following", "watching", "settings/profile", "not-found", "settings/account", "settings/security", "settings/sessions"];
}
