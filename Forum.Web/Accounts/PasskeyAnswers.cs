using System.Text.Json;
using Forum.Core.Access;
using Microsoft.AspNetCore.Identity;

namespace Forum.Web.Accounts;

/// <summary>Reads the browser's response after it was asked to create or use a passkey.</summary>
public sealed class PasskeyAnswers(SignInManager<Member> signIn, ILogger<PasskeyAnswers> log)
{
    private const int MaxLength = 20_000;

    /// <summary>The new passkey, if the response answers this browser's challenge; otherwise null.</summary>
    /// <param name="credential">The response, as JSON.</param>
    public async Task<UserPasskeyInfo?> MadeAsync(string? credential) =>
        await ReadAsync(credential, signIn.PerformPasskeyAttestationAsync) is { Succeeded: true } result ? result.Passkey : null;

    /// <summary>
    /// The owner and the use count of the passkey, if the response answers this browser's challenge; otherwise null.
    /// </summary>
    /// <param name="credential">The response, as JSON.</param>
    public async Task<(Member Member, UserPasskeyInfo Passkey)?> UsedAsync(string? credential) =>
        await ReadAsync(credential, signIn.PerformPasskeyAssertionAsync) is { Succeeded: true } result ? (result.User, result.Passkey) : null;

    private async Task<T?> ReadAsync<T>(string? credential, Func<string, Task<T>> read)
        where T : class
    {
        if (credential is not { Length: > 0 and < MaxLength })
            return null;
        try
        {
            return await read(credential);
        }
        catch (Exception error) when (error is InvalidOperationException or JsonException)
        {
            log.LogDebug(error, "Ignored a passkey response that was unexpected or malformed");
            return null;
        }
    }
}
