using Forum.Core.Access;
using Forum.Core.Mail;
using Forum.Web.Administration;
using Forum.Web.Components;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace Forum.Web.Mail.Administration;

/// <summary>The step to working email: done once the mail server has accepted one.</summary>
public sealed class SendMailStep(MailAdministration mails, IOptions<MailOptions> options) : IFirstStep
{
    /// <inheritdoc />
    public int Order => 30;

    /// <inheritdoc />
    public FirstStep Describe(IStringLocalizer<Texts> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return new(texts["Send a test email"], texts["Without email, nobody can confirm an address or reset a password."], Links.MailAdministration);
    }

    /// <inheritdoc />
    public async Task<bool> IsDoneAsync(Viewer viewer, CancellationToken cancellation = default) =>
        options.Value.IsSmtp && await mails.HasSentAsync(viewer, cancellation);
}
