using Pricing.BlackScholes.Certified;
using Pricing.BlackScholes.Formula;
using Pricing.Policies;
using Pricing.Tests.BlackScholes.Formula;

namespace Pricing.Tests.BlackScholes.Certified;

/// <summary>Amounts that issuers published, with the inputs and the policy that reproduce them.</summary>
public sealed class PublishedValuesTests
{
    private static OptionInputs IijThirdSeries => SampleInputs.IijThirdSeries;

    [Fact]
    public void Price_IijThirdSeriesAsPractised_IsTheNotice() =>
        Assert.Equal("647000", PerRight(IijThirdSeries, ShippedPolicies.IijPractice));

    [Fact]
    public void Price_IijThirdSeriesAsWritten_IsWhatTheTextGives() =>
        Assert.Equal("646783", PerRight(IijThirdSeries, ShippedPolicies.ReleaseText));

    [Fact]
    public void Price_IijThirdSeriesWithTheCurveOfTheDayBefore_IsAYenMore() =>
        Assert.Equal("646784", PerRight(IijThirdSeries with { RiskFreeRate = 0.01310m }, ShippedPolicies.ReleaseText));

    [Theory]
    [InlineData(0.3)]
    [InlineData(0.5)]
    [InlineData(0.8)]
    public void Price_IijFourthSeries_IsTheNoticeWhateverTheVolatility(double volatility)
    {
        var inputs = IijThirdSeries with
        {
            SharePrice = 2421m,
            DividendYield = new Ratio(22m, 2421m),
            RiskFreeRate = 0.00978m,
            Volatility = volatility,
        };

        Assert.Equal("422600", PerRight(inputs, ShippedPolicies.IijPractice));
    }

    [Fact]
    public void Price_DividendOfTwentyAsPractised_RoundsThePriceDown()
    {
        var value = Price(IijThirdSeries with { DividendYield = new Ratio(20m, 3505m) }, ShippedPolicies.IijPractice);

        Assert.Equal(3217.4371, value.UnroundedPerShare, 0.00005);
        Assert.Equal("3217", value.PerShare.ToString());
        Assert.Equal("643400", value.PerRight.ToString());
    }

    [Fact]
    public void Price_DividendOfTwentyAsWritten_RoundsTheAmountUp()
    {
        var value = Price(IijThirdSeries with { DividendYield = new Ratio(20m, 3505m) }, ShippedPolicies.ReleaseText);

        Assert.Equal(643331.0557, value.PerRightRounding.Before.Approximate, 0.00005);
        Assert.Equal("643332", value.PerRight.ToString());
    }

    /// <summary>Saul Centers, stock options to directors, annual reports for 2009 to 2013.</summary>
    [Theory]
    [InlineData("32.68", 6, 0.344, "0.0454", "0.0219", "6.86")]
    [InlineData("38.76", 5, 0.369, "0.0423", "0.0217", "8.86")]
    [InlineData("41.82", 5, 0.358, "0.0416", "0.0186", "9.15")]
    [InlineData("39.29", 5, 0.348, "0.0461", "0.0078", "7.35")]
    [InlineData("44.42", 5, 0.333, "0.0453", "0.0082", "7.95")]
    public void Price_SaulCentersDirectors_IsTheFiling(
        string price, int years, double volatility, string dividendYield, string rate, string published) =>
        Assert.Equal(published, PerShare(
            AtTheMoney(price, years, volatility, dividendYield, rate), ShippedPolicies.AnnualDiscount, Dollar));

    /// <summary>SEC registrant 1647320, nine months of 2018.</summary>
    [Fact]
    public void Price_Registrant1647320_IsTheFiling() => Assert.Equal("8.4", PerShare(
        AtTheMoney("14.22", 4.4m, 0.7452, "0", "0.0264"), ShippedPolicies.Continuous, Dollar));

    /// <summary>Tradelink Electronic Commerce, annual report 2023: cents to a tenth.</summary>
    [Fact]
    public void Price_TradelinkWithItsUnit_IsTheReport()
    {
        var policy = ShippedPolicies.Continuous with
        {
            Name = "tradelink",
            ValuePerShare = new RoundingRule(RoundingMode.Nearest, 0.001m),
        };
        var inputs = AtTheMoney("0.95", 5m, 0.219, "0.069", "0.0313") with { ExercisePrice = 0.958m };

        Assert.Equal("0.082", PerShare(inputs, policy, Currency.Parse("HKD").Value));
    }

    [Fact]
    public void Price_IijAtTheMoney_IsTheKnownValueBeforeRounding()
    {
        var value = Price(IijThirdSeries with { ExercisePrice = 3505m }, ShippedPolicies.Continuous);

        Assert.Equal(2378.17555446687584, value.UnroundedPerShare, 1e-12);
    }

    private static Currency Dollar => Currency.Parse("USD").Value;

    private static OptionInputs AtTheMoney(
        string price, decimal years, double volatility, string dividendYield, string rate) => new()
        {
            SharePrice = Invariant(price),
            ExercisePrice = Invariant(price),
            Years = years,
            Volatility = volatility,
            RiskFreeRate = Invariant(rate),
            DividendYield = Invariant(dividendYield),
            SharesPerRight = 1m,
        };

    private static decimal Invariant(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static RightValue Price(OptionInputs inputs, ValuationPolicy policy) =>
        RightPricer.Price(inputs, policy, Currency.Yen).Value;

    private static string PerRight(OptionInputs inputs, ValuationPolicy policy) => Price(inputs, policy).PerRight.ToString();

    private static string PerShare(OptionInputs inputs, ValuationPolicy policy, Currency currency) =>
        RightPricer.Price(inputs, policy, currency).Value.PerShare.ToString();
}
