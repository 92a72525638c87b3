using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Pricing.Files.Fields;
using Pricing.Grants.Measurements;
using Pricing.Pipeline.MarketData.Prices;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Sources;
using Pricing.Pipeline.Tests.Intake.Batches;
using Pricing.Pipeline.Valuations;
using Pricing.Pipeline.Values;
using Pricing.Policies;

namespace Pricing.Pipeline.Tests.Valuations;

public sealed class GrantValuerTests
{
    private static readonly MarketFacts Stored = Facts.Of();

    /// <summary>S is checked where it is found: of a day before, and where no volatility is found, which looks through the closes.</summary>
    [Theory]
    [InlineData(0, "2005-12-02")]
    [InlineData(1, "2005-12-02")]
    [InlineData(0, "2013-07-11")]
    [InlineData(1, "2013-07-11")]
    public void Value_SharePriceBeyondTheDailyPriceLimit_IsSuspect(int sessionsBefore, string windowFrom)
    {
        List<PriceFact> facts = [.. Facts.Prices];
        for (var day = 1; day <= sessionsBefore; day++) facts[^day] = facts[^day] with { Close = null, NoTrade = true };
        var at = facts.Count - 1 - sessionsBefore;
        foreach (var earlier in (int[])[at - 1, at - 2]) facts[earlier] = facts[earlier] with { Close = 3500m };
        facts[at] = facts[at] with { Close = 4400m };

        var failures = Facts.Value(Facts.Of(facts), null, $"window_from={windowFrom}").Failures;

        var failure = Assert.Single(failures, failure => failure.Code == ReasonCode.SuspectPrice);
        Assert.StartsWith($"3774 on {facts[at].Date:yyyy-MM-dd}: it is farther from 3500 of ", failure.Reason, StringComparison.Ordinal);
    }

