using System.Buffers;
using Pricing.Files.Characters;

namespace Pricing.Files.Delimited;

/// <summary>
/// The records of a delimited file. A quote counts where a field starts with it; a field may hold line breaks between its
/// quotes. Lines end with LF, CRLF or CR.
/// </summary>
/// <param name="source">The characters.</param>
internal sealed class DelimitedRecords(CharacterSource source) : IDisposable
{
    /// <summary>The most characters of a record.</summary>
    public const int LongestRecord = 1 << 20;

    private const int FirstBuffer = 1 << 16;

    private char[] buffer = ArrayPool<char>.Shared.Rent(FirstBuffer);
    private DelimitedField[] fields = new DelimitedField[32];
    private char[] unquoted = [];
    private MarkScan scan = new(',');
    private char delimiter = ',';
    private int next;
    private int end;
    private int nextLine = 1;
    private int openQuote;
    private bool isAtEnd;

    /// <summary>How many fields the record has.</summary>
    public int Count { get; private set; }

    /// <summary>The line on which it begins, from 1.</summary>
    public int Line { get; private set; }

    /// <summary>The last line that it reaches.</summary>
    public int LastLine { get; private set; }

    /// <summary>What is wrong with it.</summary>
    public RecordDefect Defect { get; private set; }

    /// <summary>The line of the quote that is wrong.</summary>
    public int DefectLine { get; private set; }

    // What stands before bytes that cannot be read may be a part of a record only.
    private bool IsWhole => isAtEnd && !source.IsRefused;

    /// <summary>A field's text; valid until the next record or the next field with doubled quotes.</summary>
    /// <param name="index">Its place, from 0.</param>
    public ReadOnlySpan<char> Field(int index)
    {
        var field = fields[index];
        var text = buffer.AsSpan(field.Start, field.Length);
        return field.HasQuotes ? Unquoted(text) : text;
    }

    /// <summary>Fills the buffer, so that the first lines can be looked at.</summary>
    public async ValueTask StartAsync(CancellationToken cancellationToken)
    {
        while (end < FirstBuffer / 2 && !isAtEnd)
            await FillAsync(cancellationToken);
    }

    /// <summary>Goes back to the start of what <see cref="StartAsync"/> read, with another delimiter.</summary>
    public void Restart(char with)
    {
        delimiter = with;
        scan = new(with);
        (next, nextLine) = (0, 1);
    }

    /// <summary>Reads a record of what is in the buffer.</summary>
    /// <returns>Whether there was a whole one.</returns>
    public bool TryRead()
    {
        if (next >= end)
            return false;
        Defect = RecordDefect.None;
        Line = nextLine;
        if (TryPlain())
            return true;
        Count = 0;
        var (position, line) = (next, nextLine);
        while (true)
        {
            if (!TryField(ref position, ref line, out var isLast))
                return false;
            if (isLast)
                break;
        }

        (next, nextLine) = (position, line);
        LastLine = Math.Max(Line, line - 1);
        return true;
    }

    /// <summary>Reads the next record.</summary>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>Whether there was one.</returns>
    public ValueTask<bool> ReadAsync(CancellationToken cancellationToken) =>
        TryRead() ? ValueTask.FromResult(true) : ReadOnAsync(cancellationToken);

    /// <summary>Gives the buffer back.</summary>
    public void Dispose() => ArrayPool<char>.Shared.Return(buffer);

    private async ValueTask<bool> ReadOnAsync(CancellationToken cancellationToken)
    {
        while (!isAtEnd)
        {
            if (end - next >= LongestRecord)
                return openQuote > 0 ? Stop() : await SkipLineAsync(cancellationToken);
            await FillAsync(cancellationToken);
            if (TryRead())
                return true;
        }

        return false;
    }

    // What follows an open quote for so long is no field, and where the next record starts nobody can tell.
    private bool Stop()
    {
        (Line, LastLine, Count) = (nextLine, nextLine, 0);
        (Defect, DefectLine) = (RecordDefect.UnclosedQuote, openQuote);
        next = end;
        isAtEnd = true;
        return true;
    }

    private async ValueTask<bool> SkipLineAsync(CancellationToken cancellationToken)
    {
        (Line, LastLine, Count, Defect) = (nextLine, nextLine, 0, RecordDefect.TooLong);
        while (true)
        {
            var at = buffer.AsSpan(next, end - next).IndexOfAny('\n', '\r');
            next = at < 0 ? end : next + at;
            if (next + 1 < end || isAtEnd)
                break;
            await FillAsync(cancellationToken);
        }

        if (next < end)
            next += BreakLength(next);
        nextLine++;
        return true;
    }

