using Forum.Tests.Support;


namespace Forum.Tests.Access;

/// <summary>The requests that test the tables of addresses.</summary>
internal static class RouteRequests
{
    /// <summary>An address in the tables, for a place.</summary>
    public static string Address(string what, Place place) => "/" + what
        .Replace("{board}", place.BoardSlug, StringComparison.Ordinal)
        .Replace("{boardId}", place.BoardId.ToString(null as IFormatProvider), StringComparison.Ordinal)
        .Replace("{thread}", place.ThreadId.ToString(null as IFormatProvider), StringComparison.Ordinal)
        .Replace("{slug}", place.Slug, StringComparison.Ordinal)
        .Replace("{post}", place.PostId.ToString(null as IFormatProvider), StringComparison.Ordinal)
        .Replace("{told}", "999999999", StringComparison.Ordinal)
        .Replace("{member}", "1", StringComparison.Ordinal)
        .Replace("{version}", "no-picture-of-ours", StringComparison.Ordinal)
        .Replace("{size}", "large", StringComparison.Ordinal)
        .Replace("{key}", "no-place-of-ours", StringComparison.Ordinal)
        .Replace("{token}", "no-token-of-ours", StringComparison.Ordinal)
        .Replace("{link}", "no-link-of-ours", StringComparison.Ordinal);

    /// <summary>
    /// The fields to submit for a form in the tables. There's no submission ID: without one, each submission counts as
    /// new.
    /// </summary>
    public static Dictionary<string, string> Fields(string what, string token)
    {
        var name = what.Contains(' ', StringComparison.Ordinal) ? what.Split(' ')[1] : "none";
        return new Dictionary<string, string>
        {
            ["__RequestVerificationToken"] = token,
            ["_handler"] = name,
            ["act"] = name,
            ["Form.Title"] = "A new title",
            ["Form.Text"] = "A new text",
            ["Form.Seen"] = "0",
            ["Form.IsRestoring"] = what.Contains("/restore", StringComparison.Ordinal) ? "true" : "false",
            ["isIgnored"] = "true",
            ["isWatched"] = "true",
            ["kind"] = "1",
            ["Model.Theme"] = "0",
            ["Model.PagesTogether"] = "1",
            ["Form.ForumName"] = "Taken over",
            ["Form.Name"] = "Mallory",
            ["Form.Email"] = "mallory@example.org",
            ["Form.Password"] = Cast.Password,
        };
    }
}
