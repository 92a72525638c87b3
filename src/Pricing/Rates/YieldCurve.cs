namespace Pricing.Rates;

/// <summary>The government bond yields of one date.</summary>
public sealed record YieldCurve
{
    /// <summary>Decimals that an interpolated yield in percent is rounded to: r is stored as a decimal.</summary>
    public const int PercentDecimals = 12;

    private readonly IReadOnlyList<CurvePoint> points = [];

    /// <summary>The date the yields are of.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>The published points by ascending tenor; tenors without a yield are absent.</summary>
    /// <exception cref="ArgumentException">A tenor is not above the one before, or not above 0.</exception>
    public required IReadOnlyList<CurvePoint> Points
    {
        get => points;
        init
        {
            var last = 0m;
            foreach (var point in value)
            {
                if (point.TenorYears <= last)
                    throw new ArgumentException($"Tenor {point.TenorYears} is not above {last}.", nameof(value));
                last = point.TenorYears;
            }

            points = value;
        }
    }

    /// <summary>The yield for a term: between points by the rule, flat outside the ends.</summary>
    /// <param name="years">The term in years, at least 0.</param>
    /// <param name="rule">What happens between two points.</param>
    /// <returns>
    /// The yield; <see cref="ReasonCode.NoTenor"/> where the curve has no point at all;
    /// <see cref="ReasonCode.InvalidField"/> for a term below 0.
    /// </returns>
    public Outcome<CurveYield> At(Ratio years, TenorRule rule)
    {
        if (years.Compare(0m) < 0)
            return Invalid.Field("expected_remaining_years", years, "the term is below 0");
        if (Points.Count == 0)
        {
            return new Failure(
                ReasonCode.NoTenor,
                "expected_remaining_years",
                years.ToString(),
                $"the curve of {Text.Of(Date)} has no yields");
        }

        var above = 0;
        while (above < Points.Count && years.Compare(Points[above].TenorYears) >= 0)
            above++;
        var lower = Points[Math.Max(above - 1, 0)];
        var upper = Points[Math.Min(above, Points.Count - 1)];
        if (years.Compare(lower.TenorYears) == 0)
            upper = lower;

        if (rule == TenorRule.Nearest)
            lower = upper = IsNearer(lower, upper, years) ? lower : upper;
        return new CurveYield
        {
            Years = years,
            Percent = lower == upper ? lower.Percent : Between(lower, upper, years),
            Lower = lower,
            Upper = upper,
            Rule = rule,
            CurveDate = Date,
        };
    }

    private static bool IsNearer(CurvePoint lower, CurvePoint upper, Ratio years) =>
        years.Plus(years).Compare(lower.TenorYears + upper.TenorYears) < 0;

    private static decimal Between(CurvePoint lower, CurvePoint upper, Ratio years)
    {
        var slope = Ratio.FromDecimal(upper.Percent - lower.Percent).Over(upper.TenorYears - lower.TenorYears);
        var percent = years.Minus(lower.TenorYears).Times(slope).Plus(lower.Percent);
        return decimal.Round(percent.Numerator / percent.Denominator, PercentDecimals);
    }
}
