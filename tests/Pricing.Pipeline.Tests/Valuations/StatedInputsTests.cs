using Pricing.Pipeline.Values;

namespace Pricing.Pipeline.Tests.Valuations;

public sealed class StatedInputsTests
{
    [Theory]
    [InlineData("risk_free_rate=0.0375", "ImplausibleValue risk_free_rate=0.0375: is more than 0.02 off the curve's 0.01275 of its date and tenor")]
    [InlineData("dividend_per_share=600", "ImplausibleValue dividend_per_share=600: makes a yield of 0.171184, which is above 0.15")]
    [InlineData("dividend_per_share=0.18", "ImplausibleValue dividend_per_share=0.18: makes a yield of 0.000051, which is below a tenth of the 0.00535 that the dividend records give")]
    [InlineData("exercise_price=36000", "ImplausibleValue exercise_price=36000: is above 5 times the share price 3505; look whether one of them has a zero too many")]
    [InlineData("exercise_price=35000", "ImplausibleValue exercise_price=35000: is above 5 times the share price 3505")]
    [InlineData("dividend_per_share=4000", "ImplausibleValue dividend_per_share=4000: is more than the share price 3505 of 2013-07-11: dividend and closes are in different units, such as yen and thousands of yen,")]
    [InlineData("dividend_per_share=40", "ImplausibleValue dividend_per_share=40: makes a yield of 0.011412, which is above twice the 0.00535 that the dividend records give")]
    public void Value_StatedInputThatTheFactsContradict_FailsUnlessItIsMeant(string change, string message)
    {
        string[] changes = [change, "rate_source=a bank"];
        string[] stated = [.. changes.Take(change.StartsWith("risk", StringComparison.Ordinal) ? 2 : 1)];

        var refused = Facts.Value(Facts.Of(), null, stated);
        var meant = Facts.Value(Facts.Of(), null, [.. stated, "meant_reason=agreed with the auditor"]);

        Assert.StartsWith(message, Assert.Single(refused.Failures).ToString(), StringComparison.Ordinal);
        Assert.Empty(meant.Failures);
        Assert.Equal("agreed with the auditor", ValueRecording.Of(meant, "").MeantReason);
    }

    [Theory]
    [InlineData("exercise_price=1")]
    [InlineData("exercise_price=0")]
    [InlineData("exercise_price=17525")]
    [InlineData("exercise_price=2")]
    [InlineData("dividend_per_share=0")]
    public void Value_NominalExercisePriceOrNoDividend_IsTaken(string change) => Assert.Empty(Facts.Value(Facts.Of(), null, change).Failures);

    [Fact]
    public void Value_RateWithAShiftedPoint_FailsUnlessItIsMeant()
    {
        string[] changes = ["risk_free_rate=0.00127", "rate_source=a bank"];

        Assert.StartsWith(
            "ImplausibleValue risk_free_rate=0.00127: is about a tenth of the curve's 0.01275 of its date and tenor; look at the decimal point",
            Assert.Single(Facts.Value(Facts.Of(), null, changes).Failures).ToString(),
            StringComparison.Ordinal);
        Assert.Empty(Facts.Value(Facts.Of(), null, [.. changes, "meant_reason=agreed"]).Failures);
    }

    [Fact]
    public void Value_ClosesInThousands_FailForTheYieldOfTheRecords()
    {
        var thousands = Facts.Prices.Select(price => price with { Close = price.Close / 1000m }).ToList();

        Assert.StartsWith(
            "ImplausibleValue dividend_per_share=18.75: by the dividend records, is more than the share price 3.505 of 2013-07-11: dividend and closes are in different units, such as yen and thousands of yen",
            Facts.Value(Facts.Of(thousands), null).Failures.Single(failure => failure.Code == ReasonCode.ImplausibleValue).ToString(),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("risk_free_rate=0.0375", "currency=USD")]
    [InlineData("risk_free_rate=0.0325", "currency=JPY")]
    public void Value_StatedRateOfAnotherCurrencyOrNearTheCurve_IsTaken(string rate, string currency) =>
        Assert.Empty(Facts.Value(Facts.Of(), null, rate, "rate_source=a bank", currency).Failures);

    [Fact]
    public void Value_NoDividendStatedBesideRecordsOfOne_SaysWhatTheyGive()
    {
        static string? Recorded(bool withDividends, params string[] changes) =>
            ValueRecording.Of(Facts.Value(Facts.Of(withDividends: withDividends), null, changes), "").RecordedDividend;

        Assert.Equal("18.75", Recorded(withDividends: true, "dividend_per_share=0"));
        Assert.Null(Recorded(withDividends: false, "dividend_per_share=0"));
        Assert.Null(Recorded(withDividends: true, "dividend_per_share=18.75"));
        Assert.Null(Recorded(withDividends: true));
    }
}
