using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace Pricing.Pipeline.Files;

/// <summary>The rows of a batch, whatever its format: CSV, a JSON array, or one JSON object a line.</summary>
public static class BatchRows
{
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
        while (true)
        {
            var result = await pipe.ReadAsync(cancellationToken);
            var (mark, first) = Look(result.Buffer.ToArray());
            var looked = first is not null || result.IsCompleted;
            var start = looked ? result.Buffer.GetPosition(mark) : result.Buffer.Start;
            pipe.AdvanceTo(start, looked ? start : result.Buffer.End);
            if (looked) return first;
        }
    }

    private static (int Mark, char? First) Look(ReadOnlySpan<byte> bytes)
    {
        var mark = bytes.StartsWith(ByteOrderMark) ? ByteOrderMark.Length : 0;
        var rest = bytes[mark..].TrimStart(" \t\r\n"u8);
        return (mark, rest.IsEmpty ? null : (char)rest[0]);
    }
}
