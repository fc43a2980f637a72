using System.Text;
using Forum.Core.Data;
using Forum.Core.Threads;

namespace Forum.Core.Text;

/// <summary>The rules for titles and texts.</summary>
public static class WritingRules
{
    /// <summary>The field name that refusals about the text refer to.</summary>
    public const string TextField = "Text";

    /// <summary>The field name that refusals about the title refer to.</summary>
    public const string TitleField = "Title";

    /// <summary>
    /// The text as stored: line ends as single newlines (browsers send pairs, and count them as one), without trailing
    /// space, NUL characters, lone surrogates and noncharacters. Databases and browsers treat those differently, and
    /// the runtime refuses to normalize them.
    /// </summary>
    /// <param name="text">The text as typed.</param>
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

    /// <summary>The title as stored: one line, single spaces.</summary>
    /// <param name="title">The title as typed.</param>
    public static string CleanTitle(string? title) =>
        string.Join(' ', Clean(title).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Why a cleaned text can't be posted; null if it can, as far as can be told before rendering.</summary>
    /// <param name="text">The result of <see cref="Clean"/>.</param>
    /// <param name="maxLength">The maximum length, in UTF-16 code units.</param>
    public static Refusal? CheckText(string text, int maxLength)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!ShownText.IsVisible(text))
            return Empty;
        return text.Length > maxLength
            ? new Refusal("The text is {0:N0} characters long. The limit is {1:N0}.", TextField, text.Length, maxLength)
            : null;
    }

    /// <summary>
    /// Why a rendered text can't be posted: nothing of it is visible, as with a link without text. Null if it can.
    /// </summary>
    /// <param name="html">The rendered HTML.</param>
    public static Refusal? CheckShown(string html) => ShownText.IsVisibleHtml(html) ? null : Empty;

    /// <summary>
    /// Why a cleaned title can't be used; null if it can. Counted in visible characters: <see cref="ShownText"/>.
    /// </summary>
    /// <param name="title">The result of <see cref="CleanTitle"/>.</param>
    public static Refusal? CheckTitle(string title)
    {
        ArgumentNullException.ThrowIfNull(title);
        if (ShownText.CountVisible(title) < ForumThread.MinTitleLength || ShownText.Count(title) > ForumThread.MaxTitleLength)
            return new Refusal("The title must be {0} to {1} characters long.", TitleField, ForumThread.MinTitleLength, ForumThread.MaxTitleLength);
        return title.Length > ShownText.MaxUnits
            ? new Refusal("The title has too many emoji or special characters. Shorten it.", TitleField)
            : null;
    }

    private static Refusal Empty => new("Write something first.", TextField);
}
