using Forum.Core.Data;
using Microsoft.Extensions.Localization;

namespace Forum.Web.Layout;

/// <summary>
/// Names the texts that people read: the English text is the key, and a language is added as <c>Layout/Texts.xx.resx</c>.
/// </summary>
public sealed class Texts;

/// <summary>Says what the core answers in the language of the page.</summary>
public static class RefusalTexts
{
    /// <summary>The refusal as a sentence.</summary>
    public static string Say(this IStringLocalizer texts, Refusal refusal) => texts[refusal.Text, refusal.Arguments];

    /// <summary>Who wrote something: whoever has no name any more has left, and whoever has no key either was a guest.</summary>
    public static string Author(this IStringLocalizer texts, int? id, string? name) => name ?? (id is null ? texts["Guest"] : texts["Former member"]);

    /// <summary>A number with its word, in the singular for one.</summary>
    public static string Count(this IStringLocalizer texts, int number, string one, string many) =>
        number == 1 ? texts[one] : texts[many, number];
}
