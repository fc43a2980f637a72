using Forum.Core.Data;
using Microsoft.Extensions.Localization;

namespace Forum.Web.Components;

/// <summary>
/// The type that identifies the translated texts: the English text is the key, and a language is added as
/// <c>Components/Texts.xx.resx</c>.
/// </summary>
public sealed class Texts;

/// <summary>Translates the core's results into the page's language.</summary>
public static class RefusalTexts
{
    /// <summary>The refusal, translated.</summary>
    public static string Say(this IStringLocalizer texts, Refusal refusal) => texts[refusal.Text, refusal.Arguments];

    /// <summary>An author's name. Without a name, it's a deleted member; without a key either, it's a guest.</summary>
    public static string Author(this IStringLocalizer texts, int? id, string? name) => name ?? (id is null ? texts["Guest"] : texts["Former member"]);

    /// <summary>A number with its noun, in the singular for one.</summary>
    public static string Count(this IStringLocalizer texts, int number, string one, string many) =>
        number == 1 ? texts[one] : texts[many, number];
}
