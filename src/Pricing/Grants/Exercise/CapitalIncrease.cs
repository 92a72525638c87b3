namespace Pricing.Grants.Exercise;

/// <summary>
/// The increase of capital stock and capital reserve by one exercise (release, section 6), in yen.
/// </summary>
/// <param name="Limit">The upper limit of the increase by article 17, paragraph 1, exact, at least 0.</param>
/// <param name="CapitalStock">Half of the limit, a fraction of a yen counted as a yen.</param>
/// <param name="CapitalReserve">The limit less the capital stock, exact, at least 0.</param>
public sealed record CapitalIncrease(Ratio Limit, decimal CapitalStock, Ratio CapitalReserve)
{
    /// <summary>
    /// The limit is (book value + cash + assets - costs) times the share of new shares, less the loss on treasury
    /// shares. Rounding happens once, on the whole exercise.
    /// </summary>
    /// <param name="basis">The amounts and shares of the exercise.</param>
    /// <returns>
    /// The increase, or <see cref="ReasonCode.InvalidField"/> for each amount below 0, for no shares, and for amounts that no decimal holds.
    /// </returns>
    public static Outcome<CapitalIncrease> Of(CapitalBasis basis)
    {
        var failures = Check(basis).ToList();
        if (failures.Count > 0)
            return failures;

        var paid = ExactDecimal.Sum(basis.BookValueOfRights, basis.CashPaid, basis.AssetsContributed, -basis.IssueCosts);
        var allShares = ExactDecimal.Sum(basis.NewShares, basis.TreasuryShares);
        var newPart = allShares is { } shares ? Ratio.FromDecimal(basis.NewShares).TryOver(shares) : null;
        return paid is { } amount
            && newPart?.TryTimes(amount)?.TryPlus(-basis.LossOnTreasuryShares) is { } exact
            && AtLeastZero(exact) is var limit
            && limit.TryOver(2m)?.CeilingOrNull() is { } capitalStock
            && limit.TryPlus(-capitalStock) is { } reserve
                ? new CapitalIncrease(limit, capitalStock, AtLeastZero(reserve))
                : Invalid.Field("book_value_of_rights", basis.BookValueOfRights, "with the other amounts of the exercise comes to more than a decimal holds");
    }

    private static Ratio AtLeastZero(Ratio amount) => amount.Compare(0m) < 0 ? Ratio.Zero : amount;

    private static IEnumerable<Failure> Check(CapitalBasis basis)
    {
        var amounts = new (string Field, decimal Value)[]
        {
            ("book_value_of_rights", basis.BookValueOfRights),
            ("cash_paid", basis.CashPaid),
            ("assets_contributed", basis.AssetsContributed),
            ("issue_costs", basis.IssueCosts),
            ("new_shares", basis.NewShares),
            ("treasury_shares", basis.TreasuryShares),
            ("loss_on_treasury_shares", basis.LossOnTreasuryShares),
        };
        foreach (var (field, value) in amounts.Where(amount => amount.Value < 0))
            yield return Invalid.Field(field, value, "must be at least 0");
        if (basis.NewShares == 0 && basis.TreasuryShares == 0)
            yield return Invalid.Field("new_shares", basis.NewShares, "an exercise delivers shares");
    }
}
