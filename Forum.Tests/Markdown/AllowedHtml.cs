using System.Text.RegularExpressions;
using AngleSharp.Dom;

namespace Forum.Tests.Markdown;

/// <summary>Everything the renderer may write, listed independently of the renderer that it checks.</summary>
internal static partial class AllowedHtml
{
    /// <summary>Each element, followed by the attributes it may have.</summary>
    private const string Elements = """
        a href title rel class data-member data-member-id data-written id aria-label
        blockquote dir
        br
        code class
        del
        details class
        em
        h1 dir
        h2 dir
        h3 dir
        h4 dir
        h5 dir
        h6 dir
        hr
        img src alt title loading decoding
        input type disabled checked aria-label
        li class id dir
        ol start class dir
        p dir
        pre
        section class
        span class tabindex role aria-label
        strong
        summary dir
        sup class
        table
        tbody
        td class dir
        th class scope dir
        thead
        tr
        ul class dir
        """;

    private static readonly Dictionary<string, string[]> Attributes =
        Elements.Split('\n').Select(line => line.Split(' ')).ToDictionary(words => words[0], words => words[1..]);

    private static readonly string[] Classes =
    [
        "mention", "footnote-back", "footnote-ref", "footnotes", "spoiler", "contains-task-list", "task-list-item", "align-left", "align-center",
        "align-right", "tok-comment", "tok-string", "tok-number", "tok-keyword", "tok-tag", "tok-attr", "tok-add", "tok-del",
    ];

    private static readonly string[] Voids = ["br", "hr", "img", "input"];

    /// <summary>Why the HTML isn't allowed; null if it is.</summary>
    public static string? Objection(string html)
    {
        // The HTML must neither close nor escape the element that the page puts around it.
        var body = Rendered.Parse($"<div id=\"around\">{html}</div><p id=\"after\">");
        if (body.Children.Length != 2 || body.QuerySelector("#after")!.TextContent.Length > 0) return "leaves the element around it";
        return Unbalanced(html) ?? body.QuerySelectorAll("#around *").Select(Objection).FirstOrDefault(objection => objection is not null);
    }

    private static string? Objection(IElement element)
    {
        if (!Attributes.TryGetValue(element.LocalName, out var allowed)) return $"element {element.LocalName}";
        foreach (var attribute in element.Attributes)
        {
            if (!allowed.Contains(attribute.Name)) return $"attribute {attribute.Name} of {element.LocalName}";
            if (attribute.Name is "href" or "src" && !IsAllowedTarget(attribute.Value)) return $"target {attribute.Value}";
            if (attribute.Name is "dir" && attribute.Value is not ("auto" or "ltr" or "rtl")) return $"dir {attribute.Value}";
            if (attribute.Name is "id" && !IdPattern().IsMatch(attribute.Value)) return $"id {attribute.Value}";
            if (attribute.Name is "class" && element.LocalName != "code" && !Classes.Contains(attribute.Value)) return $"class {attribute.Value}";
        }

        if (element.LocalName == "code" && element.GetAttribute("class") is { } code
            && !code.StartsWith("language-", StringComparison.Ordinal))
        {
            return $"class {code}";
        }

        return element.LocalName == "a" && element.ParentElement!.Closest("a") is not null ? "a link in a link" : null;
    }

    // As the URL standard parses an address: control characters and spaces around it and tabs and line breaks inside it
    // are removed, then a scheme is looked for.
    private static bool IsAllowedTarget(string target)
    {
        var read = string.Concat(target.Trim([.. Enumerable.Range(0, 33).Select(i => (char)i)]).Where(c => c is not ('\t' or '\r' or '\n')));
        var scheme = SchemePattern().Match(read);
        return !scheme.Success || scheme.Groups[1].Value.ToUpperInvariant() is "HTTP" or "HTTPS" or "MAILTO";
    }

    private static string? Unbalanced(string html)
    {
        var open = new Stack<string>();
        foreach (Match tag in TagPattern().Matches(html))
        {
            var name = tag.Groups[2].Value;
            if (tag.Groups[1].Length == 0 && !Voids.Contains(name)) open.Push(name);
            else if (tag.Groups[1].Length > 0 && (!open.TryPop(out var last) || last != name)) return $"unbalanced {tag.Value}";
        }

        return open.Count == 0 ? null : $"unclosed {open.Peek()}";
    }

    [GeneratedRegex("^([A-Za-z][A-Za-z0-9+.-]*):")]
    private static partial Regex SchemePattern();

    [GeneratedRegex("^[a-z0-9]+-(fn|fnref)-[0-9]+$")]
    private static partial Regex IdPattern();

    [GeneratedRegex("<(/?)([a-z0-9]+)[^<>]*>")]
    private static partial Regex TagPattern();
}
