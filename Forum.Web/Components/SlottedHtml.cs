using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;

namespace Forum.Web.Components;

/// <summary>HTML that is the same for everyone, cut at its slots.</summary>
public sealed partial class SlottedHtml
{
    private readonly List<string> _texts = [];
    private readonly List<string> _slots = [];

    /// <summary>Cuts rendered HTML at its marks.</summary>
    /// <param name="filled">The slots that are filled; of the others, nothing remains.</param>
    public SlottedHtml(string html, IReadOnlySet<string> filled)
    {
        ArgumentNullException.ThrowIfNull(filled);
        var parts = Marks().Split(html);
        var text = new StringBuilder(parts[0]);
        for (var i = 1; i < parts.Length; i += 2)
        {
            // The script finds a slot by its element, even if nothing is in it.
            if (filled.Contains(parts[i]))
            {
                _texts.Add(text.Append("<forum-slot name=\"").Append(parts[i]).Append("\">").ToString());
                _slots.Add(parts[i]);
                text.Clear().Append("</forum-slot>");
            }

            text.Append(parts[i + 1]);
        }

        _texts.Add(text.ToString());
    }

    /// <summary>The mark of a slot in rendered HTML. Posts can't contain it: what people write becomes no comments.</summary>
    /// <param name="slot">One of <see cref="FragmentSlotNames"/>.</param>
    public static MarkupString Mark(string slot) => new($"<!--slot:{slot}-->");

    /// <summary>The HTML for a viewer; always the same string if no slot is filled.</summary>
    /// <param name="id">The key of the item that it shows.</param>
    public string With(long id, SlotFill fill)
    {
        ArgumentNullException.ThrowIfNull(fill);
        if (_slots.Count == 0)
            return _texts[0];
        var whole = new StringBuilder(_texts[0]);
        for (var i = 0; i < _slots.Count; i++)
            whole.Append(fill(id, _slots[i])).Append(_texts[i + 1]);
        return whole.ToString();
    }

    [GeneratedRegex("<!--slot:([a-z-]+)-->")]
    private static partial Regex Marks();
}
