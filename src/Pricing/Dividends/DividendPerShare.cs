namespace Pricing.Dividends;

/// <summary>D, the dividend per share of one fiscal year on the basis of the share price, with its parts.</summary>
public sealed record DividendPerShare
{
    /// <summary>D, exact, in currency per share.</summary>
    public required Ratio Amount { get; init; }

    /// <summary>The last day of the fiscal year.</summary>
    public required DateOnly FiscalYearEnd { get; init; }

    /// <summary>The dividends that D is the sum of, in the order of their record dates.</summary>
    public required IReadOnlyList<RestatedDividend> Parts { get; init; }

    /// <summary>Whether the fiscal year had ended on a date, so that none of its dividends is to come.</summary>
    /// <param name="date">The date.</param>
    public bool HasEndedBy(DateOnly date) => FiscalYearEnd <= date;

    /// <summary>q = D / S, exact (release, section 12, item 7).</summary>
    /// <param name="sharePrice">S, in the same currency and on the same basis, above 0.</param>
    /// <returns>The yield as a fraction, or <see cref="ReasonCode.InvalidField"/> for <c>share_price</c>.</returns>
    public Outcome<Ratio> YieldOn(decimal sharePrice) => Yield(Amount, sharePrice);

    internal static Outcome<Ratio> Yield(Ratio amount, decimal sharePrice)
    {
        if (sharePrice <= 0)
            return Invalid.Field("share_price", sharePrice, "a yield needs a price above 0");
        return ExactDecimal.Times(amount.Denominator, sharePrice) is { } below
            ? new Ratio(amount.Numerator, below)
            : Invalid.Field("share_price", sharePrice, $"below a dividend of {amount} is more than a decimal holds");
    }
}
