using Forum.Core.Access;
using Forum.Web.Administration;
using Forum.Web.Components;
using Microsoft.Extensions.Localization;

namespace Forum.Web.Accounts.Administration;

/// <summary>The step to the second member.</summary>
public sealed class InviteStep(ForumInfo info) : IFirstStep
{
    /// <inheritdoc />
    public int Order => 80;

    /// <inheritdoc />
    public FirstStep Describe(IStringLocalizer<Texts> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return new(texts["Invite the first members"], texts["Create an invitation and send its link to someone who'd enjoy it here."], Links.InvitationsAdministration);
    }

    /// <inheritdoc />
    public async Task<bool> IsDoneAsync(Viewer viewer, CancellationToken cancellation = default) => (await info.FiguresAsync(cancellation)).Members > 1;
}
