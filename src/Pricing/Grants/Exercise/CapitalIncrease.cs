namespace Pricing.Grants.Exercise;

/// <summary>
/// What one exercise does to capital (release, section 6; Ordinance on Company Accounting, article 17, paragraph 1), in
/// yen. Stock, reserve and surplus add up to all that was paid less the book value of the treasury shares.
/// </summary>
/// <param name="Limit">The upper limit of the increase, a fraction of a yen dropped, at least 0.</param>
/// <param name="CapitalStock">Half of the limit, a fraction of a yen counted as a yen.</param>
/// <param name="CapitalReserve">The limit less the capital stock.</param>
/// <param name="OtherCapitalSurplus">
/// The gain on the treasury shares delivered, with the fraction that the limit drops; below 0 where a loss is more than the limit.
/// </param>
public sealed record CapitalIncrease(
    decimal Limit, decimal CapitalStock, decimal CapitalReserve, decimal OtherCapitalSurplus)
{
    /// <summary>
    /// The limit is (book value + cash + assets - costs) times the part of new shares, less the loss on the treasury
    /// shares: their book value less the other part, where that is above 0. Rounding happens once, on the whole exercise.
    /// </summary>
    /// <param name="basis">The amounts and shares of the exercise.</param>
    /// <returns>
    /// The increase, or <see cref="ReasonCode.InvalidField"/> for each amount below 0, for no shares, for a book value of no
    /// treasury shares, and for amounts that no decimal holds.
    /// </returns>
    public static Outcome<CapitalIncrease> Of(CapitalBasis basis)
    {
        var failures = Check(basis).ToList();
        if (failures.Count > 0)
            return failures;

        var paid = ExactDecimal.Sum(basis.BookValueOfRights, basis.CashPaid, basis.AssetsContributed, -basis.IssueCosts);
        var allShares = ExactDecimal.Sum(basis.NewShares, basis.TreasuryShares);
        return paid is { } amount
            && allShares is { } shares
            && LimitOf(basis, amount, shares) is { } limit
            && new Ratio(limit, 2m).CeilingOrNull() is { } capitalStock
            && ExactDecimal.Sum(amount, -limit, -basis.TreasuryBookValue) is { } surplus
                ? new CapitalIncrease(limit, capitalStock, limit - capitalStock, surplus)
                : TooMuch(basis);
    }

    private static decimal? LimitOf(CapitalBasis basis, decimal paid, decimal shares)
    {
        var forNew = Ratio.FromDecimal(basis.NewShares).TryOver(shares)?.TryTimes(paid);
        var loss = Ratio.FromDecimal(basis.TreasuryShares).TryOver(shares)?.TryTimes(-paid)?.TryPlus(basis.TreasuryBookValue);
        return loss is { } lost && forNew?.TryPlus(lost.Compare(0m) > 0 ? lost.Times(-1m) : 0m) is { } exact
            ? Math.Max(0m, exact.Floor())
            : null;
    }

    private static Failure TooMuch(CapitalBasis basis)
    {
        var (field, value) = Amounts(basis).MaxBy(amount => amount.Value);
        return Invalid.Field(field, value, "with the other amounts of the exercise comes to more than a decimal holds");
    }

    private static (string Field, decimal Value)[] Amounts(CapitalBasis basis) =>
    [
        ("book_value", basis.BookValueOfRights),
        ("cash_paid", basis.CashPaid),
        ("assets_contributed", basis.AssetsContributed),
        ("issue_costs", basis.IssueCosts),
        ("new_shares", basis.NewShares),
        ("treasury_shares", basis.TreasuryShares),
        ("treasury_book_value", basis.TreasuryBookValue),
    ];

    private static IEnumerable<Failure> Check(CapitalBasis basis)
    {
        foreach (var (field, value) in Amounts(basis).Where(amount => amount.Value < 0))
            yield return Invalid.Field(field, value, "must be at least 0");
        if (basis.NewShares == 0 && basis.TreasuryShares == 0)
            yield return Invalid.Field("new_shares", basis.NewShares, "an exercise delivers shares");
        if (basis.TreasuryShares == 0 && basis.TreasuryBookValue > 0)
            yield return Invalid.Field("treasury_book_value", basis.TreasuryBookValue, "belongs to treasury shares, and none are delivered");
    }
}
