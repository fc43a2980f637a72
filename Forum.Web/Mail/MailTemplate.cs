using Forum.Core.Mail;
using Forum.Web.Components;
using Microsoft.AspNetCore.Components;

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

    /// <summary>A value specific to the kind of email.</summary>
    protected string Value(string name) => Mail.Values.GetValueOrDefault(name, "");
}
