using System.Globalization;
using Forum.Core.Mail;
using Forum.Core.Text;
using Forum.Web.Components;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace Forum.Web.Mail;

/// <summary>The part of an email to render.</summary>
public enum MailFormat
{
    /// <summary>The HTML part, with colors and a button.</summary>
    Html,

    /// <summary>The plain-text part.</summary>
    Text,
}

/// <summary>The content of an email. Rendered once for each of its parts.</summary>
public abstract class MailTemplate : ComponentBase
{
    /// <summary>The email.</summary>
    [CascadingParameter]
    public DueMail Mail { get; set; } = null!;

    /// <summary>The forum's name.</summary>
    [CascadingParameter(Name = "ForumName")]
    public string ForumName { get; set; } = "";

    /// <summary>The forum's public URL.</summary>
    [CascadingParameter]
    public PublicAddress Site { get; set; } = null!;

    /// <summary>Who wrote the post that the email is about.</summary>
    protected string By => Value("name") is { Length: > 0 } name ? name : Texts["Guest"];

    /// <summary>The post's URL.</summary>
    protected string PostPath
    {
        get
        {
            var number = int.TryParse(Value("number"), NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) ? parsed : 1;
            return string.Create(CultureInfo.InvariantCulture, $"/t/{Value("thread")}?page={PostNumbers.PageOf(number)}#p{number}");
        }
    }

    [Inject]
    private IStringLocalizer<Texts> Texts { get; set; } = null!;

    /// <summary>A value specific to the kind of email.</summary>
    protected string Value(string name) => Mail.Values.GetValueOrDefault(name, "");
}
