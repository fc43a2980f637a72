namespace Forum.Tests.Support;

/// <summary>The round trip to a sign-in provider.</summary>
public static class OAuthTrips
{
    /// <summary>Goes to the provider and back as a browser does.</summary>
    /// <returns>The forum's response on the way back.</returns>
    public static async Task<Answer> GoAsync(this Visitor visitor, string key = "club", string? returnUrl = null)
    {
        var there = await visitor.GetAsync($"/sign-in/with/{key}{(returnUrl is null ? "" : "?returnUrl=" + Uri.EscapeDataString(returnUrl))}");
        return await visitor.GetAsync(await AgreeAsync(there.Location!));
    }

    /// <summary>Goes to the provider and back, and follows the redirect.</summary>
    public static async Task<Answer> ArriveAsync(this Visitor visitor, string key = "club", string? returnUrl = null)
    {
        var back = await visitor.GoAsync(key, returnUrl);
        return back.Location is { } next ? await visitor.GetAsync(next) : back;
    }

    /// <summary>Consents at the provider.</summary>
    /// <returns>The path at the forum that the provider redirects to.</returns>
    public static async Task<string> AgreeAsync(string there)
    {
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var answer = await client.GetAsync(there, TestContext.Current.CancellationToken);
        return answer.Headers.Location is { } back
            ? back.PathAndQuery
            : throw new InvalidOperationException($"The provider didn't redirect ({answer.StatusCode}): {await answer.Content.ReadAsStringAsync()}");
    }
}
