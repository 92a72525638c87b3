using System.Text;
using System.Text.Json;
using Pricing.Files.CorporateActions;
using Pricing.Files.Curves;
using Pricing.Files.Dividends;
using Pricing.Files.Prices;
using Pricing.Files.Schemas;
using Pricing.Files.Tables;
using Pricing.Files.WholeFiles;
using Pricing.Pipeline.Intake.Kinds;
using Pricing.Pipeline.Intake.Records;
using Pricing.Pipeline.Intake.Waiting;
using Pricing.Pipeline.MarketData.Dividends;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Sources;
using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.Intake.Batches;

/// <summary>Judges a file by what stands in it alone: nothing is stored, and no storage is needed.</summary>
/// <param name="reader">Reads terms.</param>
/// <param name="clock">The time.</param>
public sealed class FileTrial(GrantTermsReader reader, TimeProvider clock)
{
    /// <summary>What would become of a file.</summary>
    /// <param name="Record">What it would be taken as.</param>
    /// <param name="Report">What would be reported, were nothing stored yet.</param>
    /// <param name="Rejects">What would be refused.</param>
    /// <param name="Waiting">The first rows that would wait.</param>
    public sealed record Judgement(
        FileRecord Record, FileReport Report, IReadOnlyList<Reject> Rejects, IReadOnlyList<WaitingRow> Waiting);

    /// <summary>Judges a file.</summary>
    /// <param name="content">The bytes: a stream that can seek.</param>
    /// <param name="sent">What its sender says of it.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task<Judgement> JudgeAsync(Stream content, SentFile sent, CancellationToken cancellationToken)
    {
        content.Position = 0;
        var kept = new KeptFiles.KeptFile(await ContentHash.OfAsync(content, cancellationToken), content.Length);
        var record = await SentRecords.OfAsync(content, kept, sent, clock.GetUtcNow(), cancellationToken);
        using var text = new MemoryStream();
        var rejects = new RejectWriter(_ => Task.FromResult<Stream>(text));
        IReadOnlyList<WaitingRow> waiting = [];
        FileReport report;
        if (RefusedFiles.Against(record) is { Count: > 0 } against)
            report = await RefusedFiles.RefuseAsync(record, against, rejects, clock.GetUtcNow(), cancellationToken);
        else if (record.IsKindUnknown)
            report = await RefusedFiles.ReportAsync(content, record, rejects, clock.GetUtcNow(), cancellationToken);
        else if (record.Kind.IsOfRows())
            (report, waiting) = await RowsAsync(content, record, rejects, cancellationToken);
        else
            report = await MarketAsync(content, record, rejects, cancellationToken);
        await rejects.CommitAsync();
        return new(record, report, [.. Read(text.ToArray())], waiting);
    }

    private async Task<(FileReport Report, IReadOnlyList<WaitingRow> Waiting)> RowsAsync(
        Stream content, FileRecord record, RejectWriter rejects, CancellationToken cancellationToken)
    {
        using var table = await TableReader.OpenAsync(content, FileRequests.Of(record), cancellationToken);
        var tally = BatchTally.Of(table, rejects, watch: null);
        await RowFiles.TakeRowsAsync(table, new TrialSink(record.Kind, reader, record.Replace), tally, row => SenderLimit.Of(record, row), cancellationToken);
        return (tally.Report(record, clock.GetUtcNow()), tally.Waiting(record));
    }

    private async Task<FileReport> MarketAsync(
        Stream content, FileRecord record, RejectWriter rejects, CancellationToken cancellationToken)
    {
        var request = FileRequests.Of(record);
        var tally = record.Kind switch
        {
            FileKind.Dividends => Dividends(await DividendFile.ReadAsync(content, request, cancellationToken), record.Name),
            FileKind.CorporateActions => Tally(await CorporateActionFile.ReadAsync(content, request, cancellationToken), MarketRows.Of, MarketRows.Dates, record.Name),
            FileKind.Curves => Curves(await CurveFile.ReadAsync(content, request, cancellationToken)),
            _ => Prices(await PriceFile.ReadAsync(content, request, cancellationToken), record.Name),
        };
        await tally.WriteAsync(rejects, cancellationToken);
        return tally.Report(record, rejects.Rows, clock.GetUtcNow());
    }

    private static MarketTally Prices(FileReading<PriceRow> file, string name)
    {
        var tally = Tally(file, MarketRows.Of, MarketRows.Dates, name);
        tally.Note(CloseDecimals.Notices(file.Rows));
        tally.Note(HistoryNotices.Jumps(file.Rows, new HashSet<(string, DateOnly)>()));
        return tally;
    }

    private static MarketTally Dividends(FileReading<DividendRow> file, string name)
    {
        var tally = Tally(file, MarketRows.Of, MarketRows.Dates, name);
        foreach (var rows in file.Rows.GroupBy(row => row.Code, StringComparer.Ordinal))
        {
            var known = NoticeResolution.Dividends([.. rows.Select(MarketRows.Notice).OrderBy(notice => notice.PublishedOn)]);
            tally.Note(DividendSums.Notices(rows.Key, known, rows.Select(row => row.RecordDate).ToHashSet()));
        }

        return tally;
    }

    private static MarketTally Tally<T>(FileReading<T> file, Func<T, (string Code, DateOnly? Date)> share, Func<T, DateOnly?[]> dates, string name)
    {
        var tally = MarketTally.Of(file);
        tally.Name(file.Rows, share, dates, name);
        foreach (var rows in file.Rows.CountBy(row => share(row).Code, StringComparer.Ordinal)) tally.Count(new(rows.Value, 0, []), []);
        return tally;
    }

    private static MarketTally Curves(FileReading<StatedCurve> file)
    {
        var tally = MarketTally.Of(file);
        tally.Refuse(CurveScale.Against(file.Readable, []));
        if (tally.IsTaken) tally.Count(new(file.Rows.Count, 0, []), []);
        return tally;
    }

    private static IEnumerable<Reject> Read(byte[] lines) => Encoding.UTF8.GetString(lines)
        .Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => JsonSerializer.Deserialize(line, IntakeJson.Readable.Reject)!);
}
