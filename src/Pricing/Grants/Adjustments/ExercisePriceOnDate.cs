namespace Pricing.Grants.Adjustments;

/// <summary>X on a date, beside the shares of <see cref="SharesOnDate"/>.</summary>
public sealed record ExercisePriceOnDate
{
    /// <summary>X that an exercise on the date pays per share; null where it is not known yet.</summary>
    public required decimal? InForce { get; init; }

    /// <summary>X on the basis of the date's share price.</summary>
    public required decimal ForValuation { get; init; }

    /// <summary>The steps to <see cref="ForValuation"/>, in order; events that leave X are among them.</summary>
    public required IReadOnlyList<PriceStep> Steps { get; init; }
}

/// <summary>One step from X on the allotment date to that of a later date.</summary>
/// <param name="Adjustment">The event.</param>
/// <param name="Before">X before it.</param>
/// <param name="After">X after it.</param>
public sealed record PriceStep(NumberAdjustment Adjustment, decimal Before, decimal After);
