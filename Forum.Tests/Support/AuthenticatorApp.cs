using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace Forum.Tests.Support;

/// <summary>An authenticator app (RFC 6238 with its defaults: six digits, 30 seconds, SHA-1).</summary>
public static class AuthenticatorApp
{
    private const int StepSeconds = 30;
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>The code for a Base32 secret at a time.</summary>
    public static string Show(string secret, DateTimeOffset at)
    {
        var counter = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, at.ToUnixTimeSeconds() / StepSeconds);
#pragma warning disable CA5350 // The apps' default.
        var hash = HMACSHA1.HashData(Bytes(secret.Replace(" ", "", StringComparison.Ordinal)), counter);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 0xF)) & 0x7FFFFFFF;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    private static byte[] Bytes(string base32)
    {
        var bits = string.Concat(base32.Select(static letter => Convert.ToString(Alphabet.IndexOf(letter, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. bits.Chunk(8).Where(static part => part.Length == 8).Select(static part => Convert.ToByte(new string(part), 2))];
    }
}
