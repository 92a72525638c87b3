namespace Pricing.Grants.Adjustments;

/// <summary>
/// Shares per right on a date. From the ex-date of an event to the day on which its number applies the two numbers
/// differ: the value takes the coming one, because S and D stand on the new basis already.
/// </summary>
public sealed record SharesOnDate
{
    /// <summary>The date.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>
    /// The number that an exercise on the date delivers; null where it is not known yet: of an event only the ex-date
    /// is known.
    /// </summary>
    public required decimal? InForce { get; init; }

    /// <summary>The number on the basis of the date's share price.</summary>
    public required decimal ForValuation { get; init; }

    /// <summary>The steps to <see cref="ForValuation"/>, in order.</summary>
    public required IReadOnlyList<NumberStep> Steps { get; init; }
}
