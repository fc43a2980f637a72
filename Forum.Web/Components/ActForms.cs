using System.Text;
using Forum.Web.Layout;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using static System.Net.WebUtility;

namespace Forum.Web.Components;

/// <summary>Forms that consist of one button. Built as text: every page of a board or a thread has some.</summary>
public static class ActForms
{
    /// <summary>Returns the form.</summary>
    /// <param name="action">The URL it posts to.</param>
    /// <param name="label">The button's text.</param>
    /// <param name="name">The button's name for screen readers in a list of such buttons; null for the text.</param>
    /// <param name="isSmall">Whether it is among other small buttons.</param>
    /// <param name="fields">The hidden fields; those without a value are left out.</param>
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
