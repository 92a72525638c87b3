using Pricing.BlackScholes.Analysis;
using Pricing.Papers.Facts;
using Pricing.Papers.Spreadsheets.Cells;
using Pricing.Papers.Wording;
using Pricing.Pipeline.Valuations;
using Pricing.Pipeline.Values;
using Pricing.Policies;

namespace Pricing.Papers.Spreadsheets.Books;

/// <summary>One value as a row of the sheet of a date.</summary>
/// <param name="item">The value.</param>
/// <param name="row">The number of its row, from 1.</param>
/// <param name="words">The words.</param>
internal sealed class DateLine(DateRow item, int row, PaperWords words)
{
    private readonly SheetCell[] cells = new SheetCell[Enum.GetValues<DateColumn>().Length];

    private ValueRecord Value => item.Value;

    /// <summary>The cells of the row.</summary>
    public SheetCell[] Cells()
    {
        Put(DateColumn.Issuer, SheetCell.Text(Value.Issuer, CellLook.Wrapped));
        Put(DateColumn.Grant, SheetCell.Text(Value.GrantId, CellLook.Wrapped));
        Put(DateColumn.Measured, SheetCell.Day(Value.MeasurementDate));
        Put(DateColumn.Marks, SheetCell.Text(string.Join(words[Word.ListComma], ValueMarks.Of(Value).Select(Short)), CellLook.WrappedMark));
        Put(DateColumn.Policy, SheetCell.Text(words.Text(Word.RulesVersion, Value.Policy, Value.PolicyVersion), CellLook.Wrapped));
        Put(DateColumn.Currency, SheetCell.Text(Value.Currency));
        Put(DateColumn.Hash, SheetCell.Text(Value.Hash));
        Put(DateColumn.SharePrice, StoredCell.Of(Value.SharePrice));
        Put(DateColumn.ExercisePrice, StoredCell.Of(Value.ExercisePrice));
        Put(DateColumn.Years, StoredCell.Of(Value.Years));
        Put(DateColumn.Volatility, SheetCell.Figure(Value.Volatility, CellLook.Decimals));
        Put(DateColumn.Rate, StoredCell.Of(Value.RiskFreeRate));
        Put(DateColumn.Yield, StoredCell.Of(Value.DividendYield));
        Put(DateColumn.Shares, StoredCell.Of(Value.SharesPerRight));
        Put(DateColumn.Rights, SheetCell.Figure(Value.RightsOutstanding, CellLook.General));
        if (Value.Status == ValueStatus.Failed)
        {
            Put(DateColumn.Remark, SheetCell.Text(Value.Failures, CellLook.Mark));
            return cells;
        }

        Put(DateColumn.StoredUnrounded, SheetCell.Figure(Value.UnroundedPerShare, CellLook.Decimals));
        Put(DateColumn.StoredPerShare, StoredCell.Of(Value.ValuePerShare));
        Put(DateColumn.StoredPerRight, StoredCell.Of(Value.AmountPerRight));
        Put(DateColumn.StoredTotal, StoredCell.Of(Value.Total));
        if (item.Policy is { } policy && Currency.Parse(Value.Currency).TryGet(out var currency)) Calculate(policy, currency);
        else Put(DateColumn.Remark, SheetCell.Text(words[Word.RulesNotKnown], CellLook.Mark));
        return cells;
    }

    private void Put(DateColumn column, SheetCell cell) => cells[(int)column - 1] = cell;

    private void Put(DateColumn column, string formula, double? shown, CellLook look = CellLook.Decimals) =>
        Put(column, SheetCell.Live(formula, look, shown));

    private string At(DateColumn column) => Sheet.Address((int)column, row);

    /// <summary>The first words of a mark, up to its colon: the row has no room for all of it.</summary>
    private string Short(Word mark) => words[mark].Split([':', '：'])[0];

    private void Calculate(ValuationPolicy policy, Currency currency)
    {
        var shown = StoredFigures.Lines(Value, policy);
        Put(DateColumn.ContinuousRate, RuleFormulas.Continuous(policy.Rate, At(DateColumn.Rate)), shown?.ContinuousRate);
        Put(DateColumn.ContinuousYield, RuleFormulas.Continuous(policy.DividendYield, At(DateColumn.Yield)), shown?.ContinuousYield);
        Put(
            DateColumn.DiscountedShare,
            $"{At(DateColumn.SharePrice)}*EXP(-{At(DateColumn.ContinuousYield)}*{At(DateColumn.Years)})",
            shown?.DiscountedShare);
        Put(
            DateColumn.DiscountedExercise,
            $"{At(DateColumn.ExercisePrice)}*EXP(-{At(DateColumn.ContinuousRate)}*{At(DateColumn.Years)})",
            shown?.DiscountedExercisePrice);
        Put(DateColumn.Spread, $"{At(DateColumn.Volatility)}*SQRT({At(DateColumn.Years)})", shown?.Deviation);
        Put(DateColumn.Unrounded, Unrounded(shown), Value.UnroundedPerShare);
        Put(
            DateColumn.PerShare,
            RuleFormulas.Rounded(policy.ValuePerShare, currency, At(DateColumn.Unrounded)),
            StoredFigures.Number(Value.ValuePerShare),
            CellLook.General);
        Put(
            DateColumn.PerRight,
            RuleFormulas.Rounded(policy.AmountPerRight, currency, $"{At(DateColumn.PerShare)}*{At(DateColumn.Shares)}"),
            StoredFigures.Number(Value.AmountPerRight),
            CellLook.General);
        Put(
            DateColumn.Total,
            $"{At(DateColumn.PerRight)}*{At(DateColumn.Rights)}",
            StoredFigures.Number(Value.Total),
            CellLook.General);
        Put(
            DateColumn.Difference,
            RuleFormulas.Relative($"({At(DateColumn.Unrounded)}-{At(DateColumn.StoredUnrounded)})", At(DateColumn.StoredUnrounded)),
            0,
            CellLook.Difference);
        Put(DateColumn.AmountDifference, $"{At(DateColumn.PerRight)}-{At(DateColumn.StoredPerRight)}", 0, CellLook.Difference);
    }

    private string Unrounded(Explanation? shown)
    {
        if (!RuleFormulas.Spreads(
            StoredFigures.Number(Value.SharePrice) ?? 0,
            StoredFigures.Number(Value.ExercisePrice) ?? 0,
            (StoredFigures.Number(Value.Years) ?? 0) * (Value.Volatility ?? 0)))
        {
            return $"MAX({At(DateColumn.DiscountedShare)}-{At(DateColumn.DiscountedExercise)},0)";
        }

        var (price, exercise) = (At(DateColumn.SharePrice), At(DateColumn.ExercisePrice));
        var drift = $"({At(DateColumn.ContinuousRate)}-{At(DateColumn.ContinuousYield)}+{At(DateColumn.Volatility)}^2/2)*{At(DateColumn.Years)}";
        Put(DateColumn.D1, $"(LN({price}/{exercise})+{drift})/{At(DateColumn.Spread)}", shown?.D1);
        Put(DateColumn.D2, $"{At(DateColumn.D1)}-{At(DateColumn.Spread)}", shown?.D2);
        Put(DateColumn.N1, RuleFormulas.Normal(At(DateColumn.D1)), shown?.NormalOfD1);
        Put(DateColumn.N2, RuleFormulas.Normal(At(DateColumn.D2)), shown?.NormalOfD2);
        return $"{At(DateColumn.DiscountedShare)}*{At(DateColumn.N1)}-{At(DateColumn.DiscountedExercise)}*{At(DateColumn.N2)}";
    }
}
