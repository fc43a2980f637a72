
namespace Forum.Core.Markdown;

/// <summary>The kind of a link or image target, determined before any of it reaches a page.</summary>
internal enum LinkTarget
{
    /// <summary>Not on the allow list.</summary>
    Refused,

    /// <summary>A page of this forum, or an anchor on the page.</summary>
    Relative,

    /// <summary>Another site: <c>http</c>, <c>https</c>, or the scheme of the page (<c>//host</c>).</summary>
    External,

    /// <summary>An email address.</summary>
    Mail,
}

/// <summary>The rules for targets: an allow list, because deny lists are never complete.</summary>
internal static class LinkTargets
{
    /// <summary>Classifies a target after entities and backslash escapes are resolved.</summary>
    public static LinkTarget Judge(string? target)
    {
        if (target is null) return LinkTarget.Refused;

        // Browsers drop tabs and newlines inside a URL and control characters before it: "java\tscript:" would become a
        // scheme again.
        foreach (var c in target)
        {
            if (char.IsControl(c)) return LinkTarget.Refused;
        }

        // Browsers treat a backslash as a slash, so "/\host" leaves the site just like "//host".
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

        // By the URL standard "foo):" is not a scheme, so the URL is relative; other characters are percent-encoded
        // here.
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
