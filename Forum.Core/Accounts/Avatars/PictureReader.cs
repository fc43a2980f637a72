using System.Buffers.Binary;

namespace Forum.Core.Accounts.Avatars;

/// <summary>Reads a file from its beginning to its end. What goes beyond the end is damaged.</summary>
/// <param name="file">The file.</param>
/// <param name="longestSide">The most pixels of either side.</param>
internal sealed class PictureReader(byte[] file, int longestSide)
{
    private int _at;

    public byte[] File => file;

    public int At => _at;

    public bool IsAtEnd => _at == file.Length;

    public bool Begins(ReadOnlySpan<byte> mark) => file.AsSpan(_at).StartsWith(mark);

    public ReadOnlySpan<byte> Take(long count)
    {
        Demand(count >= 0 && count <= file.Length - _at);
        var taken = file.AsSpan(_at, (int)count);
        _at += (int)count;
        return taken;
    }

    public byte Byte() => Take(1)[0];

    public int Big16() => BinaryPrimitives.ReadUInt16BigEndian(Take(2));

    public long Big32() => BinaryPrimitives.ReadUInt32BigEndian(Take(4));

    public int Little16() => BinaryPrimitives.ReadUInt16LittleEndian(Take(2));

    public long Little32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

    /// <summary>The size that a header says; refused before anything is unpacked for it.</summary>
    public (int Width, int Height) Size(long width, long height)
    {
        Demand(width > 0 && height > 0);
        return width <= longestSide && height <= longestSide
            ? ((int)width, (int)height)
            : throw new PictureException(PictureFault.TooLarge, (int)Math.Min(width, int.MaxValue), (int)Math.Min(height, int.MaxValue));
    }

    /// <summary>After the picture there is nothing.</summary>
    public void DemandEnd()
    {
        if (!IsAtEnd)
            throw new PictureException(PictureFault.MoreThanPixels);
    }

    public static void Demand(bool isRight)
    {
        if (!isRight)
            throw new PictureException(PictureFault.Damaged);
    }
}
