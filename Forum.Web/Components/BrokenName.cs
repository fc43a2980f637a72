using System.Buffers;
using System.Text;
using Microsoft.AspNetCore.Components;

namespace Forum.Web.Components;

/// <summary>Names in narrow columns.</summary>
public static class BrokenName
{
    private static readonly SearchValues<char> Marks = SearchValues.Create("._-");

    /// <summary>A name that breaks after <c>.</c>, <c>_</c> and <c>-</c>, and only if it doesn't fit then inside a word.</summary>
    public static MarkupString Of(string name)
    {
        var encoded = System.Net.WebUtility.HtmlEncode(name);
        if (encoded.AsSpan().IndexOfAny(Marks) < 0)
            return new(encoded);
        var html = new StringBuilder(encoded.Length + 10);
        foreach (var character in encoded)
        {
            html.Append(character);
            if (Marks.Contains(character))
                html.Append("<wbr>");
        }

        return new(html.ToString());
    }
}
