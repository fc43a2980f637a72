using Forum.Core.Access;
using Forum.Core.Members.Relations;
using Forum.Web.Components;
using Microsoft.Extensions.Localization;

namespace Forum.Web.Chat;

/// <summary>
/// Who is typing in the open room. There is no signal for stopping: it expires after a while without a new one.
/// </summary>
public sealed class ChatTypists(TimeProvider clock)
{
    /// <summary>How long someone counts as typing after the last signal.</summary>
    public static readonly TimeSpan Shown = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Told = TimeSpan.FromSeconds(3);
    private readonly Dictionary<int, (string Name, DateTimeOffset At)> _typing = [];
    private DateTimeOffset _told;

    /// <summary>The viewer is typing. Returns whether to tell the room, which is enough every few seconds.</summary>
    public bool ShouldTell()
    {
        var now = clock.GetUtcNow();
        if (now - _told < Told)
            return false;
        _told = now;
        return true;
    }

    /// <summary>Someone is typing.</summary>
    public void Heard(int memberId, string name) => _typing[memberId] = (name, clock.GetUtcNow());

    /// <summary>Waits until the last signal expires, unless another one arrives.</summary>
    /// <param name="then">Called to update the display.</param>
    public async Task FadeAsync(Func<Task> then)
    {
        ArgumentNullException.ThrowIfNull(then);
        await Task.Delay(Shown, clock);
        await then();
    }

    /// <summary>Someone has sent their message.</summary>
    public void Sent(int? memberId) => _typing.Remove(memberId ?? 0);

    /// <summary>Clears the list when another room is opened.</summary>
    public void Clear() => _typing.Clear();

    /// <summary>Who is typing besides the viewer, as a sentence; empty when nobody is.</summary>
    public string Say(Viewer viewer, IStringLocalizer<Texts> texts)
    {
        var since = clock.GetUtcNow() - Shown;
        var names = _typing.Where(who => who.Value.At > since && !viewer.Is(who.Key) && !viewer.Blocked.Contains(who.Key)).Select(who => who.Value.Name).ToList();
        return names.Count switch
        {
            0 => "",
            1 => texts["{0} is typing…", names[0]],
            2 => texts["{0} and {1} are typing…", names[0], names[1]],
            _ => texts["Several people are typing…"],
        };
    }
}
