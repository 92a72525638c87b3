using Pricing.BlackScholes.Analysis;
using Pricing.BlackScholes.Certified;
using Pricing.Policies;
using Pricing.Tests.BlackScholes.Formula;

namespace Pricing.Tests.BlackScholes.Analysis;

public sealed class SensitivityGridTests
{
    [Fact]
    public void Calculate_EveryCell_IsTheValueOfBothChanges()
    {
        var inputs = SampleInputs.IijThirdSeries with { ExercisePrice = 3505m };
        SensitivityStep[] rows = [new(SensitivityInput.Volatility, -0.1m), new(SensitivityInput.Volatility, 0m)];
        SensitivityStep[] columns = [new(SensitivityInput.Years, -5m), new(SensitivityInput.Years, 0m), new(SensitivityInput.Years, 5m)];

        var grid = SensitivityGrid.Calculate(inputs, ShippedPolicies.IijPractice, Currency.Yen, rows, columns);

        Assert.Equal((rows, columns), (grid.Rows, grid.Columns));
        foreach (var (row, cells) in rows.Zip(grid.Cells))
        {
            Assert.Equal(
                columns.Select(column => RightPricer.Price(
                    inputs with { Volatility = inputs.Volatility + (double)row.Change, Years = 15m + column.Change },
                    ShippedPolicies.IijPractice,
                    Currency.Yen).Value.PerRight),
                cells.Select(cell => cell.Value.PerRight));
        }

        // 50-digit arithmetic: the value at the inputs as they are, and at sigma 0.4577379782 and T 10.
        Assert.Equal(["364200", "475600"], [grid.Cells[0][0].Value.PerRight.ToString(), grid.Cells[1][1].Value.PerRight.ToString()]);
    }

    [Fact]
    public void Calculate_PairOutOfRange_FailsInItsCell()
    {
        var grid = SensitivityGrid.Calculate(
            SampleInputs.IijThirdSeries,
            ShippedPolicies.IijPractice,
            Currency.Yen,
            [new(SensitivityInput.Volatility, -0.6m), new(SensitivityInput.Volatility, 0m)],
            [new(SensitivityInput.Years, -16m), new(SensitivityInput.Years, decimal.MaxValue)]);

        Assert.Equal(
            ["sigma+T", "change", "T", "change"],
            grid.Cells.SelectMany(row => row).Select(cell => string.Join('+', cell.Failures.Select(failure => failure.Field).Order(StringComparer.Ordinal).Reverse())));
    }
}
