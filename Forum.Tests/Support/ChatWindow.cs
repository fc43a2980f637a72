using Forum.Web.Chat;
using Microsoft.AspNetCore.Components;

namespace Forum.Tests.Support;

/// <summary>A chat on someone's screen: its session, run on its own dispatcher as in a circuit.</summary>
public sealed class ChatWindow(ChatSession session) : IDisposable
{
    private readonly Dispatcher _dispatcher = Dispatcher.CreateDefault();

    /// <summary>Whether events don't arrive here.</summary>
    public bool IsLineDown { get; set; }

    public Task StartAsync(string? timeZone = null) =>
        DoAsync(started => started.StartAsync(timeZone, work => IsLineDown ? Task.CompletedTask : _dispatcher.InvokeAsync(work)));

    public Task DoAsync(Func<ChatSession, Task> work) => _dispatcher.InvokeAsync(() => work(session));

    public Task<T> DoAsync<T>(Func<ChatSession, Task<T>> work) => _dispatcher.InvokeAsync(() => work(session));

    public Task<T> SeeAsync<T>(Func<ChatSession, T> look) => _dispatcher.InvokeAsync(() => look(session));

    /// <summary>The messages on the screen.</summary>
    public Task<List<string>> TextsAsync() => SeeAsync(seen => seen.Messages
        .Select(message => message.Message.Html.Replace("<p>", "", StringComparison.Ordinal).Replace("</p>", "", StringComparison.Ordinal).Trim())
            .ToList());

    public Task ShowsAsync(params string[] texts)
    {
        IReadOnlyList<string> shown = [];
        return Eventually.HoldsAsync(async () => (shown = await TextsAsync()).SequenceEqual(texts), () => $"Shown: {string.Join(" | ", shown)}");
    }

    public void Dispose() => session.Dispose();
}
