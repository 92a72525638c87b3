namespace Pricing;

/// <summary>Arithmetic on amounts that is exact or says that a decimal does not hold the result.</summary>
internal static class ExactDecimal
{
    /// <summary>The product; null where no decimal holds it exactly.</summary>
    public static decimal? Times(decimal left, decimal right) => Ratio.FromDecimal(left).TryTimes(right).AsDecimal();

    /// <summary>The sum; null where no decimal holds it exactly.</summary>
    public static decimal? Sum(params ReadOnlySpan<decimal> terms)
    {
        Ratio? sum = Ratio.Zero;
        foreach (var term in terms) sum = sum?.TryPlus(term);
        return sum.AsDecimal();
    }

    /// <summary>The difference; null where no decimal holds it exactly.</summary>
    public static decimal? Minus(decimal left, decimal right) => Sum(left, -right);

    /// <summary>The ratio as a decimal; null where it is none.</summary>
    public static decimal? AsDecimal(this Ratio? ratio) => ratio is { Denominator: 1m } whole ? whole.Numerator : null;
}
