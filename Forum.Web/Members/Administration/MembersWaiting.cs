using Forum.Core.Access;
using Forum.Core.Members;
using Forum.Web.Administration;
using Forum.Web.Components;
using Microsoft.Extensions.Localization;
using MudBlazor;

namespace Forum.Web.Members.Administration;

/// <summary>Members who wait for approval, on the dashboard.</summary>
public sealed class MembersWaiting(MemberList members) : IWaitingWork
{
    /// <inheritdoc />
    public int Order => 10;

    /// <inheritdoc />
    public async Task<WaitingWork?> FindAsync(Viewer viewer, IStringLocalizer<Texts> texts, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var waiting = (await members.WaitingAsync(viewer, cancellation)).Count;
        var text = waiting < MemberList.MaxWaiting
            ? texts.Count(waiting, "1 member is waiting for approval", "{0:N0} members are waiting for approval")
            : texts["{0:N0} or more members are waiting for approval", waiting];
        return waiting == 0 ? null : new WaitingWork(text, texts["Review"], Links.MembersAdministration, Icons.Material.Outlined.HowToReg);
    }
}
