using System.Globalization;
using System.Text.RegularExpressions;
using Forum.Web.Components;
using Forum.Web.Framework;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace Forum.Tests.Framework;

/// <summary>
/// A language in which each text stands between brackets. On a page in it, anything outside of them never went through
/// the texts.
/// </summary>
internal sealed partial class PseudoTexts : IStringLocalizer<Texts>
{
    public const string Language = "qps-Ploc";

    private static readonly CultureInfo Pseudo = Make();

    public LocalizedString this[string name] => new(name, CultureInfo.CurrentUICulture.Equals(Pseudo) ? $"⟦{name}⟧" : name);

    public LocalizedString this[string name, params object[] arguments] => new(name, string.Format(CultureInfo.CurrentCulture, this[name], arguments));

    public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures) => [];

    /// <summary>Adds the language to a forum.</summary>
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<IStringLocalizer<Texts>, PseudoTexts>();
        services.AddSingleton(static provider => new Languages(provider.GetRequiredService<IConfiguration>(), [Pseudo]));
    }

    /// <summary>What stands outside of the brackets, which may contain others.</summary>
    public static string Outside(string text)
    {
        while (Bracketed().IsMatch(text))
            text = Bracketed().Replace(text, "");
        return text;
    }

    // Its dates are between brackets too.
    private static CultureInfo Make()
    {
        var culture = (CultureInfo)CultureInfo.GetCultureInfo(Language).Clone();
        var dates = culture.DateTimeFormat;
        (dates.MonthNames, dates.AbbreviatedMonthNames) = (Bracket(dates.MonthNames), Bracket(dates.AbbreviatedMonthNames));
        (dates.MonthGenitiveNames, dates.AbbreviatedMonthGenitiveNames) = (dates.MonthNames, dates.AbbreviatedMonthNames);
        dates.DayNames = Bracket(dates.DayNames);
        return CultureInfo.ReadOnly(culture);

        static string[] Bracket(string[] names) => [.. names.Select(static name => $"⟦{name}⟧")];
    }

    [GeneratedRegex("⟦[^⟦⟧]*⟧")]
    private static partial Regex Bracketed();
}
