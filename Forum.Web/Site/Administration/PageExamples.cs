using Forum.Web.Components;
using Microsoft.Extensions.Localization;

namespace Forum.Web.Site.Administration;

/// <summary>Texts to start from. There are none for what the law asks for: they would be wrong somewhere.</summary>
internal static class PageExamples
{
    /// <summary>A beginning for the page about the forum.</summary>
    public static string About(IStringLocalizer<Texts> texts) => string.Join("\n\n",
        texts["This forum is for people who … Say in a sentence what brings you together."].Value,
        "## " + texts["Who runs it"],
        texts["Who you are, since when, and how to help."].Value,
        "## " + texts["New here?"],
        texts["Read the [rules]({0}), then introduce yourself in a new thread.", Links.Rules].Value);

    /// <summary>A beginning for the rules.</summary>
    public static string Rules(IStringLocalizer<Texts> texts) => string.Join('\n',
        "1. " + texts["**Be kind.** Criticize ideas, not people."],
        "2. " + texts["**Stay on topic.** Start a new thread for a new subject."],
        "3. " + texts["**No spam.** Ask before you advertise."],
        "4. " + texts["**Respect privacy.** Don't post other people's personal details."],
        "5. " + texts["**Post what you may.** Name your sources, and don't copy whole articles."],
        "",
        texts["Moderators remove posts that break these rules, and lock the accounts of people who keep breaking them."].Value);
}
