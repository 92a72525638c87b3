using Pricing.BlackScholes.Certified;
using Pricing.BlackScholes.Formula;
using Pricing.Policies;

namespace Pricing.BlackScholes.Analysis;

/// <summary>The value under changes of two inputs at once: every row change with every column change.</summary>
/// <param name="Rows">The changes down the side.</param>
/// <param name="Columns">The changes across the top.</param>
/// <param name="Cells">Row by row the values, or why there is none.</param>
public sealed record SensitivityGrid(
    IReadOnlyList<SensitivityStep> Rows,
    IReadOnlyList<SensitivityStep> Columns,
    IReadOnlyList<IReadOnlyList<Outcome<RightValue>>> Cells)
{
    /// <summary>Values the inputs after every pair of changes; a pair that leaves the allowed range fails in its cell.</summary>
    /// <param name="inputs">The inputs as stored.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="currency">The currency.</param>
    /// <param name="rows">The changes down the side.</param>
    /// <param name="columns">The changes across the top.</param>
    public static SensitivityGrid Calculate(
        OptionInputs inputs,
        ValuationPolicy policy,
        Currency currency,
        IReadOnlyList<SensitivityStep> rows,
        IReadOnlyList<SensitivityStep> columns)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(columns);
        return new(rows, columns, [.. rows.Select(row => (IReadOnlyList<Outcome<RightValue>>)[.. columns.Select(column => Cell(row, column))])]);

        Outcome<RightValue> Cell(SensitivityStep row, SensitivityStep column)
        {
            var once = row.Apply(inputs);
            if (!once.TryGet(out var half)) return once.Failures.ToList();

            var twice = column.Apply(half);
            return twice.TryGet(out var changed) ? RightPricer.Price(changed, policy, currency) : twice.Failures.ToList();
        }
    }
}
