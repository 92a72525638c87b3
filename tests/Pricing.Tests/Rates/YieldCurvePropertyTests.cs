using Pricing.Rates;

namespace Pricing.Tests.Rates;

public sealed class YieldCurvePropertyTests
{
    [DrawnProperty]
    public void At_Linear_LiesBetweenItsPoints(short[] yields, ushort years)
    {
        var yield = Read(yields, years, TenorRule.Linear);

        Assert.InRange(
            yield.Percent,
            decimal.Min(yield.Lower.Percent, yield.Upper.Percent),
            decimal.Max(yield.Lower.Percent, yield.Upper.Percent));
    }

    [DrawnProperty]
    public void At_Nearest_IsAPointThatNoOtherIsNearerThan(short[] yields, ushort years)
    {
        var yield = Read(yields, years, TenorRule.Nearest);

        var distance = Math.Abs(yield.Lower.TenorYears - Years(years));
        Assert.All(
            Curve(yields).Points,
            point => Assert.True(Math.Abs(point.TenorYears - Years(years)) >= distance));
    }

    [DrawnProperty]
    public void At_ShiftedCurve_ShiftsTheYield(short[] yields, ushort years, short shift)
    {
        var curve = Curve(yields);
        var shifted = curve with
        {
            Points = [.. curve.Points.Select(point => point with { Percent = point.Percent + shift })],
        };

        Assert.Equal(
            Read(yields, years, TenorRule.Linear).Percent + shift,
            shifted.At(Years(years), TenorRule.Linear).Value.Percent);
    }

    private static CurveYield Read(short[] yields, ushort years, TenorRule rule) =>
        Curve(yields).At(Years(years), rule).Value;

    private static decimal Years(ushort years) => years / 1000m;

    private static YieldCurve Curve(short[] yields) => new()
    {
        Date = new(2013, 7, 11),
        Points = [new(1m, 0.1m), .. yields.Select((percent, index) => new CurvePoint(index + 2m, percent / 1000m))],
    };
}
