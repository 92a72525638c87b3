using Pricing.Dividends;

namespace Pricing.Files.Dividends;

/// <summary>What a table of dividends says about one dividend.</summary>
/// <param name="Line">The line on which it stands.</param>
/// <param name="Code">The share, five characters.</param>
/// <param name="Kind">Interim or final.</param>
/// <param name="Amount">The amount as declared, in yen per share of the record date; null for one that is undetermined.</param>
/// <param name="CommemorativePart">The part of it that is for an occasion.</param>
/// <param name="FiscalYearEnd">The last day of its fiscal year; null where it is not stated.</param>
/// <param name="RecordDate">The record date.</param>
/// <param name="ExDate">The ex-date; null where it is not stated.</param>
/// <param name="AnnouncedOn">The day on which it was announced.</param>
public sealed record DividendRow(
    int Line,
    string Code,
    DividendKind Kind,
    decimal? Amount,
    decimal CommemorativePart,
    DateOnly? FiscalYearEnd,
    DateOnly RecordDate,
    DateOnly? ExDate,
    DateOnly AnnouncedOn);
