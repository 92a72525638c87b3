namespace Pricing.Grants.Exercise;

/// <summary>What an exercise delivers and costs.</summary>
/// <param name="Date">The day of the exercise.</param>
/// <param name="Rights">The rights exercised.</param>
/// <param name="Shares">The shares delivered, whole (release, section 10).</param>
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
    /// <see cref="ReasonCode.RightsNotOutstanding"/> for more rights than are held, <see cref="ReasonCode.InvalidField"/> for no
    /// right, a negative number of shares or price, and more than a decimal holds.
    /// </returns>
    public static Outcome<ExerciseSettlement> Of(ExerciseOrder order)
    {
        var failures = Check(order).ToList();
        if (failures.Count > 0)
            return failures;

        if (ExactDecimal.Times(order.Rights, order.SharesPerRight) is not { } exact)
            return Invalid.Field("shares_per_right", order.SharesPerRight, $"times {Text.Of(order.Rights)} rights is more than a decimal holds");

        var shares = decimal.Floor(exact);
        return ExactDecimal.Times(shares, order.ExercisePrice) is { } payable
            ? new ExerciseSettlement(order.Date, (int)order.Rights, shares, exact - shares, payable)
            : Invalid.Field("exercise_price", order.ExercisePrice, $"times {Text.Of(shares)} shares is more than a decimal holds");
    }

    private static IEnumerable<Failure> Check(ExerciseOrder order)
    {
        if (order.Rights != decimal.Floor(order.Rights))
            yield return new(ReasonCode.RefusedBySection11, "rights", Text.Of(order.Rights), "section 11, item 1: a right cannot be exercised in part");
        if (order.Rights <= 0)
            yield return Invalid.Field("rights", order.Rights, "must be above 0");
        if (order.Rights > order.Held)
            yield return new(ReasonCode.RightsNotOutstanding, "rights", Text.Of(order.Rights), $"only {order.Held} are there to be exercised");
        if (order.SharesPerRight < 0)
            yield return Invalid.Field("shares_per_right", order.SharesPerRight, "must be at least 0");
        if (order.ExercisePrice < 0)
            yield return Invalid.Field("exercise_price", order.ExercisePrice, "must be at least 0");
    }
}
