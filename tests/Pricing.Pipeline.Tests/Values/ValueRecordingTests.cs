using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Tests.Valuations;
using Pricing.Pipeline.Valuations;
using Pricing.Pipeline.Values;

namespace Pricing.Pipeline.Tests.Values;

public sealed class ValueRecordingTests
{
    private static readonly string Hash = HashOf(Facts.Value(Facts.Of()));

    [Fact]
    public void InputHash_SameInputs_IsTheSame() => Assert.Equal(Hash, HashOf(Facts.Value(Facts.Of())));

    [Theory]
    [InlineData("title=another title")]
    [InlineData("exercise_price=1.00")]
    [InlineData("allottees=others")]
    public void InputHash_WhatTheValueDoesNotDependOn_LeavesIt(string change) =>
        Assert.Equal(Hash, HashOf(Facts.Value(Facts.Of(), null, change)));

    [Theory]
    [InlineData("exercise_price=2")]
    [InlineData("expected_remaining_years=14")]
    [InlineData("shares_per_right=100")]
    [InlineData("allotted_rights=134")]
    [InlineData("policy=release-text")]
    [InlineData("currency=USD")]
    [InlineData("window_from=2006-12-02")]
    [InlineData("exclude=2011-03-11..2011-03-31")]
    [InlineData("dividend_per_share=20")]
    public void InputHash_AnyTermThatCounts_ChangesIt(string change) =>
        Assert.NotEqual(Hash, HashOf(Facts.Value(Facts.Of(), null, change)));

    [Fact]
    public void InputHash_AnyFactThatCounts_ChangesIt()
    {
        var lastClose = Facts.Prices.ToList();
        lastClose[^1] = lastClose[^1] with { Close = 3504m };
        var earlierClose = Facts.Prices.ToList();
        earlierClose[0] = earlierClose[0] with { Close = earlierClose[0].Close + 100m };

        string[] hashes =
        [
            Hash,
            HashOf(Facts.Value(Facts.Of(lastClose))),
            HashOf(Facts.Value(Facts.Of(earlierClose))),
            HashOf(Facts.Value(Facts.Of(percentAt15: 1.276m))),
            HashOf(Facts.Value(Facts.Of(curveDate: new(2013, 7, 10)))),
            HashOf(Facts.Value(Facts.Of(withDividends: false))),
        ];

        Assert.Equal(hashes.Length, hashes.Distinct().Count());
    }

    [Fact]
    public void InputHash_VersionsOfTheGrantAndTheValue_OnlyTheGrantsCounts()
    {
        var value = Facts.Value(Facts.Of());

        Assert.NotEqual(Hash, HashOf(value with { Grant = value.Grant with { Version = 2 } }));
        Assert.Equal(Hash, HashOf(value with { Task = value.Task with { Version = 2 } }));
        Assert.Equal(Hash, ValueRecording.Of(value, "another").InputHash);
    }

    [Fact]
    public void Of_ThirdSeries_HoldsWhatAReaderNeeds()
    {
        var record = ValueRecording.Of(Facts.Value(Facts.Of()), "e");

        Assert.Equal(
            ("3505", "1", "15", "0.01275", "15y", "18.75/3505", "200", "200", 135),
            (record.SharePrice, record.ExercisePrice, record.Years, record.RiskFreeRate, record.RateSource, record.DividendYield, record.SharesPerRight, record.SharesInForce, record.RightsOutstanding));
        Assert.Equal(("3235", "647000", "87345000", true), (record.ValuePerShare, record.AmountPerRight, record.Total, record.IsSynthetic));
        Assert.InRange(record.UnroundedPerShare!.Value, 3234.5, 3235.5);
    }

    /// <summary>What it says follows from what is stored, so that it holds of values of before too, and no hash moves.</summary>
    [Theory]
    [InlineData("7", "10y", "7y")]
    [InlineData("12", "10y..15y Linear", null)]
    [InlineData("15", "15y", null)]
    public void MissingTenors_OfACurveOfTenFifteenAndTwentyYears_FollowFromTenorsAndPeriod(string years, string taken, string? missing)
    {
        var value = Facts.Value(Facts.Of(), null, $"expected_remaining_years={years}");
        var record = ValueSeal.Of(ValueRecording.Of(value, "e"));

        Assert.Equal((ValueStatus.Final, taken, missing), (record.Status, record.RateSource, record.MissingTenors));

        var row = TableRecords.Write(record, ValueJson.Readable.ValueRecord, "p", "r");
        row.Remove("missingTenors");
        var read = TableRecords.Read(row, ValueJson.Readable.ValueRecord);
        Assert.Equal(record, read);
        Assert.True(ValueSeal.IsWhole(read));
        Assert.Equal(missing, read.MissingTenors);
        Assert.Null((read with { CurveDate = null }).MissingTenors);
    }

    private static string HashOf(GrantValue value) => ValueRecording.Of(value, "").InputHash;
}
