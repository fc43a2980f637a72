using System.Buffers.Binary;
using System.Text;

namespace Forum.Bench.Circuits;

/// <summary>
/// Finds an attribute in what a circuit draws. All numbers are little-endian; the last 20 bytes say where the parts begin. A reference
/// frame has 20 bytes, and a string is an index into a table of places.
/// </summary>
internal static class RenderBatch
{
    private const int TailLength = 20;
    private const int FrameLength = 20;
    private const int AttributeFrame = 3;

    /// <summary>The value of the first attribute of this name; null when the batch draws none.</summary>
    public static string? FindAttribute(ReadOnlySpan<byte> batch, ReadOnlySpan<byte> name)
    {
        // Most batches do not have it: that is known without looking at the frames.
        if (batch.IndexOf(name) < 0)
            return null;
        var tail = batch[^TailLength..];
        var frames = batch[Number(tail[4..])..];
        var strings = batch[Number(tail[16..])..^TailLength];
        var count = Number(frames);
        for (var i = 0; i < count; i++)
        {
            var frame = frames.Slice(4 + (i * FrameLength), FrameLength);
            if (Number(frame) == AttributeFrame && Text(batch, strings, Number(frame[4..])).SequenceEqual(name))
                return Encoding.UTF8.GetString(Text(batch, strings, Number(frame[8..])));
        }

        return null;
    }

    private static int Number(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadInt32LittleEndian(bytes);

    private static ReadOnlySpan<byte> Text(ReadOnlySpan<byte> batch, ReadOnlySpan<byte> strings, int index)
    {
        if (index < 0)
            return [];
        var from = batch[Number(strings[(index * 4)..])..];

        // A text stands behind its length in the same form as a frame does.
        return BlazorpackReader.TryTake(ref from, out var text) ? text : [];
    }
}
