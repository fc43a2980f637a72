using Forum.Core.Access;
using Forum.Core.Accounts.Registration;
using Forum.Web.Administration;
using Forum.Web.Components;
using Microsoft.Extensions.Localization;

namespace Forum.Web.Accounts.Administration;

/// <summary>The step to decide who can register: done once the settings were saved.</summary>
public sealed class ReviewAccountsStep(AccountPolicy policy) : IFirstStep
{
    /// <inheritdoc />
    public int Order => 50;

    /// <inheritdoc />
    public FirstStep Describe(IStringLocalizer<Texts> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return new(texts["Decide who can register"], texts["Everyone, with approval, or by invitation: choose what fits, then save."], Links.AccountsAdministration);
    }

    /// <inheritdoc />
    public Task<bool> IsDoneAsync(Viewer viewer, CancellationToken cancellation = default) => policy.IsReviewedAsync(cancellation);
}
