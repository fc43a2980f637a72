using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using static System.Net.WebUtility;

namespace Forum.Web.Layout;

/// <summary>Forms that are one button. Put together as text: they stand on each page of a board or a thread.</summary>
public static class ActForms
{
    /// <summary>The form.</summary>
    /// <param name="forms">Gives the token.</param>
    /// <param name="action">Where it is sent.</param>
    /// <param name="label">What the button says.</param>
    /// <param name="name">What it says to whoever hears it, where it stands in a list of such buttons; null for the same.</param>
    /// <param name="isSmall">Whether it stands among other small ones.</param>
    /// <param name="fields">What is sent along; without a value it is not.</param>
    public static MarkupString Button(
        this AntiforgeryStateProvider forms, string action, string label, string? name = null, bool isSmall = false, params (string Name, string? Value)[] fields)
    {
        ArgumentNullException.ThrowIfNull(forms);
        ArgumentNullException.ThrowIfNull(fields);
        var html = new StringBuilder($"<form method=\"post\" action=\"{HtmlEncode(action)}\" class=\"inline-form\">");
        foreach (var (field, value) in fields.Append((SiteHeaders.TokenField, forms.GetAntiforgeryToken()?.Value)))
        {
            if (value is not null)
                html.Append(null, $"<input type=\"hidden\" name=\"{HtmlEncode(field)}\" value=\"{HtmlEncode(value)}\" />");
        }

        html.Append(null, $"<button class=\"button button-quiet{(isSmall ? " button-small" : "")}\" type=\"submit\"");
        if (name is not null)
            html.Append(null, $" aria-label=\"{HtmlEncode(name)}\"");
        return new(html.Append(null, $">{HtmlEncode(label)}</button></form>").ToString());
    }
}
