using Pricing.Pipeline.Publications.Desk;
using Pricing.Pipeline.Values;

namespace Pricing.Pipeline.Tests.Publications.Desk;

public sealed class OutdatedValueTests
{
    private static readonly ValueRecord Value = Given.Facts().Value;

    private static readonly Dictionary<string, (Outcome<ValueRecord> Again, string[] Named)> Cases = new()
    {
        ["nothing"] = (Value with { Version = 9, Engine = "another", Hash = "another" }, []),
        ["close"] = (Value with { SharePrice = "1", Volatility = 0.5 }, ["S", "sigma"]),
        ["curve"] = (Value with { RiskFreeRate = "0.5" }, ["r"]),
        ["dividend"] = (Value with { DividendYield = "0.5" }, ["q"]),
        ["corporate action or decision"] = (Value with { ExercisePrice = "7", SharesPerRight = "2" }, ["X", "shares per right"]),
        ["policy"] = (Value with { PolicyVersion = 9 }, ["policy"]),
        ["policy of the same version"] = (Value with { PolicyHash = "another" }, ["amount_per_right"]),
        ["effective day"] = (Value with { SharesInForce = "1" }, ["amount_per_right"]),
        ["would fail"] = (new Failure(ReasonCode.MissingPrice, "share_price", "2013-07-11", "has no close"), ["share_price"]),
        ["looks wrong, which is a flag of its own"] = (new Failure(ReasonCode.SuspectPrice, "close", "1", "jumps"), []),
    };

    public static TheoryData<string> Changed => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Changed))]
    public void Against_WhatCameAfterTheValue_NamesWhatItMoves(string what)
    {
        var against = OutdatedValue.Against(Value, Cases[what].Again);

        Assert.Equal(Cases[what].Named, against.Select(failure => failure.Field));
        Assert.All(against, failure => Assert.Equal(ReasonCode.NotCurrent, failure.Code));
    }
}
