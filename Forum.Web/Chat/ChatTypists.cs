using Forum.Core.Accounts;
using Forum.Web.Layout;
using Microsoft.Extensions.Localization;

namespace Forum.Web.Chat;

/// <summary>Who is typing in the room that is open. Nobody says that they stop: it is over when nothing was heard for a while.</summary>
/// <param name="clock">Tells when that is.</param>
public sealed class ChatTypists(TimeProvider clock)
{
    /// <summary>How long somebody counts as typing after they were last heard of.</summary>
    public static readonly TimeSpan Shown = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Told = TimeSpan.FromSeconds(3);
    private readonly Dictionary<int, (string Name, DateTimeOffset At)> _typing = [];
    private DateTimeOffset _told;

    /// <summary>The viewer is typing: whether the room is to be told, which is enough every few seconds.</summary>
    public bool ShouldTell()
    {
        var now = clock.GetUtcNow();
        if (now - _told < Told)
            return false;
        _told = now;
        return true;
    }

    /// <summary>Somebody is typing.</summary>
    public void Heard(int memberId, string name) => _typing[memberId] = (name, clock.GetUtcNow());

    /// <summary>Waits until whoever was heard of just now counts no more, unless they are heard of again.</summary>
    /// <param name="then">Looks again.</param>
    public async Task FadeAsync(Func<Task> then)
    {
        ArgumentNullException.ThrowIfNull(then);
        await Task.Delay(Shown, clock);
        await then();
    }

    /// <summary>Somebody has sent what they typed.</summary>
    public void Sent(int? memberId) => _typing.Remove(memberId ?? 0);

    /// <summary>Another room is open.</summary>
    public void Clear() => _typing.Clear();

    /// <summary>Who is typing besides the viewer, as a sentence; empty when nobody is.</summary>
    public string Say(Viewer viewer, IStringLocalizer<Texts> texts)
    {
        var since = clock.GetUtcNow() - Shown;
        var names = _typing.Where(who => who.Value.At > since && !viewer.Is(who.Key) && !viewer.Choices.Blocked.Contains(who.Key)).Select(who => who.Value.Name).ToList();
        return names.Count switch
        {
            0 => "",
            1 => texts["{0} is typing…", names[0]],
            2 => texts["{0} and {1} are typing…", names[0], names[1]],
            _ => texts["Several people are typing…"],
        };
    }
}
