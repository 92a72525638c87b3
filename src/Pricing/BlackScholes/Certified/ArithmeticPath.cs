namespace Pricing.BlackScholes.Certified;

/// <summary>The arithmetic that settled a rounding, from the cheapest to the dearest.</summary>
public enum ArithmeticPath
{
    /// <summary>Exact fractions: a degenerate branch, or an amount made of a rounded value.</summary>
    Exact,

    /// <summary>Double precision, 53 bits.</summary>
    Bits53,

    /// <summary>Pairs of doubles, about 106 bits.</summary>
    Bits106,

    /// <summary>256 bits.</summary>
    Bits256,
}
