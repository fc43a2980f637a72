using Forum.Core.Access;
using Forum.Core.Mail;
using Forum.Web.Administration;
using Forum.Web.Components;
using Microsoft.Extensions.Localization;
using MudBlazor;

namespace Forum.Web.Mail.Administration;

/// <summary>Emails that failed for good, on the dashboard.</summary>
public sealed class FailedMails(MailAdministration mails) : IWaitingWork
{
    /// <inheritdoc />
    public int Order => 20;

    /// <inheritdoc />
    public async Task<WaitingWork?> FindAsync(Viewer viewer, IStringLocalizer<Texts> texts, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var failed = await mails.CountFailedAsync(viewer, cancellation);
        return failed == 0 ? null : new WaitingWork(
            texts.Count(failed, "1 email couldn't be sent", "{0:N0} emails couldn't be sent"), texts["See why"], Links.MailAdministration + "?state=Dead", Icons.Material.Outlined.MarkEmailUnread)
        {
            IsProblem = true,
        };
    }
}
