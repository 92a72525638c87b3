namespace Pricing.Grants.Exercise;

/// <summary>What an exercise delivers and costs.</summary>
/// <param name="Date">The day of the exercise.</param>
/// <param name="Rights">The rights exercised.</param>
/// <param name="Shares">The shares delivered, whole and at least 1 (release, section 10).</param>
/// <param name="DroppedFraction">The fraction of a share that was dropped, at least 0 and below 1.</param>
/// <param name="AmountPayable">X times the shares, in currency (release, section 4).</param>
public sealed record ExerciseSettlement(
    DateOnly Date,
    int Rights,
    decimal Shares,
    decimal DroppedFraction,
    decimal AmountPayable)
{
    /// <summary>Settles an exercise.</summary>
    /// <param name="order">The exercise.</param>
    /// <returns>
    /// The settlement, or <see cref="ReasonCode.RefusedBySection11"/> for part of a right,
    /// <see cref="ReasonCode.RefusedBySection10"/> where no share is left once the fraction is dropped: who exercises becomes a
    /// shareholder (Companies Act, article 282), and rights that deliver nothing would be gone with their book value;
    /// <see cref="ReasonCode.RightsNotOutstanding"/> for more rights than an int holds, <see cref="ReasonCode.InvalidField"/> for no right, a negative number of shares or price, and more than a decimal holds.
    /// </returns>
    public static Outcome<ExerciseSettlement> Of(ExerciseOrder order)
    {
        var failures = Check(order).ToList();
        if (failures.Count > 0)
            return failures;

        if (ExactDecimal.Times(order.Rights, order.SharesPerRight) is not { } exact)
            return Invalid.Field("shares_per_right", order.SharesPerRight, $"times {Text.Of(order.Rights)} rights is more than a decimal holds");

        var shares = decimal.Floor(exact);
        if (shares == 0m) return NoShare(order, exact);
        return ExactDecimal.Times(shares, order.ExercisePrice) is { } payable
            ? new ExerciseSettlement(order.Date, (int)order.Rights, shares, exact - shares, payable)
            : Invalid.Field("exercise_price", order.ExercisePrice, $"times {DecimalText.Of(shares)} shares is more than a decimal holds");
    }

    private static Failure NoShare(ExerciseOrder order, decimal exact) => new(
        ReasonCode.RefusedBySection10,
        "rights",
        Text.Of(order.Rights),
        order.SharesPerRight == 0m
            ? "section 10: a right delivers no share any more, since adjustments dropped all fractions, so there is nothing to exercise"
            : $"section 10: of {DecimalText.Of(exact)} shares the fraction is dropped and none is left; exercise so many rights at once that a whole share is delivered");

    private static IEnumerable<Failure> Check(ExerciseOrder order)
    {
        if (order.Rights != decimal.Floor(order.Rights))
            yield return new(ReasonCode.RefusedBySection11, "rights", Text.Of(order.Rights), "section 11, item 1: a right cannot be exercised in part");
        if (order.Rights <= 0)
            yield return Invalid.Field("rights", order.Rights, "must be above 0");
        if (order.Rights > int.MaxValue)
            yield return new(ReasonCode.RightsNotOutstanding, "rights", Text.Of(order.Rights), "is more than any grant allots");
        if (order.SharesPerRight < 0)
            yield return Invalid.Field("shares_per_right", order.SharesPerRight, "must be at least 0");
        if (order.ExercisePrice < 0)
            yield return Invalid.Field("exercise_price", order.ExercisePrice, "must be at least 0");
    }
}
