using System.Globalization;
using System.Text.Json;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Values;

namespace Pricing.Pipeline.Nights.Columns;

/// <summary>
/// Keeps the tables of completed runs, <c>{date}/v{n}/values.parquet</c>, each by the hash in the run's manifest. A table follows
/// from the run's exported values.
/// </summary>
/// <param name="storage">The container.</param>
/// <param name="exports">The values.</param>
public sealed class ColumnStore(PipelineStorage storage, ExportStore exports)
{
    private const int BufferSize = 64 * 1024;

    /// <summary>Makes the table of a run. Doing it again leaves the same.</summary>
    /// <param name="run">The run; all its values are exported.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>The hash of the table, and which dates its values belong to.</returns>
    /// <exception cref="DamagedContentException">
    /// The exported values cannot be read, are not those that were counted, or give another table than the run names; nothing is stored.
    /// </exception>
    public async Task<(string Hash, IReadOnlyList<HeldDate> Held)> WriteAsync(RunRecord run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        await using var file = Temporary();
        var dates = new DateTally();
        var count = await ColumnFile.WriteAsync(
            exports.PartsAsync(run, (_, part) => Rows(run, part), cancellationToken).SelectMany(rows => rows).Select(dates.Counted), file, cancellationToken);
        if (count != run.Rows)
        {
            throw new DamagedContentException(
                $"{storage.RunFiles.Name}/{run.ToRun().Folder}/values",
                string.Create(CultureInfo.InvariantCulture, $"hold {count} values, but {run.Rows} are stored"));
        }

        file.Position = 0;
        var hash = await ContentHash.OfAsync(file, cancellationToken);
        if (run.Columns.Length > 0 && run.Columns != hash)
        {
            throw new DamagedContentException(
                $"{storage.RunFiles.Name}/{run.ToRun().Folder}/values", $"give a table of the hash {hash}, but the run names {run.Columns}");
        }

        file.Position = 0;
        await Blob(run).UploadAsync(
            file, new BlobUploadOptions { HttpHeaders = new() { ContentType = "application/vnd.apache.parquet" } }, cancellationToken);
        return (hash, dates.Of(run.ToRun()));
    }

    /// <summary>Opens the tables of runs as one, where of each value the last version stands.</summary>
    /// <param name="of">The runs, which name them.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <exception cref="EarlierTableException">One is of an earlier layout.</exception>
    /// <exception cref="DamagedContentException">One is not the one that its run names.</exception>
    /// <exception cref="Azure.RequestFailedException">One is not there.</exception>
    internal async Task<ColumnTable> OpenAsync(TableRuns of, CancellationToken cancellationToken)
    {
        var contents = new List<Stream>();
        try
        {
            foreach (var run in of.Own) contents.Add(await ContentBlob.OpenAsync(Blob(run), run.Columns, cancellationToken));
            if (of is { Date: { } date, Others.Count: > 0 }) contents.Add(await OfOthersAsync(date, of.Others, cancellationToken));
            return await ColumnTable.OpenAsync(contents, of.Date, cancellationToken);
        }
        catch
        {
            foreach (var content in contents) await content.DisposeAsync();
            throw;
        }
    }

    /// <summary>Whether a run names a table and one is there.</summary>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task<bool> IsThereAsync(RunRecord run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        return run.Columns.Length > 0 && await Blob(run).ExistsAsync(cancellationToken);
    }

    /// <summary>Looks whether the table of a run is that of its manifest; nothing is made.</summary>
    /// <param name="run">The run, completed.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <exception cref="DamagedContentException">It is another one.</exception>
    /// <exception cref="Azure.RequestFailedException">It is not there.</exception>
    public async Task CheckAsync(RunRecord run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        if (run.Columns.Length == 0) return;

        await using var content = await ContentBlob.OpenAsync(Blob(run), run.Columns, cancellationToken);
    }

    /// <summary>The last versions that runs of other dates stored of a date, as one small table: theirs are large, and none is held open.</summary>
    private async Task<Stream> OfOthersAsync(DateOnly date, IReadOnlyList<RunRecord> others, CancellationToken cancellationToken)
    {
        var rows = new List<ColumnRow>();
        foreach (var run in others)
        {
            await using var file = await ColumnFile.OpenAsync(await ContentBlob.OpenAsync(Blob(run), run.Columns, cancellationToken), cancellationToken);
            rows.AddRange(await ColumnFile.RowsOfAsync(file, date, cancellationToken));
        }

        var last = rows
            .GroupBy(row => (row.Issuer, row.GrantId, row.MeasurementDate))
            .Select(versions => versions.MaxBy(row => row.Version)!)
            .OrderBy(row => row.Issuer, StringComparer.Ordinal)
            .ThenBy(row => row.GrantId, StringComparer.Ordinal)
            .ThenBy(row => row.MeasurementDate);
        var content = new MemoryStream();
        await ColumnFile.WriteAsync(last.ToAsyncEnumerable(), content, cancellationToken);
        content.Position = 0;
        return content;
    }

    private List<ColumnRow> Rows(RunRecord run, ReadOnlyMemory<byte> part)
    {
        var rows = new List<ColumnRow>();
        for (var rest = part; !rest.IsEmpty;)
        {
            var end = rest.Span.IndexOf((byte)'\n');
            rows.Add(Read(run, end < 0 ? rest : rest[..end]));
            rest = end < 0 ? default : rest[(end + 1)..];
        }

        return rows;
    }

    private ColumnRow Read(RunRecord run, ReadOnlyMemory<byte> line)
    {
        try
        {
            return JsonSerializer.Deserialize(line.Span, ColumnJson.Readable.ColumnRow)!;
        }
        catch (JsonException damage)
        {
            throw new DamagedContentException($"{storage.RunFiles.Name}/{run.ToRun().Folder}/values", $"hold what is no value: {damage.Message}");
        }
    }

    private BlobClient Blob(RunRecord run) => storage.RunFiles.GetBlobClient($"{run.ToRun().Folder}/values.parquet");

    private static FileStream Temporary() => new(
        Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()),
        new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            BufferSize = BufferSize,
            Options = FileOptions.Asynchronous | FileOptions.DeleteOnClose,
        });
}
