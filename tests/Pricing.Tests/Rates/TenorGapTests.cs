using System.Globalization;
using Pricing.Rates;

namespace Pricing.Tests.Rates;

/// <summary>Which yields are not those that a whole curve of the Ministry of Finance gives.</summary>
public sealed class TenorGapTests
{
    private const string Whole = "1 2 3 4 5 6 7 8 9 10 15 20 25 30 40";
    private static readonly DateOnly Measured = new(2013, 7, 11);

    [Theory]
    [InlineData("0")]
    [InlineData("0.3")]
    [InlineData("1")]
    [InlineData("5.5")]
    [InlineData("6.52")]
    [InlineData("10")]
    [InlineData("10.2")]
    [InlineData("12.5")]
    [InlineData("14 200/366")]
    [InlineData("38")]
    [InlineData("50")]
    public void Of_AWholeCurve_LacksNothingAtAnyTerm(string years)
    {
        Assert.Null(Gap(Whole, years, TenorRule.Linear));
        Assert.Null(Gap(Whole, years, TenorRule.Nearest));
    }

    [Theory]
    [InlineData("15", "10", TenorRule.Linear, "15", "10")]
    [InlineData("5", "10", TenorRule.Linear, "5", "10")]
    [InlineData("5", "10", TenorRule.Nearest, "5", "10")]
    [InlineData("9 15", "10", TenorRule.Linear, "9 15", "10")]
    [InlineData("9 15", "10.2", TenorRule.Nearest, "9", "10")]
    [InlineData("5 10", "7.5", TenorRule.Linear, "5 10", "7 8")]
    [InlineData("5 10", "5.2", TenorRule.Linear, "5 10", "6")]
    [InlineData("1 2 3 4 5 6 8", "7.4", TenorRule.Nearest, "8", "7")]
    [InlineData("1 2 3 4 5 6 7", "7.5", TenorRule.Nearest, "7", "8")]
    [InlineData("30", "38", TenorRule.Nearest, "30", "40")]
    [InlineData("2", "0.3", TenorRule.Linear, "2", "1")]
    [InlineData("1 10", "14 200/366", TenorRule.Linear, "10", "15")]
    public void Of_ACurveWithoutThePublishedTenorNextToTheTerm_NamesItAndWhatIsTaken(
        string curve, string years, TenorRule rule, string taken, string missing)
    {
        var gap = Gap(curve, years, rule)!;

        Assert.Equal((taken, missing), (Text(gap.Taken), Text(gap.Missing)));
        Assert.Equal(missing.Replace(" ", "y, ", StringComparison.Ordinal) + "y", gap.MissingText);
    }

    [Theory]
    [InlineData("7.4", "7.5", TenorRule.Nearest)]
    [InlineData("7.25 7.75", "7.5", TenorRule.Linear)]
    [InlineData("0.25 0.5", "0.3", TenorRule.Linear)]
    [InlineData("10 12", "11", TenorRule.Nearest)]
    [InlineData("12", "11", TenorRule.Nearest)]
    [InlineData("50", "50", TenorRule.Linear)]
    public void Of_ACurveOfOtherTenorsThatAreAsNear_LacksNothing(string curve, string years, TenorRule rule) => Assert.Null(Gap(curve, years, rule));

    /// <summary>What was not published yet is not missing: 10 years begin in 1986, 40 years in 2007.</summary>
    [Theory]
    [InlineData("1 2 3 4 5 6 7 8 9", "12", "1980-04-01", null)]
    [InlineData("1 2 3 4 5 6 7 8 9", "12", "1990-04-02", "10")]
    [InlineData("1 2 3 4 5 6 7 8 9 10 20", "12", "1990-04-02", null)]
    [InlineData("1 2 3 4 5 6 7 8 9 10 15 20 30", "38", "2005-04-01", null)]
    [InlineData("1 2 3 4 5 6 7 8 9 10 15 20 30", "38", "2007-11-06", "40")]
    public void Of_AnEarlyCurve_LacksOnlyWhatWasPublishedThen(string curve, string years, string date, string? missing) => Assert.Equal(
        missing is null ? null : $"{missing}y",
        Gap(curve, years, TenorRule.Linear, DateOnly.ParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture))?.MissingText);

    [Theory]
    [InlineData("15y", "10", "10y")]
    [InlineData("9y..15y Linear", "10.2", "10y")]
    [InlineData("5y..10y Linear", "7.5", "7y, 8y")]
    [InlineData("5y", "1866/366", null)]
    [InlineData("10y..15y Linear", "14.5", null)]
    [InlineData("a bank", "10", null)]
    [InlineData("", "10", null)]
    [InlineData("15y", "", null)]
    public void Read_WhatAValueHoldsOfItsYield_IsAsOfTheCurve(string tenors, string years, string? missing)
    {
        Assert.Equal(missing, TenorGap.Read(tenors, years, Measured)?.MissingText);
        Assert.Null(TenorGap.Read(tenors, years, curveDate: null));
    }

    [Theory]
    [InlineData("9 15", "10.2")]
    [InlineData("0.5 15", "10.2")]
    [InlineData("15", "10")]
    public void Read_TheTenorsOfAYield_IsWhatItsCurveLacks(string curve, string years)
    {
        var found = At(curve, years, TenorRule.Linear, Measured);

        Assert.Equal(TenorGap.Of(found)!.MissingText, TenorGap.Read(found.Tenors, years, Measured)!.MissingText);
    }

    [Fact]
    public void Read_OneAfterTheOther_EachIsItsOwn()
    {
        (string Tenors, string Years, DateOnly Date, string? Missing)[] asked =
        [
            ("15y", "10", Measured, "10y"), ("15y", "10", Measured, "10y"), ("10y", "10", Measured, null), ("10y", "12", Measured, null),
            ("9y..15y Linear", "12", Measured, "10y"), ("9y..15y Linear", "12", new(1980, 4, 1), null), ("9y..15y Linear", "12", Measured, "10y"),
        ];

        Assert.All(asked, one => Assert.Equal(one.Missing, TenorGap.Read(one.Tenors, one.Years, one.Date)?.MissingText));
    }

    private static TenorGap? Gap(string curve, string years, TenorRule rule, DateOnly? date = null) => TenorGap.Of(At(curve, years, rule, date ?? Measured));

    private static CurveYield At(string curve, string years, TenorRule rule, DateOnly date) =>
        new YieldCurve { Date = date, Points = [.. curve.Split(' ').Select(tenor => new CurvePoint(Number(tenor), 1m))] }.At(Term(years), rule).Value;

    // "14 200/366" is 14 years and 200 of 366 days.
    private static Ratio Term(string years) => years.Split(' ', '/') is [var whole, var days, var of]
        ? new Ratio((Number(whole) * Number(of)) + Number(days), Number(of))
        : Ratio.FromDecimal(Number(years));

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);

    private static string Text(IEnumerable<decimal> tenors) => string.Join(' ', tenors.Select(tenor => tenor.ToString(CultureInfo.InvariantCulture)));
}
