using System.Globalization;
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
    /// The text as it is stored: line ends as single newlines (browsers send pairs, and count them as one), without trailing
    /// space, NUL characters, halves of surrogate pairs and noncharacters, which databases and browsers treat each in their own way
    /// and the runtime refuses to normalise.
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

    /// <summary>Why a cleaned text cannot be posted; null when it can.</summary>
    /// <param name="text">What <see cref="Clean"/> yields.</param>
    /// <param name="maxLength">The longest text, in UTF-16 code units.</param>
    public static Refusal? CheckText(string text, int maxLength)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!text.EnumerateRunes().Any(IsVisible))
            return new Refusal("Write something first.", TextField);
        return text.Length > maxLength
            ? new Refusal("The text has {0:N0} characters; the most is {1:N0}.", TextField, text.Length, maxLength)
            : null;
    }

    /// <summary>Why a cleaned title cannot stand; null when it can.</summary>
    /// <param name="title">What <see cref="CleanTitle"/> yields.</param>
    public static Refusal? CheckTitle(string title)
    {
        ArgumentNullException.ThrowIfNull(title);
        var visible = title.EnumerateRunes().Count(IsVisible);
        return visible < ForumThread.MinTitleLength || title.Length > ForumThread.MaxTitleLength
            ? new Refusal("The title needs {0} to {1} characters.", TitleField, ForumThread.MinTitleLength, ForumThread.MaxTitleLength)
            : null;
    }

    /// <summary>Whether anything of a cleaned name would be seen: one of zero-width marks alone is a link that nobody finds.</summary>
    /// <param name="name">What <see cref="CleanTitle"/> yields.</param>
    public static bool IsVisible(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.EnumerateRunes().Any(IsVisible);
    }

    // A title of zero-width or direction marks would be a link that nobody can see.
    private static bool IsVisible(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.OtherNotAssigned
            or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
        && rune.Value is not 0x2800 and not 0x3164 and not 0x115F and not 0x1160 and not 0xFFA0;
}
