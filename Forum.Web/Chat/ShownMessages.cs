using Forum.Core.Chat;

namespace Forum.Web.Chat;

/// <summary>The messages on a screen: each once, in the order of their ids, whichever way they came.</summary>
public sealed class ShownMessages
{
    /// <summary>Older messages leave the screen when it holds more than this many, unless the viewer has asked for them.</summary>
    public const int Max = 300;

    private readonly SortedDictionary<long, (ChatMessageView Message, string Html)> _messages = [];
    private readonly HashSet<long> _removed = [];

    /// <summary>The messages, oldest first, each with its shared HTML.</summary>
    public IReadOnlyCollection<(ChatMessageView Message, string Html)> All => _messages.Values;

    /// <summary>Whether there are messages before the first one.</summary>
    public bool HasOlder { get; set; }

    /// <summary>Whether the viewer has scrolled back: then nothing leaves the screen.</summary>
    public bool KeepsAll { get; set; }

    /// <summary>The ids on the screen, lowest first.</summary>
    public IReadOnlyCollection<long> Ids => _messages.Keys;

    /// <summary>The id of the first message; 0 when there is none.</summary>
    public long First => _messages.Count == 0 ? 0 : _messages.Keys.First();

    /// <summary>The id of the last message; 0 when there is none.</summary>
    public long Last => _messages.Count == 0 ? 0 : _messages.Keys.Last();

    /// <summary>Whether the message is on the screen, or has been taken off it for good.</summary>
    public bool Knows(long id) => _messages.ContainsKey(id) || _removed.Contains(id);

    /// <summary>Puts a message on the screen, unless it was removed before it came.</summary>
    public void Show(ChatMessageView message, string html)
    {
        if (!_removed.Contains(message.Id))
            _messages[message.Id] = (message, html);
        while (!KeepsAll && _messages.Count > Max)
        {
            _messages.Remove(First);
            HasOlder = true;
        }
    }

    /// <summary>Takes a message off the screen for good: it may still be on its way from the database.</summary>
    public void Remove(long id)
    {
        _removed.Add(id);
        _messages.Remove(id);
    }

    /// <summary>Another room is open, or too much was missed to be filled in.</summary>
    public void Clear() => _messages.Clear();
}
