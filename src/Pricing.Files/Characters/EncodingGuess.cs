namespace Pricing.Files.Characters;

/// <summary>Which encoding bytes are in that are not all ASCII and carry no mark.</summary>
internal static class EncodingGuess
{
    private const int FewForOneBroken = 4;
    private const int ManyForOneBroken = 20;

    /// <summary>Judges the first stretch of a file that holds bytes beyond ASCII.</summary>
    /// <param name="bytes">The stretch, from the first such byte on.</param>
    /// <returns>UTF-8, CP932, or what the bytes look like instead.</returns>
    public static TextEncoding Of(ReadOnlySpan<byte> bytes)
    {
        var utf8 = Utf8Sequences.Count(bytes);
        if (utf8.Broken == 0)
            return TextEncoding.Utf8;

        // Text of another encoding seldom forms a sequence of UTF-8; UTF-8 with a few damaged bytes is full of them. A few words of
        // CP932 can be nearly nothing else, and then no byte of them is broken.
        var japanese = DoubleByteSequences.OfCp932(bytes);
        if (utf8.Whole >= (japanese.Broken == 0 ? ManyForOneBroken : FewForOneBroken) * utf8.Broken)
            return TextEncoding.Utf8;

        var unix = DoubleByteSequences.OfEucJp(bytes);
        if (unix.Broken == 0 && (japanese.Broken > 0 || japanese.HalfWidth > japanese.Pairs))
            return TextEncoding.EucJp;
        if (japanese.Broken > 0)
            return IsWestern(bytes) ? TextEncoding.Western : TextEncoding.Unknown;
        return japanese.AsciiTrails + japanese.LoneHalfWidth > japanese.Pairs - japanese.AsciiTrails + japanese.HalfWidth - japanese.LoneHalfWidth
            ? TextEncoding.Western
            : TextEncoding.Cp932;
    }

    // Accented letters stand alone between letters of ASCII.
    private static bool IsWestern(ReadOnlySpan<byte> bytes)
    {
        var (alone, all) = (0, 0);
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] < 0x80)
                continue;
            all++;
            if ((i == 0 || bytes[i - 1] < 0x80) && (i + 1 == bytes.Length || bytes[i + 1] < 0x80))
                alone++;
        }

        return 2 * alone > all;
    }
}
