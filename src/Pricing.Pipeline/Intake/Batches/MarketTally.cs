using Pricing.Files;
using Pricing.Files.Schemas;
using Pricing.Files.Tables;
using Pricing.Files.WholeFiles;
using Pricing.Pipeline.Intake.Records;
using Pricing.Pipeline.MarketData.History;

namespace Pricing.Pipeline.Intake.Batches;

/// <summary>Counts what a file of market data came to.</summary>
internal sealed class MarketTally
{
    private const int MostCodes = 20;
    private const int MostDefects = 100;
    private const int MostReplaced = 100;

    private readonly List<FileDefect> defects;
    private readonly List<FileDefect> conflicts = [];
    private readonly List<string> notices;
    private readonly int rows;
    private readonly int dropped;
    private readonly List<string> codes = [];
    private readonly List<DateOnly> late = [];
    private readonly List<string> replaced = [];
    private int defectCount;
    private int additions;
    private int added;
    private int repeated;
    private int replacedCount;

    private MarketTally(IReadOnlyList<FileDefect> defects, int defectCount, IReadOnlyList<string> notices, int rows, int dropped) =>
        (this.defects, this.defectCount, this.notices, this.rows, this.dropped) = ([.. defects], defectCount, [.. notices], rows, dropped);

    /// <summary>Whether nothing is wrong with the file.</summary>
    public bool IsTaken => defectCount == 0;

    /// <summary>Begins with what was read.</summary>
    /// <typeparam name="T">What a row became.</typeparam>
    /// <param name="file">What was read. Of curves, several rows may be one.</param>
    public static MarketTally Of<T>(FileReading<T> file) => new(
        file.Defects,
        file.DefectCount,
        file.Notices,
        file.RowCount,
        file.IsTaken && file.Kind is not FileKind.Curves ? file.RowCount - file.Rows.Count : 0);

    /// <summary>Adds what else is wrong with the file; of very much the first lines are named, and all is counted.</summary>
    /// <param name="found">The defects.</param>
    public void Refuse(IReadOnlyList<FileDefect> found)
    {
        defectCount += found.Count;
        List<FileDefect> first = [.. defects.Concat(found).OrderBy(defect => defect.Line).Take(MostDefects)];
        defects.Clear();
        defects.AddRange(first);
    }

    /// <summary>Adds what the file comes to beside what is stored.</summary>
    /// <param name="comparison">What speaks against it, and what to know of it.</param>
    public void Take(StoredSplits.Comparison comparison)
    {
        Refuse(comparison.Defects);
        if (IsTaken) Note(comparison.Notices);
    }

    /// <summary>Adds what a person should know; of a defect that is said already only once.</summary>
    /// <param name="found">The notices.</param>
    public void Note(IEnumerable<string> found) => notices.AddRange(found.Where(notice => !notices.Contains(notice)));

    /// <summary>Names the shares that the rows are about; of a file that is taken.</summary>
    /// <typeparam name="T">What a row became.</typeparam>
    /// <param name="found">The rows.</param>
    /// <param name="share">The share of a row, and the date by which it is stored.</param>
    /// <param name="dates">All dates of a row.</param>
    /// <param name="fileName">The file's name, which may name another share; the year of its rows names none.</param>
    public void Name<T>(IReadOnlyList<T> found, Func<T, (string Code, DateOnly? Date)> share, Func<T, DateOnly?[]> dates, string fileName)
    {
        List<(string Code, DateOnly? Date)> named = [.. found.Select(share)];
        codes.AddRange(named
            .GroupBy(row => row.Code, StringComparer.Ordinal)
            .Take(MostCodes)
            .Select(ofShare => $"{SecurityCode.Shown(ofShare.Key)}{Dates([.. ofShare.Select(row => row.Date).OfType<DateOnly>()])}"));
        if (codes.Count == 1
            && CodeInName.Of(fileName) is { } code
            && named[0].Code != code
            && !CodeInName.IsYearOf(fileName, found.Select(dates)))
        {
            notices.Add($"the file's name is the code {SecurityCode.Shown(code)}, and its rows are of {SecurityCode.Shown(named[0].Code)}, for which they are taken");
        }
    }

    private IEnumerable<string> LateNotices()
    {
        if (late.Count > 0)
            yield return $"{late.Count} rows of {DateText.Of(late.Min())} to {DateText.Of(late.Max())} came after closing: for issuers that have closed their period they count only once it is opened again";
    }

    private static string Dates(List<DateOnly> dates) =>
        dates.Count == 0 ? "" : $" {DateText.Of(dates.Min())}..{DateText.Of(dates.Max())}";

    /// <summary>Counts what the rows of one share, or the curves, came to.</summary>
    /// <param name="addition">What became of them.</param>
    /// <param name="lines">The lines on which they stand, in the order in which they were to be added; none where nothing is stored.</param>
    public void Count(MarketDataWriter.Addition addition, IReadOnlyList<int> lines) =>
        Count(addition, conflict => new(lines[conflict.Index], null, conflict.Failure));

    /// <inheritdoc cref="Count(MarketDataWriter.Addition, IReadOnlyList{int})"/>
    /// <param name="addition">What became of them.</param>
    /// <param name="at">The place of what differs from what is stored.</param>
    public void Count(MarketDataWriter.Addition addition, Func<MarketDataWriter.Conflict, FileDefect> at)
    {
        additions++;
        added += addition.Added;
        repeated += addition.Repeated;
        conflicts.AddRange(addition.Conflicts.Select(at));
        late.AddRange(addition.Late);
        replacedCount += addition.Replaced.Count;
        replaced.AddRange(addition.Replaced.Take(MostReplaced - replaced.Count));
    }

    /// <summary>Writes what was refused.</summary>
    /// <param name="rejects">Where to.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async Task WriteAsync(RejectWriter rejects, CancellationToken cancellationToken)
    {
        // What is wrong with a file keeps all of it out, so it has one or the other.
        foreach (var row in defects.Concat(conflicts).GroupBy(defect => defect.Line))
        {
            var cells = row.ToLookup(defect => defect.Failure.Field, defect => defect.Place, StringComparer.Ordinal);
            await rejects.WriteAsync(
                row.Key, [.. row.Select(defect => defect.Failure)], field => cells[field].FirstOrDefault(), cancellationToken);
        }
    }

    /// <summary>The report.</summary>
    /// <param name="record">The attempt.</param>
    /// <param name="rejected">How many rows were refused.</param>
    /// <param name="now">The time.</param>
    public FileReport Report(FileRecord record, int rejected, DateTimeOffset now) => new()
    {
        Batch = record.Key,
        Sha256 = record.Sha256,
        Name = record.Name,
        Kind = record.Kind.Word(),
        FinishedAt = now,
        Rows = rows,
        Stored = added,
        Unchanged = repeated,
        Dropped = dropped,
        Late = late.Count,
        Rejected = rejected + defectCount - defects.Count,
        Shares = record.Kind.IsOfShares() ? additions : 0,
        Codes = codes.Count == 0 ? null : $"{string.Join(", ", codes)}{(additions > codes.Count ? $", and {additions - codes.Count} more" : "")}",
        Notices = DefectText.Of([.. notices, .. LateNotices()]),
        Defect = DefectText.Of(defects, defectCount),
        Replaced = replaced.Count == 0 ? null : string.Join('\n', replaced),
        ReplacedCount = replacedCount,
    };
}
