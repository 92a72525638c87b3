using Pricing.Actions;

namespace Pricing.Pipeline.MarketData.Dividends;

/// <summary>One notice about one dividend, as a company published it and the feed passed it on.</summary>
public sealed record DividendNotice
{
    /// <summary>What stands for the time of day where a source gives none; before every time of its day.</summary>
    public const string NoTime = "-";

    /// <summary>Stands in the number of a correction that was made of a row of a file, behind the number of that row.</summary>
    internal const char CorrectionMark = '#';

    /// <summary>The record dates and their months that are taken for real.</summary>
    public static readonly DateWindow TermMonths = new(new(1949, 1, 1), new(2199, 12, 31));

    /// <summary>The notice's own number.</summary>
    public required string Reference { get; init; }

    /// <summary>The number of the row that it was made of; of all but corrections by files its own.</summary>
    internal string Number => Reference.Split(CorrectionMark)[0];

    /// <summary>The day on which it was published.</summary>
    public required DateOnly PublishedOn { get; init; }

    /// <summary>The time of day at which it was published, JST, as the feed gives it; or <see cref="NoTime"/>.</summary>
    public required string PublishedAt { get; init; }

    /// <summary>What it does to the notices before it.</summary>
    public required NoticeStatus Status { get; init; }

    /// <summary>The number of the notice that a correction or deletion is about.</summary>
    public required string RefersTo { get; init; }

    /// <summary>Whether the dividend is for the end of the fiscal year; else for a part of it.</summary>
    public required bool IsFinal { get; init; }

    /// <summary>Whether it is decided; else a forecast.</summary>
    public required bool IsDecided { get; init; }

    /// <summary>The first day of the month of the record date that the notice is about.</summary>
    public required DateOnly TermMonth { get; init; }

    /// <summary>The last day of its fiscal year, where it is stated and does not follow from the month of a final dividend; null otherwise.</summary>
    public DateOnly? FiscalYearEnd { get; init; }

    /// <summary>The whole dividend in yen per share; null where it is undetermined.</summary>
    public required decimal? Rate { get; init; }

    /// <summary>The part of the rate that is commemorative or special, in yen per share.</summary>
    public required decimal OccasionalRate { get; init; }

    /// <summary>The record date; null where it is not set yet.</summary>
    public required DateOnly? RecordDate { get; init; }

    /// <summary>The ex-date; null where it is not set yet.</summary>
    public required DateOnly? ExDate { get; init; }

    /// <summary>
    /// The ex-date, as stated, else as it follows from the record date by the exchange's settlement rule of its time; null where there is
    /// neither.
    /// </summary>
    public DateOnly? KnownExDate => ExDate ?? (RecordDate is { } record ? ExDateRule.FromRecordDate(record) : null);

    /// <summary>Whether another notice is of the same dividend and announced on the same day.</summary>
    /// <param name="other">The other one.</param>
    public bool IsAnnouncedWith(DividendNotice other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return (TermMonth, IsFinal, IsDecided, PublishedOn) == (other.TermMonth, other.IsFinal, other.IsDecided, other.PublishedOn);
    }

    /// <summary>The index of the source.</summary>
    public required int Source { get; init; }
}
