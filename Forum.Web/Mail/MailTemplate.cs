using Forum.Core.Mail;
using Microsoft.AspNetCore.Components;

namespace Forum.Web.Mail;

/// <summary>In which of its two parts a mail is drawn.</summary>
public enum MailFormat
{
    /// <summary>The part with colours and a button.</summary>
    Html,

    /// <summary>The part in plain words.</summary>
    Text,
}

/// <summary>What a mail says. Drawn once for each of its parts.</summary>
public abstract class MailTemplate : ComponentBase
{
    /// <summary>The mail.</summary>
    [CascadingParameter]
    public DueMail Mail { get; set; } = null!;

    /// <summary>The forum's name.</summary>
    [CascadingParameter(Name = "ForumName")]
    public string ForumName { get; set; } = "";

    /// <summary>Where people reach the forum.</summary>
    [CascadingParameter]
    public PublicAddress Site { get; set; } = null!;

    /// <summary>A value of the mail's kind.</summary>
    protected string Value(string name) => Mail.Values.GetValueOrDefault(name, "");
}
