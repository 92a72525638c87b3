using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Pricing.Files.Delimited;

/// <summary>Finds the next delimiter, quote or line break, 32 characters at a time.</summary>
/// <param name="delimiter">What parts the fields.</param>
internal struct MarkScan(char delimiter)
{
    private const int BlockLength = 32;

    private readonly Vector256<byte> delimiters = Vector256.Create((byte)delimiter);
    private int block = -1;
    private uint marks;

    /// <summary>Forgets the block, since the buffer changed.</summary>
    public void Reset() => block = -1;

    /// <summary>The place of the next mark.</summary>
    /// <param name="buffer">The buffer; its characters do not change between resets.</param>
    /// <param name="from">Where to start, not before the last answer.</param>
    /// <param name="end">Where the buffer's characters end.</param>
    /// <returns>The place; <paramref name="end"/> where there is none.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Next(char[] buffer, int from, int end)
    {
        if (block >= 0 && from - block is >= 0 and < BlockLength)
        {
            var left = marks & (uint.MaxValue << (from - block));
            if (left != 0)
                return block + BitOperations.TrailingZeroCount(left);
            from = block + BlockLength;
        }

        return Seek(buffer, from, end);
    }

    private int Seek(char[] buffer, int from, int end)
    {
        ref var start = ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetArrayDataReference(buffer));
        for (; from + BlockLength <= end; from += BlockLength)
        {
            var characters = Vector256.NarrowWithSaturation(
                Vector256.LoadUnsafe(ref start, (nuint)from),
                Vector256.LoadUnsafe(ref start, (nuint)from + BlockLength / 2));
            var found = Vector256.Equals(characters, delimiters)
                | Vector256.Equals(characters, Vector256.Create((byte)'"'))
                | Vector256.Equals(characters, Vector256.Create((byte)'\n'))
                | Vector256.Equals(characters, Vector256.Create((byte)'\r'));
            marks = found.ExtractMostSignificantBits();
            if (marks == 0)
                continue;
            block = from;
            return from + BitOperations.TrailingZeroCount(marks);
        }

        block = -1;
        for (; from < end; from++)
        {
            if (buffer[from] is '"' or '\n' or '\r' || buffer[from] == (char)delimiters[0])
                return from;
        }

        return end;
    }
}
