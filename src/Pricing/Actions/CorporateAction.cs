using Pricing.Dividends;

namespace Pricing.Actions;

/// <summary>A corporate action of one share, as far as it is known.</summary>
public sealed record CorporateAction
{
    /// <summary>What it is.</summary>
    public required CorporateActionKind Kind { get; init; }

    /// <summary>New shares for one old one, above 0; null for an action without a ratio.</summary>
    public Ratio? NewPerOld { get; init; }

    /// <summary>The first session on which the share trades on the new basis.</summary>
    public required DateOnly ExDate { get; init; }

    /// <summary>The day whose holders are concerned; null where it is not known.</summary>
    public DateOnly? RecordDate { get; init; }

    /// <summary>The day on which it takes effect; null where it is not known.</summary>
    public DateOnly? EffectiveDate { get; init; }

    /// <summary>The day on which it was announced; null where it is not known.</summary>
    public DateOnly? AnnouncedOn { get; init; }

    /// <summary>Whether it hangs on a general meeting's approval of a capital increase (release, section 3).</summary>
    public bool IsConditional { get; init; }

    /// <summary>The day on which that meeting closes; null where it is not known yet.</summary>
    public DateOnly? MeetingDate { get; init; }

    /// <summary>The document that shows it; null where none is stated, as by a price feed.</summary>
    public string? Reference { get; init; }

    /// <summary>Whether terms follow from its ratio: split, gratis allotment, consolidation. Everything else is decided.</summary>
    public bool IsByRatio =>
        Kind is CorporateActionKind.Split or CorporateActionKind.GratisAllotment or CorporateActionKind.Consolidation;

    /// <summary>The action of a price feed, which knows the ex-date and the ratio.</summary>
    /// <param name="split">What the feed states.</param>
    public static CorporateAction Of(ShareSplit split) => new()
    {
        Kind = split.NewPerOld.Compare(1m) >= 0 ? CorporateActionKind.Split : CorporateActionKind.Consolidation,
        NewPerOld = split.NewPerOld,
        ExDate = split.ExDate,
        RecordDate = split.RecordDate,
        EffectiveDate = split.EffectiveDate,
    };

    /// <summary>What it does to prices and dividends; null for an action whose terms are decided.</summary>
    public ShareSplit? ToSplit() => IsByRatio && NewPerOld is { } ratio
        ? new() { ExDate = ExDate, NewPerOld = ratio, RecordDate = RecordDate, EffectiveDate = EffectiveDate }
        : null;
}
