using Forum.Core.Access;
using Forum.Core.Accounts.Credentials;
using Forum.Web.Administration;
using Forum.Web.Components;
using Microsoft.Extensions.Localization;

namespace Forum.Web.Accounts.Administration;

/// <summary>The step to a protected administrator's account.</summary>
public sealed class TwoFactorStep(TwoFactor twoFactor, Passkeys passkeys) : IFirstStep
{
    /// <inheritdoc />
    public int Order => 60;

    /// <inheritdoc />
    public FirstStep Describe(IStringLocalizer<Texts> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return new(texts["Protect your account"], texts["Add a passkey or turn on two-factor authentication: your account can change everything here."], Links.SecuritySettings);
    }

    /// <inheritdoc />
    public async Task<bool> IsDoneAsync(Viewer viewer, CancellationToken cancellation = default) =>
        await twoFactor.FindAsync(viewer, cancellation) is { IsEnabled: true } || (await passkeys.ListAsync(viewer, cancellation)).Count > 0;
}
