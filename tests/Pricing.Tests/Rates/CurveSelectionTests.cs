using Pricing.Rates;

namespace Pricing.Tests.Rates;

public sealed class CurveSelectionTests
{
    private static readonly CurvePolicy Week = new(TenorRule.Linear, MaximumAgeDays: 7);

    // Ministry of Finance Japan: the fifteen-year yields of these dates; 13 to 15 July was a long weekend.
    private static readonly YieldCurve[] Curves =
    [
        Curve(10, 1.310m),
        Curve(11, 1.275m),
        Curve(12, 1.276m),
        Curve(16, 1.282m),
    ];

    [Fact]
    public void Select_CurveOfTheDate_IsFinal()
    {
        var selected = Select(Curves, 11);

        Assert.Equal(new(2013, 7, 11), selected.Curve.Date);
        Assert.True(selected.IsFinal);
        Assert.Equal(0, selected.AgeDays);
        Assert.Equal(0.01275m, selected.Curve.At(15m, TenorRule.Linear).Value.Rate);
    }

    [Fact]
    public void Select_LastCurveKnown_IsFinalOnItsOwnDate() => Assert.True(Select(Curves[..2], 11).IsFinal);

    [Fact]
    public void Select_NoCurvePublished_TakesTheLastBeforeOnceALaterOneProvesIt()
    {
        var selected = Select(Curves, 15);

        Assert.Equal(new(2013, 7, 12), selected.Curve.Date);
        Assert.Equal(new(2013, 7, 15), selected.MeasurementDate);
        Assert.True(selected.IsFinal);
        Assert.Equal(3, selected.AgeDays);
    }

    [Fact]
    public void Select_CurveStillToCome_IsProvisional()
    {
        var selected = Select(Curves[..1], 11);

        Assert.Equal(new(2013, 7, 10), selected.Curve.Date);
        Assert.False(selected.IsFinal);
    }

    [Theory]
    [InlineData(23, true)]
    [InlineData(24, false)]
    public void Select_Age_IsLimited(int day, bool allowed)
    {
        var outcome = CurveSelection.Select(Curves, new(2013, 7, day), Week);

        Assert.Equal(allowed, outcome.IsSuccess);
    }

    [Fact]
    public void Select_CurveTooOld_IsNoCurve() => Assert.Equal(
        "NoCurve measurement_date=2013-07-24: the last curve, of 2013-07-16, is 8 days old; at most 7 are allowed",
        CurveSelection.Select(Curves, new(2013, 7, 24), Week).Failures.Single().ToString());

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    public void Select_NothingOnOrBefore_IsNoCurve(int count) => Assert.Equal(
        "NoCurve measurement_date=2013-07-09: no curve is dated on or before it",
        CurveSelection.Select(Curves[..count], new(2013, 7, 9), Week).Failures.Single().ToString());

    private static SelectedCurve Select(YieldCurve[] curves, int day) =>
        CurveSelection.Select(curves, new(2013, 7, day), Week).Value;

    private static YieldCurve Curve(int day, decimal percent) =>
        new() { Date = new(2013, 7, day), Points = [new(15m, percent)] };
}
