using Pricing.Files.Characters;

namespace Pricing.Files.Json;

/// <summary>The bytes of a JSON text in UTF-8, whatever encoding the file is in, with the line that is reached.</summary>
/// <param name="source">The characters.</param>
internal sealed class JsonBytes(CharacterSource source) : IDisposable
{
    private const int BlockLength = 1 << 15;

    private readonly char[] characters = new char[BlockLength];
    private byte[] buffer = new byte[1 << 17];
    private char half;
    private int start;
    private int end;

    /// <summary>The line of the first byte that is left, from 1.</summary>
    public int Line { get; private set; } = 1;

    /// <summary>Whether nothing more comes.</summary>
    public bool IsAtEnd { get; private set; }

    /// <summary>The encoding of the file.</summary>
    public TextEncoding Encoding => source.Encoding;

    /// <summary>The bytes that are there and not consumed.</summary>
    public ReadOnlySpan<byte> Left => buffer.AsSpan(start, end - start);

    /// <summary>Reads on.</summary>
    public async ValueTask FillAsync(CancellationToken cancellationToken)
    {
        if (start > 0)
        {
            Left.CopyTo(buffer);
            (start, end) = (0, end - start);
        }

        if (buffer.Length - end < 4 * BlockLength)
            Array.Resize(ref buffer, 2 * buffer.Length);
        var held = half == 0 ? 0 : 1;
        if (held > 0)
            characters[0] = half;
        var count = await source.ReadAsync(characters.AsMemory(held), cancellationToken);
        IsAtEnd = count == 0;
        count += held;

        // A character of two halves may come in two reads.
        half = count > 0 && !IsAtEnd && char.IsHighSurrogate(characters[count - 1]) ? characters[count - 1] : '\0';
        end += System.Text.Encoding.UTF8.GetBytes(characters.AsSpan(0, half == 0 ? count : count - 1), buffer.AsSpan(end));
    }

    /// <summary>Leaves bytes behind.</summary>
    public void Consume(int count)
    {
        Line += Left[..count].Count((byte)'\n');
        start += count;
    }

    /// <summary>The line of a byte that is left.</summary>
    public int LineOf(int offset) => Line + Left[..offset].Count((byte)'\n');

    public void Dispose() => source.Dispose();
}