    private async ValueTask FillAsync(CancellationToken cancellationToken)
    {
        if (next > 0)
        {
            buffer.AsSpan(next, end - next).CopyTo(buffer);
            (next, end) = (0, end - next);
        }

        if (end > buffer.Length / 2)
        {
            var larger = ArrayPool<char>.Shared.Rent(2 * buffer.Length);
            buffer.AsSpan(0, end).CopyTo(larger);
            ArrayPool<char>.Shared.Return(buffer);
            buffer = larger;
        }

        scan.Reset();
        var read = await source.ReadAsync(buffer.AsMemory(end), cancellationToken);
        end += read;
        isAtEnd = read == 0;
    }

    // A record without quotes, all of it in the buffer: nearly every one.
    private bool TryPlain()
    {
        var (count, start) = (0, next);
        var (characters, places, last) = (buffer, fields, end);
        while (true)
        {
            var mark = scan.Next(characters, start, last);
            if (mark + 1 >= last || count == places.Length || characters[mark] == '"' || characters[start] == '"')
                return false;
            places[count++] = new(start, mark - start, false);
            if (characters[mark] == delimiter)
            {
                start = mark + 1;
                continue;
            }

            next = mark + BreakLength(mark);
            Count = count;
            LastLine = nextLine++;
            return true;
        }
    }

    private bool TryField(ref int position, ref int line, out bool isLast)
    {
        openQuote = 0;
        if (position < end && buffer[position] == '"')
            return TryQuoted(ref position, ref line, out isLast);
        var mark = scan.Next(buffer, position, end);
        while (mark < end && buffer[mark] == '"')
            mark = scan.Next(buffer, mark + 1, end);
        return TryEnd(new(position, mark - position, false), mark, ref position, ref line, out isLast);
    }

    private bool TryQuoted(ref int position, ref int line, out bool isLast)
    {
        isLast = true;
        var start = position + 1;
        var quote = start;
        var hasQuotes = false;
        while (true)
        {
            var at = buffer.AsSpan(quote, end - quote).IndexOf('"');
            if (at < 0 || (quote + at + 1 == end && !isAtEnd))
                return TryUnclosed(start, ref position, ref line);
            quote += at;
            if (quote + 1 == end || buffer[quote + 1] != '"')
                break;
            hasQuotes = true;
            quote += 2;
        }

        var mark = scan.Next(buffer, quote + 1, end);
        while (mark < end && buffer[mark] == '"')
            mark = scan.Next(buffer, mark + 1, end);
        if (!buffer.AsSpan(quote + 1, mark - quote - 1).IsWhiteSpace() && Defect == RecordDefect.None)
            (Defect, DefectLine) = (RecordDefect.TextAfterQuote, line);
        line += Breaks(buffer.AsSpan(start, quote - start));
        return TryEnd(new(start, quote - start, hasQuotes), mark, ref position, ref line, out isLast);
    }

    private bool TryUnclosed(int start, ref int position, ref int line)
    {
        openQuote = line;
        if (!IsWhole)
            return false;
        (Defect, DefectLine) = (RecordDefect.UnclosedQuote, line);
        line += Breaks(buffer.AsSpan(start, end - start));
        Add(new(start, end - start, false));
        position = end;
        return true;
    }

    private bool TryEnd(DelimitedField field, int mark, ref int position, ref int line, out bool isLast)
    {
        isLast = mark == end || buffer[mark] != delimiter;
        if (mark == end ? !IsWhole : !isAtEnd && buffer[mark] == '\r' && mark + 1 == end)
            return false;
        Add(field);
        position = mark == end ? end : mark + (isLast ? BreakLength(mark) : 1);
        line += isLast ? 1 : 0;
        return true;
    }

    private int BreakLength(int at) => buffer[at] == '\r' && at + 1 < end && buffer[at + 1] == '\n' ? 2 : 1;

    private void Add(DelimitedField field)
    {
        if (Count == fields.Length)
            Array.Resize(ref fields, 2 * fields.Length);
        fields[Count++] = field;
    }

    private ReadOnlySpan<char> Unquoted(ReadOnlySpan<char> text)
    {
        if (unquoted.Length < text.Length)
            unquoted = new char[Math.Max(text.Length, 256)];
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            unquoted[length++] = text[i];
            if (text[i] == '"')
                i++;
        }

        return unquoted.AsSpan(0, length);
    }

    private static int Breaks(ReadOnlySpan<char> text)
    {
        var breaks = text.Count('\n');
        for (var at = text.IndexOf('\r'); at >= 0; at = text.IndexOf('\r'))
        {
            breaks += at + 1 < text.Length && text[at + 1] == '\n' ? 0 : 1;
            text = text[(at + 1)..];
        }

        return breaks;
    }
}
