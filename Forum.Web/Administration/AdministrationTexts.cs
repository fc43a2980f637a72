using Forum.Web.Components;
using Microsoft.Extensions.Localization;
using MudBlazor;

namespace Forum.Web.Administration;

/// <summary>Translates MudBlazor's own texts as all others: the English text is the key.</summary>
public sealed class AdministrationTexts(ILoggerFactory logs, IStringLocalizer<Texts> texts) : AbstractLocalizationInterceptor(logs)
{
    /// <inheritdoc />
    public override LocalizedString Handle(string key, params object[] arguments) => texts[Localizer[key], arguments];
}
