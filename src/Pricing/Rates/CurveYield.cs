using System.Globalization;

namespace Pricing.Rates;

/// <summary>A yield read off a curve, with the points it stands on.</summary>
public sealed record CurveYield
{
    /// <summary>The term asked for, in years.</summary>
    public required Ratio Years { get; init; }

    /// <summary>The yield in percent per year: as published, or between two points.</summary>
    public required decimal Percent { get; init; }

    /// <summary>The yield as a fraction per year: 0.01275 for 1.275 %.</summary>
    public decimal Rate => Percent / 100;

    /// <summary>The published point at or below the term; the point used where only one was.</summary>
    public required CurvePoint Lower { get; init; }

    /// <summary>The published point above the term; equal to <see cref="Lower"/> where one point was used.</summary>
    public required CurvePoint Upper { get; init; }

    /// <summary>How the yield between points was found.</summary>
    public required TenorRule Rule { get; init; }

    /// <summary>The date of the curve.</summary>
    public required DateOnly CurveDate { get; init; }

    /// <summary>The tenors that it stands on: <c>15y</c>, or <c>9y..10y Linear</c>.</summary>
    public string Tenors => Lower == Upper
        ? string.Create(CultureInfo.InvariantCulture, $"{Lower.TenorYears}y")
        : string.Create(CultureInfo.InvariantCulture, $"{Lower.TenorYears}y..{Upper.TenorYears}y {Rule}");
}
