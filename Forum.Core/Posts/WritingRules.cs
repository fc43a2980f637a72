using System.Text;
using Forum.Core.Data;
using Forum.Core.Threads;

namespace Forum.Core.Posts;

/// <summary>What a title and a text must be before they are written.</summary>
public static class WritingRules
{
    /// <summary>The name under which refusals speak of the text's field.</summary>
    public const string TextField = "Text";

    /// <summary>The name under which refusals speak of the title's field.</summary>
    public const string TitleField = "Title";

    /// <summary>
    /// The text as it is stored: line ends as single newlines (browsers send pairs, and count them as one), without
    /// trailing space, NUL characters, halves of surrogate pairs and noncharacters, which databases and browsers treat
    /// each in their own way and the runtime refuses to normalize.
    /// </summary>
    /// <param name="text">What was typed.</param>
    public static string Clean(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return "";
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.ReplaceLineEndings("\n").EnumerateRunes())
        {
            if (rune.Value != 0 && rune != Rune.ReplacementChar && (rune.Value & 0xFFFE) != 0xFFFE)
                clean.Append(rune);
        }

        return clean.ToString().TrimEnd();
    }

    /// <summary>The title as it is stored: one line, single spaces.</summary>
    /// <param name="title">What was typed.</param>
    public static string CleanTitle(string? title) =>
        string.Join(' ', Clean(title).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Why a cleaned text cannot be posted; null when it can, as far as that is known before it is rendered.</summary>
    /// <param name="text">What <see cref="Clean"/> yields.</param>
    /// <param name="maxLength">The longest text, in UTF-16 code units.</param>
    public static Refusal? CheckText(string text, int maxLength)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!ShownText.IsVisible(text))
            return Empty;
        return text.Length > maxLength
            ? new Refusal("The text is {0:N0} characters long. The limit is {1:N0}.", TextField, text.Length, maxLength)
            : null;
    }

    /// <summary>Why a rendered text cannot be posted: nothing of it would be seen, as of a link without words. Null when it can.</summary>
    /// <param name="html">What the renderer has made of it.</param>
    public static Refusal? CheckShown(string html) => ShownText.IsVisibleHtml(html) ? null : Empty;

    /// <summary>Why a cleaned title cannot stand; null when it can. It is counted as people see it: <see cref="ShownText"/>.</summary>
    /// <param name="title">What <see cref="CleanTitle"/> yields.</param>
    public static Refusal? CheckTitle(string title)
    {
        ArgumentNullException.ThrowIfNull(title);
        if (ShownText.CountVisible(title) < ForumThread.MinTitleLength || ShownText.Count(title) > ForumThread.MaxTitleLength)
            return new Refusal("The title must be {0} to {1} characters long.", TitleField, ForumThread.MinTitleLength, ForumThread.MaxTitleLength);
        return title.Length > ShownText.MaxUnits
            ? new Refusal("The title has too many emoji or other combined characters. Shorten it.", TitleField)
            : null;
    }

    private static Refusal Empty => new("Write something first.", TextField);
}
