using System.Net;
using System.Text.RegularExpressions;

namespace Forum.Bench.Shared;

/// <summary>Signs a member in through the form, as a browser does.</summary>
internal static partial class SignInForm
{
    /// <summary>Gets the form, fills it in and sends it.</summary>
    /// <param name="http">A client with the forum's address, without cookie storage and redirects.</param>
    /// <returns>The member's Cookie header.</returns>
    public static async Task<string> SendAsync(HttpClient http, string name, string password, CancellationToken cancellation)
    {
        using var page = await http.GetAsync("/sign-in", cancellation);
        var form = Forms().Match(await page.Content.ReadAsStringAsync(cancellation)).Value;
        var fields = HiddenFields().Matches(form).ToDictionary(
            static field => WebUtility.HtmlDecode(field.Groups["name"].Value),
            static field => WebUtility.HtmlDecode(field.Groups["value"].Value));
        fields["Form.Name"] = name;
        fields["Form.Password"] = password;

        using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in") { Content = new FormUrlEncodedContent(fields) };
        request.Headers.TryAddWithoutValidation("Cookie", CookiesOf(page));
        using var answer = await http.SendAsync(request, cancellation);
        return answer.StatusCode == HttpStatusCode.Redirect && CookiesOf(answer) is { Length: > 0 } cookie
            ? cookie
            : throw new InvalidOperationException($"Couldn't sign in {name}: the forum returned {(int)answer.StatusCode}.");
    }

    private static string CookiesOf(HttpResponseMessage answer) =>
        answer.Headers.TryGetValues("Set-Cookie", out var set) ? string.Join("; ", set.Select(static cookie => cookie.Split(';')[0])) : "";

    [GeneratedRegex("<form[^>]*>(?:(?!</form>).)*name=\"Form.Password\".*?</form>", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Forms();

    [GeneratedRegex("<input type=\"hidden\" name=\"(?<name>[^\"]*)\"(?: value=\"(?<value>[^\"]*)\")?", RegexOptions.CultureInvariant)]
    private static partial Regex HiddenFields();
}
