namespace Forum.Core.Posts.Rendering;

/// <summary>What the target of a link or an image is, judged before any of it reaches a page.</summary>
internal enum LinkTarget
{
    /// <summary>Not on the list of what is allowed.</summary>
    Refused,

    /// <summary>A page of this forum, or a place on the page.</summary>
    Relative,

    /// <summary>Another site: <c>http</c>, <c>https</c>, or the scheme of the page (<c>//host</c>).</summary>
    External,

    /// <summary>An email address.</summary>
    Mail,
}

/// <summary>The rules for targets: a list of what is allowed, since lists of what is dangerous are never complete.</summary>
internal static class LinkTargets
{
    /// <summary>Judges a target whose entities and backslash escapes have been resolved.</summary>
    public static LinkTarget Judge(string? target)
    {
        if (target is null) return LinkTarget.Refused;

        // Browsers drop tabs and new lines inside an address and control characters before it: "java\tscript:" would become a scheme again.
        foreach (var c in target)
        {
            if (char.IsControl(c)) return LinkTarget.Refused;
        }

        // Browsers read a backslash as a slash, so "/\host" leaves the site as "//host" does.
        var trimmed = target.AsSpan().TrimStart();
        if (trimmed.Length > 1 && IsSlash(trimmed[0]) && IsSlash(trimmed[1])) return LinkTarget.External;

        var end = trimmed.IndexOfAny(":/?#\\");
        return end < 0 || trimmed[end] != ':' ? LinkTarget.Relative : JudgeScheme(trimmed[..end]);
    }

    private static LinkTarget JudgeScheme(ReadOnlySpan<char> scheme)
    {
        if (scheme.Equals("http", StringComparison.OrdinalIgnoreCase) || scheme.Equals("https", StringComparison.OrdinalIgnoreCase))
            return LinkTarget.External;
        if (scheme.Equals("mailto", StringComparison.OrdinalIgnoreCase)) return LinkTarget.Mail;

        // By the URL standard "foo):" is no scheme, so the address is relative; other characters leave here percent-encoded.
        return IsScheme(scheme) ? LinkTarget.Refused : LinkTarget.Relative;
    }

    private static bool IsScheme(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('+' or '-' or '.')) return false;
        }

        return true;
    }

    private static bool IsSlash(char c) => c is '/' or '\\';
}
