namespace Pricing.Files.Characters;

/// <summary>What bytes are under an encoding that writes kanji in two bytes.</summary>
/// <param name="Pairs">Characters of two bytes.</param>
/// <param name="AsciiTrails">Those of them whose first byte starts a rare kanji and whose second is a letter of ASCII.</param>
/// <param name="HalfWidth">Half-width katakana of one byte.</param>
/// <param name="LoneHalfWidth">Those of them that stand alone.</param>
/// <param name="Broken">Bytes that are no character.</param>
internal readonly record struct DoubleByteSequences(int Pairs, int AsciiTrails, int HalfWidth, int LoneHalfWidth, int Broken)
{
    public static DoubleByteSequences OfCp932(ReadOnlySpan<byte> bytes)
    {
        var (pairs, asciiTrails, half, lone, broken) = (0, 0, 0, 0, 0);
        var run = 0;
        for (var i = 0; i < bytes.Length; i++)
        {
            var lead = bytes[i];
            if (lead is >= 0xA1 and <= 0xDF)
            {
                half++;
                run++;
                continue;
            }

            lone += run == 1 ? 1 : 0;
            run = 0;
            if (lead < 0x80)
                continue;
            if (lead is not ((>= 0x81 and <= 0x9F) or (>= 0xE0 and <= 0xFC)))
            {
                broken++;
                continue;
            }

            if (++i == bytes.Length)
                break;
            if (bytes[i] is (>= 0x40 and <= 0x7E) or (>= 0x80 and <= 0xFC))
            {
                pairs++;
                asciiTrails += lead >= 0xE0 && char.IsAsciiLetter((char)bytes[i]) ? 1 : 0;
            }
            else
            {
                broken++;
                i--;
            }
        }

        return new(pairs, asciiTrails, half, lone + (run == 1 ? 1 : 0), broken);
    }

    public static DoubleByteSequences OfEucJp(ReadOnlySpan<byte> bytes)
    {
        var (pairs, broken) = (0, 0);
        for (var i = 0; i < bytes.Length; i++)
        {
            var lead = bytes[i];
            if (lead < 0x80)
                continue;
            var length = lead switch
            {
                0x8F => 2,
                0x8E or (>= 0xA1 and <= 0xFE) => 1,
                _ => 0,
            };
            if (length == 0)
                broken++;
            else
                pairs++;
            for (; length > 0 && i + 1 < bytes.Length; length--)
            {
                if (bytes[++i] is < 0xA1 or 0xFF)
                {
                    broken++;
                    break;
                }
            }
        }

        return new(pairs, 0, 0, 0, broken);
    }
}
