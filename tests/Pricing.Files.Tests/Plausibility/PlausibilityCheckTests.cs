using Pricing.Files.Plausibility;

namespace Pricing.Files.Tests.Plausibility;

public sealed class PlausibilityCheckTests
{
    public static TheoryData<PlausibleInputs, string?> Limits => new()
    {
        { new() { RiskFreeRate = 0.15m, DividendYield = 0.15m, Volatility = 3m, Years = 100m }, null },
        { new() { RiskFreeRate = -0.001m, DividendYield = 0m, Volatility = 0m, Years = 0m }, null },
        { new() { RiskFreeRate = 0.1501m }, "r" },
        { new() { RiskFreeRate = -0.05m }, null },
        { new() { RiskFreeRate = -0.0501m }, "r" },
        { new() { DividendYield = -0.0001m }, "q" },
        { new() { RiskFreeRate = 1.275m }, "r" },
        { new() { RiskFreeRate = 0.03275m, CurveRate = 0.01275m }, null },
        { new() { RiskFreeRate = 0.0328m, CurveRate = 0.01275m }, "r" },
        { new() { RiskFreeRate = -0.0073m, CurveRate = 0.01275m }, "r" },
        { new() { RiskFreeRate = 0.0127m, CurveRate = 0.00127m }, "r" },
        { new() { RiskFreeRate = 0.00127m, CurveRate = 0.0127m }, "r" },
        { new() { RiskFreeRate = 0.003m, CurveRate = 0.0003m }, null },
        { new() { RiskFreeRate = 0.01m, CurveRate = 0.002m }, null },
        { new() { DividendYield = 0.16m }, "q" },
        { new() { DividendYield = 0.0018m, RecordedYield = 0.018m }, null },
        { new() { DividendYield = 0.00018m, RecordedYield = 0.018m }, "q" },
        { new() { DividendYield = 0m, RecordedYield = 0.018m }, null },
        { new() { DividendYield = 0.0001m }, null },
        { new() { DividendYield = 0.00009m }, "q" },
        { new() { DividendYield = 0.02m, YieldYearBefore = 0.001m }, null },
        { new() { DividendYield = 0.02m, YieldYearBefore = 0.0009m }, "q" },
        { new() { DividendYield = 0.0009m, YieldYearBefore = 0.02m }, "q" },
        { new() { DividendYield = 0m, YieldYearBefore = 0.02m }, null },
        { new() { SharePrice = 1490m, ExercisePrice = 7_450m }, null },
        { new() { SharePrice = 1.49m, ExercisePrice = 2000m }, "X" },
        { new() { SharePrice = 1490m, ExercisePrice = 149m }, null },
        { new() { SharePrice = 1490m, ExercisePrice = 2m }, null },
        { new() { SharePrice = 1490m, ExercisePrice = 1m }, null },
        { new() { DividendYield = 0.02m, RecordedYield = 0.01m }, null },
        { new() { DividendYield = 0.0201m, RecordedYield = 0.01m }, "q" },
        { new() { DividendYield = 0.02m, RecordedYield = 0m }, null },
        { new() { Volatility = 55.77m }, "sigma" },
        { new() { Volatility = 0.0499m }, "sigma" },
        { new() { Volatility = 0.05m }, null },
        { new() { Years = 100.01m }, "T" },
        { new() { Years = 10.01m, YearsToLastDay = 10.0055m, LastDay = new(2034, 6, 14) }, null },
        { new() { Years = 10.02m, YearsToLastDay = 10.0055m, LastDay = new(2034, 6, 14) }, "T" },
        { new() { Years = 0m, YearsToLastDay = -0.1m, LastDay = new(2034, 6, 14) }, "T" },
    };

    [Theory]
    [InlineData(1500, 150, true)]
    [InlineData(1500, 195, true)]
    [InlineData(1490, 297, true)]
    [InlineData(1490, 298, false)]
    [InlineData(1490, 1, false)]
    [InlineData(1490, 0, false)]
    public void IsFarBelow_ExercisePriceOfAFifthOrNominal_IsNot(int price, int exercise, bool isFar) =>
        Assert.Equal(isFar, PlausibilityCheck.IsFarBelow(price, exercise));

    [Theory]
    [MemberData(nameof(Limits))]
    public void Refused_BeyondALimit_NamesTheFieldUnlessItIsMeant(PlausibleInputs inputs, string? field)
    {
        var refused = PlausibilityCheck.Refused(inputs, PlausibilityNames.OfValuations);

        Assert.Equal(field, refused.SingleOrDefault()?.Field);
        Assert.All(refused, failure => Assert.Equal(ReasonCode.ImplausibleValue, failure.Code));
        Assert.Empty(PlausibilityCheck.Refused(inputs with { MeantReason = "crisis of 1998" }, PlausibilityNames.OfValuations));
        Assert.Equal(refused.Count, PlausibilityCheck.Find(inputs with { MeantReason = "x" }, PlausibilityNames.OfValuations).Count);
        Assert.Equal(refused.Count, PlausibilityCheck.Refused(inputs with { MeantReason = " " }, PlausibilityNames.OfValuations).Count);
    }
}
