using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace Pricing.Pipeline.Files;

/// <summary>The rows of a batch, whatever its format: CSV, a JSON array, or one JSON object a line.</summary>
public static class BatchRows
{
    /// <summary>What stands before the first character is held until that is found.</summary>
    private const int MostBlanks = 1024 * 1024;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Reads the rows as they stream in. The first character tells the format.</summary>
    /// <param name="content">The batch, UTF-8.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The rows in their order; rows that cannot be read carry their defect.</returns>
    /// <exception cref="BatchFormatException">The file as a whole cannot be read, or not beyond some line.</exception>
    public static async IAsyncEnumerable<BatchRow> ReadAsync(
        Stream content, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var pipe = PipeReader.Create(content, new StreamPipeReaderOptions(leaveOpen: true));
        var first = await FirstCharacterAsync(pipe, cancellationToken);
        var stream = pipe.AsStream();
        var rows = first switch
        {
            null => throw new BatchFormatException("the file is empty"),
            '[' => JsonBatchRows.ReadArrayAsync(pipe, cancellationToken),
            '{' => JsonBatchRows.ReadLinesAsync(stream, cancellationToken),
            _ => CsvBatchRows.ReadAsync(stream, cancellationToken),
        };
        await foreach (var row in rows.WithCancellation(cancellationToken)) yield return row;
    }

    /// <summary>Looks at the first character that is no white space, and leaves it unread; a byte order mark is read over.</summary>
    private static async Task<char?> FirstCharacterAsync(PipeReader pipe, CancellationToken cancellationToken)
    {
        var looked = 0L;
        while (true)
        {
            var result = await pipe.ReadAsync(cancellationToken);
            var buffer = result.Buffer;
            var mark = StartsWithMark(buffer) ? ByteOrderMark.Length : 0;
            var first = FirstAfter(buffer.Slice(Math.Max(looked, mark)));
            if (first is not null || result.IsCompleted)
            {
                pipe.AdvanceTo(buffer.GetPosition(mark));
                return first;
            }

            // A mark that is only half there is looked at again.
            looked = Math.Max(0, buffer.Length - ByteOrderMark.Length);
            pipe.AdvanceTo(buffer.Start, buffer.End);
            if (looked > MostBlanks) throw new BatchFormatException($"the file begins with more than {MostBlanks} blanks");
        }
    }

    private static bool StartsWithMark(ReadOnlySequence<byte> bytes)
    {
        var reader = new SequenceReader<byte>(bytes);
        return reader.IsNext(ByteOrderMark);
    }

    private static char? FirstAfter(ReadOnlySequence<byte> bytes)
    {
        var reader = new SequenceReader<byte>(bytes);
        reader.AdvancePastAny((byte)' ', (byte)'\t', (byte)'\r', (byte)'\n');
        return reader.TryPeek(out var first) ? (char)first : null;
    }
}
