using System.Net;

namespace Forum.Tests.Support;

/// <summary>A response.</summary>
public sealed record Answer(int Status, string Body, string? Location, IReadOnlyDictionary<string, string> Headers)
{
    public string Header(string name) => Headers.GetValueOrDefault(name, "");
}

/// <summary>
/// Reads pages and sends forms as a browser without JavaScript does. It inspects redirects instead of following them.
/// </summary>
public sealed class Visitor(HttpClient client, CookieContainer cookies) : IDisposable
{
    public CookieContainer Cookies => cookies;

    public HttpClient Client => client;

    public Cookie? Cookie(string name) => cookies.GetCookies(client.BaseAddress!)[name];

    /// <param name="language">The language that the browser asks for; null for none.</param>
    public async Task<Answer> GetAsync(string path, string? language = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (language is not null)
            request.Headers.Add("Accept-Language", language);
        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return await ReadAsync(answer);
    }

    public async Task<Answer> PostAsync(string path, IEnumerable<KeyValuePair<string, string>> fields)
    {
        using var content = new FormUrlEncodedContent(fields);
        using var answer = await client.PostAsync(path, content, TestContext.Current.CancellationToken);
        return await ReadAsync(answer);
    }

    /// <summary>Fills in the form with this name, including files, and sends it to its page.</summary>
    public async Task<Answer> SendFilesAsync(string path, string formName, params (string Name, byte[] File)[] files)
    {
        using var content = new MultipartFormDataContent();
        foreach (var (name, value) in await OpenAsync(path, $"name=\"_handler\" value=\"{formName}\""))
            content.Add(new StringContent(value), name);
        foreach (var (name, file) in files)
            content.Add(new ByteArrayContent(file), name, "whatever it is called.txt");
        using var answer = await client.PostAsync(path, content, TestContext.Current.CancellationToken);
        return await ReadAsync(answer);
    }

    /// <summary>The hidden fields of the form on a page that contains <paramref name="mark"/>.</summary>
    public async Task<Dictionary<string, string>> OpenAsync(string path, string mark)
    {
        var page = await GetAsync(path);
        var form = page.Body.Split("<form").Skip(1).Select(part => part.Split("</form>")[0]).FirstOrDefault(part => part.Contains(mark, StringComparison.Ordinal));
        return form is null ? throw new InvalidOperationException($"{path} ({page.Status}) has no form with {mark}:\n{page.Body}") : Cast.HiddenFields(form);
    }

    /// <summary>Opens a page, fills in the form with this name and sends it to the page.</summary>
    public async Task<Answer> SubmitAsync(string path, string formName, params (string Name, string Value)[] typed)
    {
        var form = await OpenAsync(path, $"name=\"_handler\" value=\"{formName}\"");
        foreach (var (name, value) in typed)
            form[name] = value;
        return await PostAsync(path, form);
    }

    public async Task SignInAsync(string name, string password = Cast.Password)
    {
        await SubmitAsync("/sign-in", "sign-in", ("Form.Name", name), ("Form.Password", password));
        if (Cookie("forum") is null)
            throw new InvalidOperationException($"{name} could not sign in.");
    }

    public void Dispose() => client.Dispose();

    private static async Task<Answer> ReadAsync(HttpResponseMessage answer) => new(
        (int)answer.StatusCode,
        await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
        answer.Headers.Location?.OriginalString,
        answer.Headers.Concat(answer.Content.Headers).ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase));
}
