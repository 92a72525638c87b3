using System.Globalization;
using Pricing.Pipeline.Intake.Kinds;
using Pricing.Pipeline.Intake.Records;
using Pricing.Pipeline.MarketData.History;
using Pricing.Pipeline.Sources;
using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.Intake.Batches;

/// <summary>
/// Takes in files of prices and of dividends: whole, or not at all where one row cannot be read. What differs from what
/// is stored is answered and stays out, unless the file may replace.
/// </summary>
/// <param name="storage">Where rejects go.</param>
/// <param name="files">The kept bytes.</param>
/// <param name="archive">Holds whatever a figure came from.</param>
/// <param name="writer">Adds the rows.</param>
/// <param name="clock">The time of the report.</param>
public sealed class MarketFiles(
    PipelineStorage storage, KeptFiles files, RawArchive archive, MarketDataWriter writer, TimeProvider clock)
{
    private const string Feed = "file";
    private const int LongestShown = 300;

    /// <summary>Takes in a kept file. Doing it twice changes nothing.</summary>
    /// <param name="record">The attempt.</param>
    /// <param name="cancellationToken">Stops the requests; doing it again later finishes it.</param>
    public async Task<FileReport> TakeAsync(FileRecord record, CancellationToken cancellationToken)
    {
        var body = await ReadAsync(record, cancellationToken);
        var receipt = new RawArchive.Receipt(
            Feed, Uri.EscapeDataString(record.Name), 0, record.ReceivedAt, record.IsSynthetic);
        var source = await archive.KeepAsync(receipt, body, cancellationToken);
        var taken = record.Kind == FileKind.Dividends
            ? await TakeDividendsAsync(record, body, source, cancellationToken)
            : await TakePricesAsync(record, body, source, cancellationToken);
        var rejects = new RejectWriter(storage.GrantBatchReports, record.Key);
        foreach (var failure in taken.Malformed.Concat(taken.Conflicts))
            await rejects.WriteAsync(0, [failure], cancellationToken);
        await rejects.CommitAsync();
        return new()
        {
            Batch = record.Key,
            Sha256 = record.Sha256,
            Name = record.Name,
            Kind = record.Kind.Word(),
            FinishedAt = clock.GetUtcNow(),
            Rows = taken.Rows,
            Stored = taken.Added,
            Unchanged = taken.Repeated,
            Dropped = taken.Dropped,
            Rejected = rejects.Rows,
            Shares = taken.Shares,
            Defect = Defect(taken.Malformed),
        };
    }

    private static string? Defect(IReadOnlyList<Failure> malformed) => malformed.Count switch
    {
        0 => null,
        1 => Shown(malformed[0]),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Shown(malformed[0])}, and {malformed.Count - 1} more"),
    };

    private static string Shown(Failure failure) => failure.Shortened(LongestShown, LongestShown).ToString();

    private async Task<ReadOnlyMemory<byte>> ReadAsync(FileRecord record, CancellationToken cancellationToken)
    {
        await using var stream = await files.OpenAsync(record.Sha256, cancellationToken);
        var body = new byte[stream.Length];
        await stream.ReadExactlyAsync(body, cancellationToken);
        return ContentHash.Of(body) == record.Sha256 ? body : throw KeptFiles.Damaged(record.Sha256);
    }

    private Task<Taken> TakePricesAsync(
        FileRecord record, ReadOnlyMemory<byte> body, DataSource source, CancellationToken cancellationToken)
    {
        var file = PriceFileParser.Parse(body, record.Code, source);
        return AddAsync(
            file.Facts.GroupBy(row => row.Code, row => row.Fact, StringComparer.Ordinal),
            rows => writer.AddPricesAsync(rows.Key, [.. rows], file.Sources, record.Replace, cancellationToken),
            new() { Dropped = file.Dropped, Rows = file.Facts.Count + file.Dropped, Malformed = file.Failures });
    }

    private Task<Taken> TakeDividendsAsync(
        FileRecord record, ReadOnlyMemory<byte> body, DataSource source, CancellationToken cancellationToken)
    {
        var file = DividendFileParser.Parse(body, record.Code, source);
        return AddAsync(
            file.Notices.GroupBy(row => row.Code, row => row.Notice, StringComparer.Ordinal),
            rows => writer.AddNoticesAsync(
                rows.Key, [.. rows], file.Sources, through: null, record.Replace, cancellationToken),
            new() { Rows = file.Notices.Count, Malformed = file.Failures });
    }

    private static async Task<Taken> AddAsync<T>(
        IEnumerable<IGrouping<string, T>> shares,
        Func<IGrouping<string, T>, Task<MarketDataWriter.Addition>> add,
        Taken taken)
    {
        foreach (var rows in shares)
        {
            var addition = await add(rows);
            taken.Shares++;
            taken.Added += addition.Added;
            taken.Repeated += addition.Repeated;
            taken.Conflicts.AddRange(addition.Conflicts);
        }

        return taken;
    }

    private sealed class Taken
    {
        public required int Rows { get; init; }

        public int Dropped { get; init; }

        public required IReadOnlyList<Failure> Malformed { get; init; }

        public int Shares { get; set; }

        public int Added { get; set; }

        public int Repeated { get; set; }

        public List<Failure> Conflicts { get; } = [];
    }
}