    /// <summary>
    /// Closes that are adjusted for the split of the dividend's year, stored before a feed states it: D is restated, and the window
    /// of the volatility begins after it.
    /// </summary>
    [Theory]
    [InlineData("2012-10-01", "2012-09-26")]
    [InlineData("2012-10-01", "2012-09-26", "3774/2012-09-26")]
    [InlineData("2012-10-01", "2012-09-26", "37740/2012-09-26")]
    [InlineData("2005-12-02", "2012-09-26")]
    public void Value_ClosesAdjustedForASplitOfTheDividendYear_AreSuspectWithItsDate(string windowFrom, string split, params string[] confirmed)
    {
        var exDate = DateOnly.Parse(split, null);
        List<PriceFact> adjusted = [.. Facts.Prices.Select(fact => fact.Date < exDate && fact.Close is { } close ? fact with { Close = Math.Round(close / 200m) } : fact)];

        var value = Facts.ValueUnder(new() { Confirmed = confirmed }, Facts.Of(adjusted), $"window_from={windowFrom}");

        if (confirmed.Length > 0)
        {
            Assert.Empty(value.Failures);
            return;
        }

        var failure = Assert.Single(value.Failures);
        Assert.Equal((ReasonCode.SuspectPrice, "close"), (failure.Code, failure.Field));
        Assert.StartsWith($"3774 on {split}: ", failure.Reason, StringComparison.Ordinal);
        Assert.Contains("adjusted for it", failure.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Value_ThirdSeries_IsThePublishedAmount()
    {
        var value = Facts.Value(Stored);

        // 647,000 yen: the company's notice of 11 July 2013; 18.75 = 10 + 1,750 / 200 yen (release, section 12, item 7).
        Assert.Equal("647000", value.Right?.PerRight.ToString());
        Assert.Equal((3505m, "18.75/3505", 397), (value.SharePrice?.Amount, value.Inputs?.DividendYield.ToString(), value.Volatility?.Returns));
        Assert.Equal(ValueStatus.Final, value.Status);
        Assert.Equal(["closes", "curve", "notices"], value.Sources.Select(source => source.Sha256));
    }

    [Fact]
    public void Value_MidpointOfTheReleasesPeriod_Is15Years() =>
        Assert.Equal("15", Facts.Value(Stored, null, "expected_remaining_years=midpoint").Inputs?.Years.ToString());

    [Fact]
    public void Value_NoWindowStated_LooksBackOverTheTermOrToTheListing()
    {
        Assert.Equal("2005-12-02..2013-07-11", Facts.Value(Stored, null, "window_from=-").Volatility?.Window.ToString());
        Assert.Equal("2008-07-11..2013-07-11", Facts.Value(Stored, null, "window_from=-", "expected_remaining_years=5").Volatility?.Window.ToString());
    }

    [Fact]
    public void Value_RateAndDividendStated_AreTakenWithTheirSource()
    {
        var value = Facts.Value(
            Facts.Of(withDividends: false), null, "risk_free_rate=0.01", "rate_source=the board's", "dividend_per_share=20");
        var record = ValueRecording.Of(value, "");

        Assert.Equal(("0.01", "the board's", null, "20/3505"), (record.RiskFreeRate, record.RateSource, record.CurveDate, record.DividendYield));
        Assert.Equal(ValueStatus.Final, value.Status);
        Assert.Equal(["closes"], value.Sources.Select(source => source.Sha256));
    }

    [Fact]
    public void Value_NoRowOfTheGrantDate_IsProvisionalAndNamesTheDateUntilItIsShownToBeWithoutTrade()
    {
        List<PriceFact> later = [.. Facts.Prices.Where(fact => fact.Date != Facts.Allotment), new(new(2013, 7, 12), 3600m, false, null, null, 0)];
        List<PriceFact> shown = [.. later[..^1], new(Facts.Allotment, null, true, null, null, 0), later[^1]];

        var missing = ValueRecording.Of(Facts.Value(Facts.Of(later)), "");
        var without = ValueRecording.Of(Facts.Value(Facts.Of(shown)), "");

        Assert.Equal((ValueStatus.Provisional, "3765", Facts.Allotment), (missing.Status, missing.SharePrice, missing.SharePriceMissingRow));
        Assert.Equal((ValueStatus.Final, "3765", null), (without.Status, without.SharePrice, without.SharePriceMissingRow));
    }

    [Fact]
    public void Value_CurveOfTheDayBefore_IsProvisionalAndNamesTheDateThatIsAwaited()
    {
        var awaiting = ValueRecording.Of(Facts.Value(Facts.Of(curveDate: new(2013, 7, 10))), "");
        var settled = ValueRecording.Of(Facts.Value(Facts.Of()), "");

        Assert.Equal((ValueStatus.Provisional, new(2013, 7, 10), Facts.Allotment), (awaiting.Status, awaiting.CurveDate!.Value, awaiting.CurveAwaited!.Value));
        Assert.Equal((ValueStatus.Final, null), (settled.Status, settled.CurveAwaited));
    }

    [Fact]
    public void Value_DayBeforeTheGrantDate_IsIndicativeAndNeverProvisional()
    {
        var value = Facts.Value(Facts.Of(curveDate: new(2013, 7, 9)), new(2013, 7, 10));

        Assert.Equal((MeasurementKind.Indicative, ValueStatus.Final, 3765m), (value.Task.Kind, value.Status, value.SharePrice?.Amount));
        Assert.Equal("2005-12-02..2013-07-10", value.Volatility?.Window.ToString());
    }

    [Fact]
    public void Value_DayAfterTheGrantDate_IsRemeasuredOverADayLess()
    {
        List<PriceFact> prices = [.. Facts.Prices, new(new(2013, 7, 12), 3600m, false, null, null, 0)];
        var value = Facts.Value(Facts.Of(prices, curveDate: new(2013, 7, 12)), new(2013, 7, 12));

        Assert.Equal([], value.Failures);
        Assert.Equal((MeasurementKind.Remeasured, 3600m), (value.Task.Kind, value.SharePrice?.Amount));
        Assert.Equal(15.0 - (1.0 / 365), value.Inputs!.Years.ToDouble(), 1e-12);
        Assert.Equal("2005-12-02..2013-07-12", value.Volatility?.Window.ToString());
    }

    [Theory]
    [InlineData("2013-07-11", "0.02", "a bank")]
    [InlineData("2013-07-12", "0.01274749589041", "10y..15y Linear")]
    public void Value_StatedRate_IsThatOfTheGrantDateAndNotOfALaterOne(string date, string rate, string source)
    {
        List<PriceFact> prices = [.. Facts.Prices, new(new(2013, 7, 12), 3600m, false, null, null, 0)];
        var value = Facts.Value(Facts.Of(prices), DateOnly.Parse(date, null), "risk_free_rate=0.02", "rate_source=a bank");

        var record = ValueRecording.Of(value, "");

        Assert.Equal(("", rate, source), (record.Failures, record.RiskFreeRate, record.RateSource));
    }

    [Fact]
    public void Value_SplitAndBasePriceOfOtherBodies_NamesThemAmongItsSources()
    {
        var (whole, next) = (Facts.Of(), new DateOnly(2013, 7, 12));
        List<PriceFact> prices =
        [
            .. Facts.Prices.Select(fact => fact.SplitNewPerOld is not null ? fact with { Source = 1 }
                : fact.Date == Facts.Allotment ? fact with { Close = null, NoTrade = true, Source = 2 } : fact),
            new(next, 3600m, false, null, null, 3),
            new(next, null, false, null, 3550m, 4),
        ];
        DataSource[] sources = [.. new[] { "closes", "split", "no trade", "next", "base" }.Select(name => new DataSource(name, "file", name, default))];

        var value = Facts.Value(new MarketFacts(new() { Code = "37740", Sources = sources, Facts = prices }, whole.Dividends, whole.CurveHistory));

        Assert.Equal((3550m, SharePriceOrigin.NextBasePrice), (value.SharePrice!.Amount, value.SharePrice.Origin));
        Assert.Superset(new HashSet<string>(["closes", "split", "no trade", "base"]), value.Sources.Select(source => source.Sha256).ToHashSet());
    }

    [Theory]
    [InlineData("2013-07-11", "window_from=2013-07-01", "TooFewReturns")]
    [InlineData("2013-07-13", "", "TermExhausted", "expected_remaining_years=0.001")]
    [InlineData("2099-12-31", "", "StalePrice")]
    [InlineData("1990-01-01", "", "MissingPrice")]
    [InlineData("2013-08-11", "", "NoCurve")]
    public void Value_SomethingMissing_IsDataAndNoException(string date, string change, string code, string other = "")
    {
        string[] changes = [.. new[] { change, other }.Where(text => text.Length > 0)];

        var value = Facts.Value(Stored, DateOnly.Parse(date, null), changes);

        Assert.Equal(ValueStatus.Failed, value.Status);
        Assert.Contains(code, value.Failures.Select(failure => failure.Code.ToString()));
    }

    [Fact]
    public void Value_SeveralThingsMissing_NamesThemAll()
    {
        var value = Facts.Value(Facts.Of(curveDate: new(2013, 6, 1), withDividends: false), null, "window_from=2013-07-01");

        Assert.Equal(
            [ReasonCode.TooFewReturns, ReasonCode.NoCurve, ReasonCode.MissingDividend], value.Failures.Select(failure => failure.Code));
    }

    [Fact]
    public void Value_NoPricesStored_NamesTheCode() => Assert.Equal(
        "MissingPrice security_code=3774: no price of it is stored; take in its closes, or correct the code",
        Assert.Single(Facts.Value(new(null, null, null)).Failures).ToString());

    [Fact]
    public void Value_SeveralOfWhichSomeFail_AreThoseOfOneByOneInTheirPlaces()
    {
        GrantQuestion[] questions =
        [
            Ask(Stored),
            Ask(new(null, null, null)),
            Ask(Stored, "policy=release-text"),
            Ask(Facts.Of(withDividends: false)),
            Ask(Stored, "expected_remaining_years=5"),
        ];

        var values = Facts.Valuer().Value(questions);

        Assert.Equal(["647000", null, "646783", null], values.Take(4).Select(value => value.Right?.PerRight.ToString()));
        Assert.Equal(
            questions.Select(question => JsonSerializer.Serialize(ValueRecording.Of(Facts.Valuer().Value(question), ""))),
            values.Select(value => JsonSerializer.Serialize(ValueRecording.Of(value, ""))));
    }

    /// <summary>A file with some later closes must not pass for a history.</summary>
    [Fact]
    public void Value_HoleInTheClosesOfTheWindow_FailsAndNamesIt()
    {
        var holed = Facts.Of([.. Facts.Prices.Where(price => price.Date < new DateOnly(2010, 1, 4) || price.Date >= new DateOnly(2010, 6, 1))]);

        var failure = Assert.Single(Facts.Value(holed).Failures);

        Assert.Equal(
            "MissingPrice security_code=3774: no close is stored of 99 sessions before 2010-06-01; "
            + "store them, let the window start later, or exclude the period",
            failure.ToString());
        Assert.Empty(Facts.Value(holed, null, "exclude=2010-01-01..2010-05-31").Failures);
        Assert.Equal(
            ReasonCode.MissingPrice,
            Assert.Single(Facts.Value(Facts.Of([.. Facts.Prices.Where(price => price.Date.Year > 2006)])).Failures).Code);
    }

    [Property(MaxTest = 1000)]
    public Property Value_AnyReadableTermsOnAnyDate_ThrowsNothing()
    {
        var date = Gen.Choose(0, 40_000).Select(day => new DateOnly(1990, 1, 1).AddDays(day));
        var number = Gen.Elements("0", "1", "0.5", "15", "120", "9999", "1e12", "79228162514264337593543950335", "0.0000000000000000000000000001");
        var years = Gen.Elements("midpoint", "0", "0.001", "1", "15", "14.123456789", "100", "2000");
        var policy = Gen.Elements("iij-practice", "release-text", "continuous", "annual-discount");
        var terms =
            from allotted in date
            from start in date
            from end in date
            from price in number
            from shares in number
            from t in years
            from name in policy
            from window in Gen.Elements("-", "1990-01-01", "2013-07-01", "2099-12-31")
            from rate in Gen.Elements("-", "0.01", "-0.5", "-1", "1")
            from dividend in Gen.Elements("-", "0", "20", "1e12")
            from measured in date
            select (Measured: measured, Changes: new[]
            {
                $"allotment_date={allotted:yyyy-MM-dd}", $"exercise_start={start:yyyy-MM-dd}", $"exercise_end={end:yyyy-MM-dd}",
                $"exercise_price={price}", $"shares_per_right={shares}", $"expected_remaining_years={t}", $"policy={name}",
                $"window_from={window}", $"risk_free_rate={rate}", rate == "-" ? "rate_source=-" : "rate_source=x", $"dividend_per_share={dividend}",
            });
        return Prop.ForAll(terms.ToArbitrary(), input =>
        {
            var fields = Batch.Grant(input.Changes);
            var read = new GrantTermsReader(new PolicyCatalog()).Read(new FieldReader(GrantFields.Schema, fields.GetValueOrDefault));
            if (!read.TryGet(out var grant)) return;

            var value = Facts.Valuer().Value(
                new GrantQuestion(OnDemand.Grant(grant), OnDemand.Task(grant, input.Measured), Stored));

            Assert.Equal(value.Right is null, value.Failures.Count > 0);
            ValueRecording.Of(value, "");
        });
    }

    private static GrantQuestion Ask(MarketFacts facts, params string[] changes)
    {
        var grant = Facts.Grant(changes);
        return new(grant, OnDemand.Task(grant.Terms, Facts.Allotment), facts);
    }
}
