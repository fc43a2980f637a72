using System.Text;

namespace Forum.Bench.Circuits;

/// <summary>Finds an attribute in what a circuit draws: in the markup, which stands in a batch as it is.</summary>
internal static class RenderBatch
{
    /// <summary>The value of the first attribute of this name in a piece of markup; null when the batch draws none.</summary>
    public static string? FindAttribute(ReadOnlySpan<byte> batch, ReadOnlySpan<byte> name)
    {
        Span<byte> beginning = stackalloc byte[name.Length + 3];
        beginning[0] = (byte)' ';
        name.CopyTo(beginning[1..]);
        "=\""u8.CopyTo(beginning[(name.Length + 1)..]);
        if (batch.IndexOf(beginning) is not (>= 0 and var at))
            return null;
        var value = batch[(at + beginning.Length)..];
        return value.IndexOf((byte)'"') is >= 0 and var end ? Encoding.UTF8.GetString(value[..end]) : null;
    }
}
