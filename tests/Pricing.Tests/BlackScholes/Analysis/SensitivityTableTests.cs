using Pricing.BlackScholes.Analysis;
using Pricing.BlackScholes.Formula;
using Pricing.Policies;
using Pricing.Tests.BlackScholes.Formula;

namespace Pricing.Tests.BlackScholes.Analysis;

public sealed class SensitivityTableTests
{
    [Fact]
    public void Calculate_IijThirdSeries_ChangesOneInputAtATime()
    {
        SensitivityStep[] steps =
        [
            new(SensitivityInput.SharePrice, 100m),
            new(SensitivityInput.ExercisePrice, 99m),
            new(SensitivityInput.Years, -1m),
            new(SensitivityInput.Volatility, -0.25m),
            new(SensitivityInput.RiskFreeRate, 0.01m),
            new(SensitivityInput.DividendYield, 0.001m),
        ];

        var table = Calculate(SampleInputs.IijThirdSeries, steps);

        Assert.Equal(steps, table.Rows.Select(row => row.Step));
        Assert.Equal("647000", table.Base.PerRight.ToString());
        // 50-digit arithmetic at each changed input.
        Assert.Equal(["665400", "633200", "650400", "647000", "647000", "637400"], table.Rows.Select(row => row.Value.Value.PerRight.ToString()));
        Assert.Equal([18400, -13800, 3400, 0, 0, -9600], table.Rows.Select(row => row.PerRightChange!.Value));
    }

    [Fact]
    public void Calculate_EveryStep_ChangesOnlyItsInput()
    {
        var inputs = SampleInputs.IijThirdSeries;

        Assert.Equal(inputs with { SharePrice = 3506m }, Apply(SensitivityInput.SharePrice, 1m));
        Assert.Equal(inputs with { ExercisePrice = 2m }, Apply(SensitivityInput.ExercisePrice, 1m));
        Assert.Equal(inputs with { Years = 16m }, Apply(SensitivityInput.Years, 1m));
        Assert.Equal(inputs with { Volatility = 0.5577379782 + 0.5 }, Apply(SensitivityInput.Volatility, 0.5m));
        Assert.Equal(inputs with { RiskFreeRate = 0.02275m }, Apply(SensitivityInput.RiskFreeRate, 0.01m));
        Assert.Equal(inputs with { DividendYield = new Ratio(53.80m, 3505m) }, Apply(SensitivityInput.DividendYield, 0.01m));

        static OptionInputs Apply(SensitivityInput input, decimal change) =>
            new SensitivityStep(input, change).Apply(SampleInputs.IijThirdSeries).Value;
    }

    [Fact]
    public void Calculate_StepOutOfRange_FailsInItsRow()
    {
        var table = Calculate(SampleInputs.IijThirdSeries, [new(SensitivityInput.Years, -16m), new(SensitivityInput.Years, 1m)]);

        Assert.Equal("InvalidField T=-1: a remaining period is at least 0", table.Rows[0].Value.Failures.Single().ToString());
        Assert.Null(table.Rows[0].PerRightChange);
        Assert.True(table.Rows[1].Value.IsSuccess);
    }

    [Fact]
    public void Calculate_StepBeyondADecimal_FailsInItsRow() => Assert.Equal(
        "InvalidField change=79228162514264337593543950335: SharePrice leaves the range of a decimal",
        Calculate(SampleInputs.IijThirdSeries, [new(SensitivityInput.SharePrice, decimal.MaxValue)])
            .Rows.Single().Value.Failures.Single().ToString());

    [Fact]
    public void Calculate_Unrounded_ComparesTheDoubles()
    {
        var policy = ShippedPolicies.Continuous with { ValuePerShare = new(RoundingMode.None) };
        var row = SensitivityTable.Calculate(
            SampleInputs.IijThirdSeries, policy, Currency.Yen, [new(SensitivityInput.SharePrice, 1m)]).Value.Rows.Single();

        Assert.Equal(200 * row.PerShareChange!.Value, row.PerRightChange!.Value, 1e-8);
        Assert.Equal(0.92, row.PerShareChange.Value, 0.01);
    }

    [Fact]
    public void Calculate_BadInputs_FailAsInPrice() => Assert.Equal("S", SensitivityTable.Calculate(
        SampleInputs.IijThirdSeries with { SharePrice = -1m }, ShippedPolicies.IijPractice, Currency.Yen, []).Failures.Single().Field);

    private static SensitivityTable Calculate(OptionInputs inputs, IEnumerable<SensitivityStep> steps) =>
        SensitivityTable.Calculate(inputs, ShippedPolicies.IijPractice, Currency.Yen, steps).Value;
}
