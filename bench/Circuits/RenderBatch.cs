using System.Text;

namespace Forum.Bench.Circuits;

/// <summary>Finds an attribute in a render batch, which contains markup as plain text.</summary>
internal static class RenderBatch
{
    /// <summary>The value of the first attribute with this name in the markup; null if the batch has none.</summary>
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
