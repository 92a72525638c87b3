using System.Globalization;
using Pricing.Files;
using Pricing.Files.CorporateActions;
using Pricing.Files.Curves;
using Pricing.Files.Dividends;
using Pricing.Files.Prices;
using Pricing.Files.Schemas;
using Pricing.Pipeline.Intake.Kinds;
using Pricing.Pipeline.Intake.Records;
using Pricing.Pipeline.MarketData.Curves;
using Pricing.Pipeline.MarketData.History;
using Pricing.Pipeline.Sources;
using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.Intake.Batches;

/// <summary>
/// Takes in files of prices, of dividends, of corporate actions and of curves: whole, or not at all where one row cannot be read. What differs
/// from what is stored is answered and stays out, unless the file may replace.
/// </summary>
/// <param name="storage">Where rejects go.</param>
/// <param name="files">The kept bytes.</param>
/// <param name="archive">Holds whatever a figure came from.</param>
/// <param name="splits">Knows the splits that are stored.</param>
/// <param name="store">Reads the curves that are stored.</param>
/// <param name="writer">Adds the rows.</param>
/// <param name="clock">The time of the report.</param>
public sealed class MarketFiles(
    PipelineStorage storage,
    KeptFiles files,
    RawArchive archive,
    StoredSplits splits,
    MarketDataStore store,
    MarketDataWriter writer,
    TimeProvider clock)
{
    /// <summary>A file is taken whole, so it is held in memory whole.</summary>
    private const long MostBytes = 200_000_000;

    /// <summary>Why a file is not looked into that would take too much memory; null for any other.</summary>
    /// <param name="record">The attempt.</param>
    internal static Failure? TooLarge(FileRecord record) => record.Length <= MostBytes ? null : new(
        ReasonCode.FeedMalformed,
        "file",
        record.Name,
        string.Create(CultureInfo.InvariantCulture, $"has {record.Length} bytes, and a file of {record.Kind.Word()} has at most {MostBytes}; split it by share or by year"));

    /// <summary>Takes in a kept file. Doing it twice changes nothing.</summary>
    /// <param name="record">The attempt.</param>
    /// <param name="cancellationToken">Stops the requests; doing it again later finishes it.</param>
    public async Task<FileReport> TakeAsync(FileRecord record, CancellationToken cancellationToken)
    {
        var body = await ReadAsync(record, cancellationToken);
        var receipt = new RawArchive.Receipt(
            DataSource.FileFeed, SourceFile.RequestOf(record), 0, record.ReceivedAt, record.IsSynthetic);
        var source = await archive.KeepAsync(receipt, body, cancellationToken);
        using var content = new MemoryStream(body, writable: false);
        var taken = record.Kind switch
        {
            FileKind.Dividends => await TakeDividendsAsync(record, content, source, cancellationToken),
            FileKind.CorporateActions => await TakeActionsAsync(record, content, source, cancellationToken),
            FileKind.Curves => await TakeCurvesAsync(record, content, source, cancellationToken),
            _ => await TakePricesAsync(record, content, source, cancellationToken),
        };
        var rejects = new RejectWriter(storage.GrantBatchReports, record.Key);
        await taken.WriteAsync(rejects, cancellationToken);
        await rejects.CommitAsync();
        return taken.Report(record, rejects.Rows, clock.GetUtcNow());
    }

    private async Task<byte[]> ReadAsync(FileRecord record, CancellationToken cancellationToken)
    {
        await using var stream = await files.OpenAsync(record.Sha256, cancellationToken);
        var body = new byte[stream.Length];
        await stream.ReadExactlyAsync(body, cancellationToken);
        return ContentHash.Of(body) == record.Sha256 ? body : throw KeptFiles.Damaged(record.Sha256);
    }

    private async Task<MarketTally> TakePricesAsync(
        FileRecord record, Stream content, DataSource source, CancellationToken cancellationToken)
    {
        var file = await PriceFile.ReadAsync(content, FileRequests.Of(record), cancellationToken);
        var tally = MarketTally.Of(file);
        tally.Note(CloseDecimals.Notices(file.Rows));
        tally.Take(await splits.AgainstAsync(file.Rows, cancellationToken));
        if (!tally.IsTaken) return tally;

        tally.Name(file.Rows, MarketRows.Of, MarketRows.Dates, record.Name);
        foreach (var rows in file.Rows.GroupBy(row => row.Code, StringComparer.Ordinal))
        {
            tally.Count(await writer.AddPricesAsync(
                rows.Key, [.. rows.Select(MarketRows.Fact)], [source], record.Replace, cancellationToken), [.. rows.Select(row => row.Line)]);
        }

        return tally;
    }

    private async Task<MarketTally> TakeDividendsAsync(
        FileRecord record, Stream content, DataSource source, CancellationToken cancellationToken)
    {
        var file = await DividendFile.ReadAsync(content, FileRequests.Of(record), cancellationToken);
        var tally = MarketTally.Of(file);
        tally.Name(file.Rows, MarketRows.Of, MarketRows.Dates, record.Name);
        foreach (var rows in file.Rows.GroupBy(row => row.Code, StringComparer.Ordinal))
        {
            tally.Count(await writer.AddNoticesAsync(
                rows.Key, [.. rows.Select(MarketRows.Notice)], [source], through: null, record.Replace, cancellationToken), [.. rows.Select(row => row.Line)]);
            var known = await store.ReadDividendsAsync(rows.Key, cancellationToken);
            tally.Note(DividendSums.Notices(rows.Key, known?.Dividends ?? [], rows.Select(row => row.RecordDate).ToHashSet()));
        }

        return tally;
    }

    private async Task<MarketTally> TakeActionsAsync(
        FileRecord record, Stream content, DataSource source, CancellationToken cancellationToken)
    {
        var file = await CorporateActionFile.ReadAsync(content, FileRequests.Of(record), cancellationToken);
        var tally = MarketTally.Of(file);
        tally.Take(await splits.AgainstAsync(file.Readable, cancellationToken));
        if (!tally.IsTaken) return tally;

        tally.Name(file.Rows, MarketRows.Of, MarketRows.Dates, record.Name);
        foreach (var rows in file.Rows.GroupBy(row => row.Code, StringComparer.Ordinal))
        {
            tally.Count(await writer.AddActionsAsync(
                rows.Key, [.. rows.Select(MarketRows.Action)], source, new(record.Replace, record.Reason), cancellationToken), [.. rows.Select(row => row.Line)]);
        }

        return tally;
    }

    private async Task<MarketTally> TakeCurvesAsync(
        FileRecord record, Stream content, DataSource source, CancellationToken cancellationToken)
    {
        var file = await CurveFile.ReadAsync(content, FileRequests.Of(record), cancellationToken);
        var tally = MarketTally.Of(file);
        var stored = file.Readable.Count > 0 ? (await store.ReadCurvesAsync(cancellationToken))?.Curves : null;
        tally.Refuse(CurveScale.Against(file.Readable, stored ?? []));
        if (!tally.IsTaken || file.Rows.Count == 0) return tally;

        var curves = new CurveReply([.. file.Rows.Select(row => row.Curve)], source, new(null, null))
        {
            MayLeaveOut = file.Rows.Where(row => row.MeantReason is not null).Select(row => row.Curve.Date).ToHashSet(),
        };
        tally.Count(await writer.AddCurvesAsync(curves, record.Replace, cancellationToken), conflict => At(file.Rows[conflict.Index], conflict.Failure));
        return tally;
    }

    /// <summary>Where the yield stands that differs; of one that is not stated, where its curve begins.</summary>
    private static FileDefect At(StatedCurve curve, Failure failure) =>
        curve.Yields.FirstOrDefault(one => CurveDifference.FieldOf(one.Point.TenorYears) == failure.Field) is { Line: > 0 } yield
            ? yield.Defect(failure.Code, failure.Reason)
            : new(curve.Line, null, failure);
}
