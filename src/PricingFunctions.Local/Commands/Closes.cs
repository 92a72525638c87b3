using Pricing;
using Pricing.Calendars;
using Pricing.Dividends;
using Pricing.Files;
using Pricing.Files.Prices;
using Pricing.Files.WholeFiles;
using Pricing.Volatility;
using PricingFunctions.Local.Shell;

namespace PricingFunctions.Local.Commands;

/// <summary>The daily closes of one share from a file, by date, and the splits that count.</summary>
internal sealed class Closes
{
    private readonly IReadOnlyList<ClosingPrice> all;

    private Closes(IReadOnlyList<ClosingPrice> all, IReadOnlyList<ShareSplit> splits) => (this.all, Splits) = (all, splits);

    /// <summary>The splits that the file states and those that were stated beside it.</summary>
    public IReadOnlyList<ShareSplit> Splits { get; }

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file as the user named it.</param>
    /// <param name="column">The column of the closes.</param>
    /// <param name="splits">Splits that were stated beside the file.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="UnreadableFileException">
    /// The file cannot be taken, states another split than was stated beside it, or has closes that are adjusted for one.
    /// </exception>
    public static async Task<Closes> ReadAsync(
        string path, string column, IReadOnlyList<ShareSplit> splits, CancellationToken cancellationToken)
    {
        await using var content = InputFile.Open(path);
        var request = new TableRequest
        {
            Today = JapanTime.DateOf(TimeProvider.System.GetUtcNow()),
            CloseColumn = column == "Close" ? null : column,
            NeedsNoShare = true,
        };
        var file = await PriceFile.ReadAsync(content, request, cancellationToken);
        if (!file.IsTaken) throw InputFile.Unreadable(path, file.Defects);

        Check(path, file, splits);
        IReadOnlyList<string> jumps = file.Rows.Count > 0 ? CheckJumps(path, file, splits) : [];
        await InputFile.SayAsync(path, [.. file.Notices, .. jumps]);
        var rows = file.Rows.OrderBy(row => row.Date).ToList();
        return new(
            [.. rows.Where(row => row.Close is not null).Select(row => new ClosingPrice(row.Date, row.Close!.Value))],
            [.. splits, .. rows.Where(row => row.NewPerOld is not null && !IsStated(row, splits)).Select(row => new ShareSplit { ExDate = row.Date, NewPerOld = row.NewPerOld!.Value })]);
    }

    /// <summary>The closes of a window.</summary>
    /// <param name="window">The window.</param>
    public IReadOnlyList<ClosingPrice> Within(DateWindow window) => [.. all.Where(close => window.Contains(close.Date))];

    private static void Check(string path, FileReading<PriceRow> file, IReadOnlyList<ShareSplit> splits)
    {
        var shares = file.Rows.Select(row => row.Code).Distinct(StringComparer.Ordinal).Take(2).ToList();
        if (shares is [var first, var second])
            throw new UnreadableFileException(path, $"holds closes of several shares ({SecurityCode.Shown(first)}, {SecurityCode.Shown(second)}); one is wanted");

        var other = file.Rows.FirstOrDefault(row => row.NewPerOld is { } ratio && IsStated(row, splits)
            && splits.Any(split => split.ExDate == row.Date && split.NewPerOld != ratio));
        if (other.NewPerOld is { } stated)
        {
            throw new UnreadableFileException(
                path, $"states another split of {DateText.Of(other.Date)} than --split: {stated} new shares for one old; leave --split out, or correct one of them");
        }
    }

    /// <summary>
    /// Closes that do not jump where a split was stated beside the file are adjusted for it already. What jumps without one is said.
    /// </summary>
    private static List<string> CheckJumps(string path, FileReading<PriceRow> file, IReadOnlyList<ShareSplit> splits)
    {
        var code = file.Rows[0].Code;
        List<PriceRow> rows = [.. file.Rows.Select(row => IsStated(row, splits) ? row with { NewPerOld = null } : row)];
        List<string> notices = [];
        if (SplitCheck.Against(rows, splits.Select(split => new KnownSplit(code, split.ExDate, split.NewPerOld)), notices) is { Count: > 0 } defects)
            throw InputFile.Unreadable(path, defects);
        return [.. notices.Except(file.Notices), .. HistoryNotices.Jumps(rows, splits.Select(split => (code, split.ExDate)).ToHashSet())];
    }

    private static bool IsStated(PriceRow row, IReadOnlyList<ShareSplit> splits) => splits.Any(split => split.ExDate == row.Date);
}
