using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;

namespace Pricing.Files.Characters;

/// <summary>
/// The characters of a file as they stream in. The encoding is known by its mark, or guessed where the first byte beyond
/// ASCII comes; damaged bytes become <see cref="Invisible.Damage"/>.
/// </summary>
/// <param name="content">The bytes, from where they stand on.</param>
internal sealed class CharacterSource(Stream content) : IDisposable
{
    private const int BlockSize = 1 << 16;
    private const byte Escape = 0x1B;

    private readonly byte[] block = ArrayPool<byte>.Shared.Rent(BlockSize);
    private Decoder? decoder;
    private int start;
    private int end;
    private bool isAtEnd;
    private bool isOpened;

    /// <summary>The encoding as far as it is known: UTF-8 as long as all is ASCII.</summary>
    public TextEncoding Encoding { get; private set; } = TextEncoding.Utf8;

    /// <summary>Whether the file is in an encoding that is not read; then nothing more comes.</summary>
    public bool IsRefused => !Encoding.IsRead;

    /// <summary>Reads on.</summary>
    /// <param name="characters">Where to; at least two.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>How many characters came; 0 at the end, or where the encoding is refused.</returns>
    public async ValueTask<int> ReadAsync(Memory<char> characters, CancellationToken cancellationToken)
    {
        if (!isOpened)
            await OpenAsync(cancellationToken);
        while (!IsRefused)
        {
            if (start == end && !isAtEnd)
                await FillAsync(cancellationToken);
            if (decoder is null && start < end && !char.IsAscii((char)block[start]))
                await GuessAsync(cancellationToken);
            if (IsRefused)
                break;

            var written = decoder is null ? TakeAscii(characters.Span) : Decode(characters.Span);
            if (written > 0 || (isAtEnd && start == end))
                return written;
        }

        return 0;
    }

    /// <summary>Gives the buffer back; the content stays open.</summary>
    public void Dispose() => ArrayPool<byte>.Shared.Return(block);

    private async ValueTask OpenAsync(CancellationToken cancellationToken)
    {
        isOpened = true;
        while (end < BlockSize / 2 && !isAtEnd)
            await FillAsync(cancellationToken);
        var (encoding, mark) = Marked(block.AsSpan(start, end - start));
        if (encoding is null)
            return;
        start += mark;
        Decide(encoding);
    }

    private static (TextEncoding? Encoding, int Mark) Marked(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xEF, 0xBB, 0xBF, ..] => (TextEncoding.Utf8, 3),
        [0xFF, 0xFE, 0, 0, ..] or [0, 0, 0xFE, 0xFF, ..] => (TextEncoding.Utf32, 4),
        [0xFF, 0xFE, ..] => (TextEncoding.Utf16, 2),
        [0xFE, 0xFF, ..] => (TextEncoding.Utf16BigEndian, 2),
        _ when HasHalvesOfZero(MemoryMarshal.Cast<byte, ushort>(bytes), eighths: 3) => (TextEncoding.Utf32, 0),
        _ when HasHalvesOfZero(bytes, eighths: 1) => (TextEncoding.Utf16Unmarked, 0),
        _ => (null, 0),
    };

    /// <summary>
    /// Whether more than so many eighths of units are zero, and nearly all in the same half of a character: bytes of Latin letters and digits in UTF-16,
    /// pairs of bytes of any text in UTF-32.
    /// </summary>
    private static bool HasHalvesOfZero<T>(ReadOnlySpan<T> units, int eighths)
        where T : struct, IEquatable<T>
    {
        var (zeros, first) = (units.Count(default(T)), 0);
        for (var place = 0; place < units.Length; place += 2)
        {
            if (units[place].Equals(default)) first++;
        }

        return 8 * zeros > eighths * units.Length && 4 * Math.Min(first, zeros - first) < zeros;
    }

    private void Decide(TextEncoding encoding)
    {
        Encoding = encoding;
        if (!encoding.IsRead)
            return;

        // The framework's own replacement is a question mark, which could be the text's.
        var damage = new DecoderReplacementFallback(Invisible.Damage.ToString());
        var reader = encoding == TextEncoding.Cp932
            ? CodePagesEncodingProvider.Instance.GetEncoding(encoding.CodePage, EncoderFallback.ReplacementFallback, damage)!
            : System.Text.Encoding.GetEncoding(encoding.CodePage, EncoderFallback.ReplacementFallback, damage);
        decoder = reader.GetDecoder();
    }

    private async ValueTask GuessAsync(CancellationToken cancellationToken)
    {
        // What follows the first such byte tells more than it does alone.
        block.AsSpan(start, end - start).CopyTo(block);
        (start, end) = (0, end - start);
        while (end < BlockSize && !isAtEnd)
            await FillAsync(cancellationToken);
        Decide(EncodingGuess.Of(block.AsSpan(0, end)));
    }

    private async ValueTask FillAsync(CancellationToken cancellationToken)
    {
        if (start == end)
            start = end = 0;
        var read = await content.ReadAsync(block.AsMemory(end, BlockSize - end), cancellationToken);
        end += read;
        isAtEnd = read == 0;
    }

    private int TakeAscii(Span<char> characters)
    {
        var bytes = block.AsSpan(start, Math.Min(end - start, characters.Length));
        var beyond = bytes.IndexOfAnyExceptInRange((byte)0, (byte)0x7F);
        if (beyond >= 0)
            bytes = bytes[..beyond];
        if (IsIso2022(bytes))
        {
            Decide(TextEncoding.Iso2022Jp);
            return 0;
        }

        System.Text.Encoding.ASCII.GetChars(bytes, characters);
        start += bytes.Length;
        return bytes.Length;
    }

    private static bool IsIso2022(ReadOnlySpan<byte> bytes)
    {
        var at = bytes.IndexOf(Escape);
        return at >= 0 && bytes[at..] is [Escape, (byte)'$' or (byte)'(', (byte)'@' or (byte)'B' or (byte)'J' or (byte)'I', ..];
    }

    private int Decode(Span<char> characters)
    {
        decoder!.Convert(
            block.AsSpan(start, end - start), characters, flush: isAtEnd, out var bytes, out var written, out _);
        start += bytes;
        return written;
    }
}
