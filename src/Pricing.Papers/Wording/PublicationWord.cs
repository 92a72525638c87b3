namespace Pricing.Papers.Wording;

/// <summary>What workbook and report say of the publication of a value.</summary>
internal enum PublicationWord
{
    PartPublication,
    PublicationRecord,
    NotPublished,
    PublicationOf,
    AmountPaidIn,
    Cost,
    Note,
    PublishedFigures,
    PublishedValue,
    PublishedOther,
    Resolution,
    RoundingReason,
    AnsweredFor,
    ProposedBy,
    PublishedBy,
    Standing,
    SupersededBy,
    Replaces,
    DifferenceKept,
    KeptFigures,
    DecisionHash,
    NoFigure,
}
