using System.Text.Json;
using Forum.Core.Accounts;
using Microsoft.AspNetCore.Identity;

namespace Forum.Web.Accounts.SigningIn;

/// <summary>Reads what a browser answers when it was asked to make a passkey.</summary>
public sealed class PasskeyAnswers(SignInManager<Member> signIn, ILogger<PasskeyAnswers> log)
{
    private const int MaxLength = 20_000;

    /// <summary>The passkey, when the answer is to the question that this browser was asked; otherwise null.</summary>
    /// <param name="credential">The answer, as JSON.</param>
    public async Task<UserPasskeyInfo?> ReadAsync(string? credential)
    {
        if (credential is not { Length: > 0 and < MaxLength })
            return null;
        try
        {
            var result = await signIn.PerformPasskeyAttestationAsync(credential);
            return result.Succeeded ? result.Passkey : null;
        }
        catch (Exception error) when (error is InvalidOperationException or JsonException)
        {
            log.LogDebug(error, "A passkey came without the forum having asked for one, or in no form that it knows");
            return null;
        }
    }
}
