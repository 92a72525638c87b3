using System.Globalization;
using System.Text;
using System.Text.Json;
using Pricing.Files.Delimited;
using Pricing.Papers.Spreadsheets.Tables;

namespace Pricing.Api.Tables;

/// <summary>Writes records as a table, one after the other as they come, and holds none of them.</summary>
internal static class TableWriter
{
    private const int Block = 64 << 10;

    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];

    /// <summary>Writes records.</summary>
    /// <typeparam name="T">The record.</typeparam>
    /// <param name="format">The form.</param>
    /// <param name="columns">The columns.</param>
    /// <param name="records">The records.</param>
    /// <param name="body">Where to.</param>
    /// <param name="cancellationToken">Stops the writing.</param>
    public static Task WriteAsync<T>(
        AnswerFormat format, TableColumns<T> columns, IAsyncEnumerable<T> records, Stream body, CancellationToken cancellationToken) =>
        format == AnswerFormat.Csv ? CsvAsync(columns, records, body, cancellationToken)
        : format == AnswerFormat.Excel ? RecordSheet.WriteAsync(columns.Heads, records.Select(columns.Fields), body, cancellationToken)
        : JsonAsync(columns, records, body, format == AnswerFormat.Json, cancellationToken);

    private static async Task JsonAsync<T>(
        TableColumns<T> columns, IAsyncEnumerable<T> records, Stream body, bool isArray, CancellationToken cancellationToken)
    {
        using var block = new MemoryStream();
        var isFirst = true;
        if (isArray) block.WriteByte((byte)'[');
        await foreach (var record in records.WithCancellation(cancellationToken))
        {
            if (isArray && !isFirst) block.WriteByte((byte)',');
            isFirst = false;
            JsonSerializer.Serialize(block, record, columns.Type);
            block.WriteByte((byte)'\n');
            if (block.Length >= Block) await SendAsync(block, body, cancellationToken);
        }

        if (isArray) block.WriteByte((byte)']');
        await SendAsync(block, body, cancellationToken);
    }

    private static async Task CsvAsync<T>(
        TableColumns<T> columns, IAsyncEnumerable<T> records, Stream body, CancellationToken cancellationToken)
    {
        using var block = new MemoryStream();
        await using var row = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\r\n" };
        block.Write(ByteOrderMark);
        Add(columns.Heads);
        await foreach (var record in records.WithCancellation(cancellationToken))
        {
            Add(columns.Texts(record));
            if (block.Length >= Block) await SendAsync(block, body, cancellationToken);
        }

        await SendAsync(block, body, cancellationToken);

        void Add(string[] fields)
        {
            CsvText.WriteRow(row, fields);
            var text = row.GetStringBuilder();
            foreach (var chunk in text.GetChunks()) block.Write(Encoding.UTF8.GetBytes(chunk.ToArray()));
            text.Clear();
        }
    }

    private static async Task SendAsync(MemoryStream block, Stream body, CancellationToken cancellationToken)
    {
        await body.WriteAsync(block.GetBuffer().AsMemory(0, (int)block.Length), cancellationToken);
        block.SetLength(0);
    }
}
