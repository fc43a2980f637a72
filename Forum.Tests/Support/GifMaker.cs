namespace Forum.Tests.Support;

/// <summary>GIF with four colours (version 89a).</summary>
public static class GifMaker
{
    private const int Least = 2;
    private const int Clear = 1 << Least;
    private const int End = Clear + 1;
    private const int MaxCodes = 4096;

    /// <summary>One frame, or several.</summary>
    public static byte[] Make(int width, int height, int frames = 1, byte[]? extension = null) =>
    [
        .. "GIF89a"u8, .. Little(width), .. Little(height), 0x81, 0, 0, 0, 0, 0, 255, 255, 255, 200, 40, 40, 40, 40, 200,
        .. extension ?? [], .. Enumerable.Range(0, frames).SelectMany(frame => Frame(width, height, frame)), 0x3B,
    ];

    /// <summary>An extension: its kind, and what it says.</summary>
    public static byte[] Extension(byte kind, ReadOnlySpan<byte> said) => [0x21, kind, (byte)said.Length, .. said, 0];

    private static byte[] Frame(int width, int height, int shift) =>
    [
        0x21, 0xF9, 4, 0, 10, 0, 0, 0, 0x2C, 0, 0, 0, 0, .. Little(width), .. Little(height), 0, Least,
        .. Pack([.. Enumerable.Range(0, width * height).Select(i => ((i % 997 * (i % 997) / 7) + (i % width) + shift) % 4)]).Chunk(255).SelectMany(static block => (byte[])[(byte)block.Length, .. block]), 0,
    ];

    // LZW as in appendix F.
    private static byte[] Pack(int[] pixels)
    {
        List<(int Code, int Size)> written = [(Clear, Least + 1)];
        var known = new Dictionary<(int, int), int>();
        var (size, next, prefix) = (Least + 1, End + 1, pixels[0]);
        foreach (var pixel in pixels.Skip(1))
        {
            if (known.TryGetValue((prefix, pixel), out var longer))
            {
                prefix = longer;
                continue;
            }

            written.Add((prefix, size));
            if (next < MaxCodes)
            {
                if (next == 1 << size && size < 12)
                    size++;
                known[(prefix, pixel)] = next++;
            }
            else
            {
                written.Add((Clear, size));
                known.Clear();
                (size, next) = (Least + 1, End + 1);
            }

            prefix = pixel;
        }

        // The last code of a frame may need one bit more, as if one more entry had been made.
        written.AddRange([(prefix, size), (End, next == 1 << size && size < 12 ? size + 1 : size)]);
        var bits = written.SelectMany(static part => Enumerable.Range(0, part.Size).Select(bit => (part.Code >> bit) & 1)).ToList();
        return [.. bits.Chunk(8).Select(static eight => (byte)eight.Select(static (bit, i) => bit << i).Sum())];
    }

    private static byte[] Little(int number) => [(byte)number, (byte)(number >> 8)];
}
