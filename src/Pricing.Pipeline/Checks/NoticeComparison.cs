using Pricing.Pipeline.MarketData.Dividends;
using Pricing.Pipeline.Sources;

namespace Pricing.Pipeline.Checks;

/// <summary>Compares stored dividend notices of a share with one body.</summary>
/// <param name="history">All that is stored of the share.</param>
/// <param name="stated">What of it names the body.</param>
/// <param name="reader">Reads the body; null where no reader of its feed is known.</param>
/// <param name="source">The body.</param>
internal sealed class NoticeComparison(
    DividendHistory history, IReadOnlyList<DividendNotice> stated, INoticeBodies? reader, DataSource source)
{
    public string Subject => $"market-data/dividends/{history.Code}";

    public async Task<Failure?> DifferenceAsync(BinaryData body, CancellationToken cancellationToken)
    {
        if (reader is null) return null;
        if (await reader.ReadNoticesAsync(body.ToMemory(), history.Code, source, cancellationToken) is not { } reply) return null;

        var said = reply.Notices
            .Where(row => row.Code == history.Code)
            .Select(row => row.Notice)
            .ToList();
        foreach (var notice in stated)
        {
            if (!said.Exists(row => Says(row, notice)))
            {
                var own = said.Where(row => notice.Number == row.Reference);
                return Differs(notice.Reference, $"is not what the body raw-market-data/{source.Sha256} states: {BothSides.Of(Text(notice), own.Select(Text))}");
            }
        }

        foreach (var row in said)
        {
            if (!history.Notices.Any(notice => notice.Reference == row.Reference || IsWhatKeptOut(notice, row)))
                return Differs(row.Reference, $"is not stored, though the body raw-market-data/{source.Sha256} states it");
        }

        return null;
    }

    /// <summary>A file that announces a dividend with other figures than are stored of that day is refused.</summary>
    private bool IsWhatKeptOut(DividendNotice notice, DividendNotice row) => source.IsFile && notice.IsAnnouncedWith(row);

    /// <summary>
    /// A notice that a file gave as a correction refers to the one that it corrects, and stands at its time; where that is one of the file itself, it
    /// bears a number of its own. The end of the fiscal year was not always stored.
    /// </summary>
    private bool Says(DividendNotice row, DividendNotice notice)
    {
        var isMade = source.IsFile && notice.Status == NoticeStatus.Correction;
        var own = isMade ? row with { RefersTo = notice.RefersTo, PublishedAt = notice.PublishedAt, Status = notice.Status } : row;
        return (isMade ? notice.Number : notice.Reference) == row.Reference && notice == own with
        {
            Reference = notice.Reference,
            FiscalYearEnd = notice.FiscalYearEnd is null ? null : row.FiscalYearEnd,
            Source = notice.Source,
        };
    }

    private static string Text(DividendNotice notice) => BothSides.Text(
        ("published", notice.PublishedOn),
        ("at", notice.PublishedAt),
        ("status", notice.Status),
        ("final", notice.IsFinal ? "yes" : "no"),
        ("decided", notice.IsDecided ? "yes" : "no"),
        ("term", notice.TermMonth),
        ("fiscal year end", notice.FiscalYearEnd),
        ("rate", notice.Rate),
        ("occasional rate", notice.OccasionalRate),
        ("record date", notice.RecordDate),
        ("ex-date", notice.ExDate));

    private Failure Differs(string reference, string reason) => new(ReasonCode.DamagedData, Subject, reference, reason);
}
