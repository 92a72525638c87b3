namespace Pricing.Dividends;

/// <summary>What a dividend was declared as.</summary>
public enum DividendKind
{
    /// <summary>For a part of the fiscal year: half-year or quarter.</summary>
    Interim,

    /// <summary>For the end of the fiscal year; a year is complete only with one, be it of 0.</summary>
    Final,

    /// <summary>For an occasion: commemorative or special.</summary>
    Commemorative,
}
