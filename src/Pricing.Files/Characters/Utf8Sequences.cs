using System.Buffers;
using System.Text;

namespace Pricing.Files.Characters;

/// <summary>How many characters of several bytes are well-formed UTF-8, and how many bytes are not.</summary>
internal readonly record struct Utf8Sequences(int Whole, int Broken)
{
    public static Utf8Sequences Count(ReadOnlySpan<byte> bytes)
    {
        var (whole, broken) = (0, 0);
        while (!bytes.IsEmpty)
        {
            var status = Rune.DecodeFromUtf8(bytes, out _, out var length);
            if (status == OperationStatus.NeedMoreData)
                break;
            if (status != OperationStatus.Done)
                broken++;
            else if (length > 1)
                whole++;
            bytes = bytes[length..];
        }

        return new(whole, broken);
    }
}
