using System.Collections.Frozen;

namespace Forum.Core.Text;

/// <summary>Reserved names: they speak for the forum, stand for everyone or no one, or are part of its URLs.</summary>
internal static class ReservedNames
{
    private static readonly string[] SpeakForTheForum =
    [
        "admin", "admins", "administrator", "administrators", "administration", "moderator", "moderators", "mod", "mods", "staff", "team",
        "owner", "system", "root", "superuser", "sysadmin", "operator", "bot", "support", "help", "helpdesk", "info", "contact", "security",
        "abuse", "postmaster", "hostmaster", "webmaster", "mailer-daemon", "noreply", "no-reply", "official", "forum", "forums",
    ];

    private static readonly string[] CountForEveryoneOrNoOne =
    [
        "guest", "guests", "visitor", "anonymous", "anon", "deleted", "deleted-member", "deleted-user", "former-member", "banned", "member",
        "members", "user", "users", "username", "everyone", "everybody", "all", "here", "channel", "online", "nobody", "none", "null", "nil",
        "undefined", "unknown", "nan", "true", "false", "me", "my", "myself", "you", "self", "test",
    ];

    private static readonly string[] WordsOfAddresses =
    [
        "new", "settings", "edit", "delete", "create", "login", "logout", "signin", "signout", "sign-in", "sign-out", "signup", "sign-up",
        "register", "account", "accounts", "profile", "messages", "notifications", "search", "tags", "board", "boards", "thread", "threads",
        "post", "posts", "chat", "api", "feed", "feeds", "rss", "about", "rules", "terms", "privacy", "setup", "health", "error", "index",
        "home", "static", "uploads", "robots.txt", "sitemap.xml", "favicon.ico", "well-known",
    ];

    /// <summary>Ali is the first name of millions; only its capital I or its l makes it look like "all".</summary>
    private static readonly string[] NobodyMistakes = ["Ali", "ali", "ALI"];

    private static readonly Lazy<FrozenSet<string>> Skeletons = new(() =>
        SpeakForTheForum.Concat(CountForEveryoneOrNoOne).Concat(WordsOfAddresses).Select(Bare).ToFrozenSet(StringComparer.Ordinal));

    /// <summary>
    /// Whether the name is reserved or looks like a reserved one, even with punctuation: <c>ad.min</c>, <c>Аdmin_</c>.
    /// </summary>
    public static bool Holds(string canonicalName) =>
        !NobodyMistakes.Contains(canonicalName) && Skeletons.Value.Contains(Bare(canonicalName));

    private static string Bare(string name) => string.Concat(MemberNames.Skeleton(name).Where(unit => !MemberNames.IsPunctuation(unit)));
}
