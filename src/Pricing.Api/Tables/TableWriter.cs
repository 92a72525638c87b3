using System.Text;
using System.Text.Json;
using Pricing.Files.Delimited;

namespace Pricing.Api.Tables;

/// <summary>Writes records as text, one after the other as they come, and holds none of them.</summary>
internal static class TableWriter
{
    private const int Block = 64 << 10;

    /// <summary>Writes records.</summary>
    /// <typeparam name="T">The record.</typeparam>
    /// <param name="format">The form: CSV, one JSON array, or one JSON object a line.</param>
    /// <param name="columns">The columns.</param>
    /// <param name="records">The records.</param>
    /// <param name="body">Where to.</param>
    /// <param name="cancellationToken">Stops the writing.</param>
    public static Task WriteAsync<T>(
        AnswerFormat format, TableColumns<T> columns, IAsyncEnumerable<T> records, Stream body, CancellationToken cancellationToken) =>
        format == AnswerFormat.Csv
            ? CsvAsync(columns, records, body, cancellationToken)
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
            if (block.Length >= Block) await block.SendAsync(body, cancellationToken);
        }

        if (isArray) block.WriteByte((byte)']');
        await block.SendAsync(body, cancellationToken);
    }

    private static async Task CsvAsync<T>(
        TableColumns<T> columns, IAsyncEnumerable<T> records, Stream body, CancellationToken cancellationToken)
    {
        using var block = new MemoryStream();
        await using var rows = new StreamWriter(block, Encoding.UTF8) { NewLine = "\r\n" };
        CsvText.WriteRow(rows, Array.ConvertAll(columns.Heads, CsvField.Text));
        await foreach (var record in records.WithCancellation(cancellationToken))
        {
            CsvText.WriteRow(rows, columns.Texts(record));
            if (block.Length >= Block) await block.SendAsync(body, cancellationToken);
        }

        rows.Flush();
        await block.SendAsync(body, cancellationToken);
    }
}
