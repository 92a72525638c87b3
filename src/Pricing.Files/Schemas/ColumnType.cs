namespace Pricing.Files.Schemas;

/// <summary>How the fields of a column are written and read.</summary>
public enum ColumnType
{
    /// <summary>A key: one spelling (normal form C), no invisible characters, no line breaks.</summary>
    Id,

    /// <summary>Text for people; line breaks belong to it.</summary>
    Text,

    /// <summary>The code of a share on the Tokyo Stock Exchange.</summary>
    Code,

    /// <summary>A calendar date.</summary>
    Date,

    /// <summary>Money or a number of shares, all its digits written out.</summary>
    Amount,

    /// <summary>A whole number; <c>135.0</c> is one.</summary>
    Whole,

    /// <summary>A fraction a year, or a percentage with its sign: <c>0.01275</c>, <c>1.275 %</c>.</summary>
    Rate,

    /// <summary>A number in percent, with or without its sign: <c>0.818</c>.</summary>
    Percent,

    /// <summary>Years, or the word that asks for the midpoint of the exercise period.</summary>
    Years,

    /// <summary>Shares traded; K, M and B may stand behind it.</summary>
    Volume,

    /// <summary>New shares for one old share.</summary>
    NewPerOld,

    /// <summary>Old shares for one new share, as feeds adjust prices.</summary>
    OldPerNew,

    /// <summary>Remaining years of a yield: <c>10</c>, <c>10Y</c>, <c>10年</c>.</summary>
    Tenor,

    /// <summary>One of a few words, English or Japanese.</summary>
    Word,

    /// <summary>Periods of dates: <c>2011-03-11..2011-03-31</c>, several between <c>;</c>.</summary>
    Periods,
}
