using Pricing.BlackScholes.Analysis;
using Pricing.BlackScholes.Certified;

namespace Pricing.Pipeline.Explanations;

/// <summary>Answers what is asked for beside a value.</summary>
public static class RightAnalyst
{
    private static readonly (string Symbol, SensitivityInput Input, Func<SensitivityRequest, IReadOnlyList<decimal>> Changes)[] Alone =
    [
        ("r", SensitivityInput.RiskFreeRate, request => request.Rate),
        ("q", SensitivityInput.DividendYield, request => request.Yield),
        ("S", SensitivityInput.SharePrice, request => request.SharePrice),
    ];

    /// <summary>Answers.</summary>
    /// <param name="right">A right that has a value.</param>
    /// <param name="request">What is asked for.</param>
    /// <param name="inputs">Where the inputs come from; null where they are given.</param>
    public static RightAnalysis Analyse(RightOrder right, AnalysisRequest request, IReadOnlyList<ExplanationStep>? inputs = null)
    {
        ArgumentNullException.ThrowIfNull(right);
        ArgumentNullException.ThrowIfNull(request);
        return new()
        {
            Explanation = request.Explain ? Explain(right, inputs) : null,
            Greeks = request.Greeks ? Greeks(right) : null,
            Sensitivity = request.Sensitivity is { } changes ? Sensitivity(right, changes) : null,
            ImpliedVolatility = request.Implied is { } amount ? Implied(right, amount) : null,
        };
    }

    private static IReadOnlyList<ExplanationStep> Explain(RightOrder right, IReadOnlyList<ExplanationStep>? inputs)
    {
        var explanation = Explanation.Of(right.Inputs, right.Policy, right.Currency).Value;
        return [.. inputs ?? ExplanationSteps.Inputs(explanation), .. ExplanationSteps.Formula(explanation, right.Policy)];
    }

    private static GreekAnswer Greeks(RightOrder right)
    {
        var found = GreekFigure.Of(right.Inputs, right.Policy, right.Currency);
        return found.TryGet(out var figures) ? new(figures) : new(null, Text(found.Failures));
    }

    private static SensitivityAnswer Sensitivity(RightOrder right, SensitivityRequest request)
    {
        var grid = SensitivityGrid.Calculate(
            right.Inputs,
            right.Policy,
            right.Currency,
            [.. request.Sigma.Select(change => new SensitivityStep(SensitivityInput.Volatility, change))],
            [.. request.Years.Select(change => new SensitivityStep(SensitivityInput.Years, change))]);
        var alone = Alone.SelectMany(input => input.Changes(request).Select(change => (input.Symbol, Step: new SensitivityStep(input.Input, change)))).ToList();
        var table = SensitivityTable.Calculate(right.Inputs, right.Policy, right.Currency, alone.Select(item => item.Step)).Value;
        return new(
            request.Sigma,
            request.Years,
            [.. grid.Cells.Select(row => (IReadOnlyList<ChangedAmount>)[.. row.Select(Amount)])],
            [.. alone.Zip(table.Rows, (item, row) => Changed(item.Symbol, row))]);
    }

    private static ChangedAmount Amount(Outcome<RightValue> cell) =>
        cell.TryGet(out var value) ? new(value.PerRight.ToString()) : new(null, string.Join("; ", cell.Failures));

    private static ChangedInput Changed(string symbol, SensitivityRow row) => row.Value.TryGet(out var value)
        ? new(symbol, row.Step.Change, value.PerShare.ToString(), value.PerRight.ToString(), row.PerRightChange)
        : new(symbol, row.Step.Change, null, null, null, string.Join("; ", row.Value.Failures));

    private static ImpliedAnswer Implied(RightOrder right, ImpliedRequest request)
    {
        var (amount, of) = request.PerRight is { } perRight ? (perRight, "right") : (request.PerShare ?? 0m, "share");
        var found = request.PerRight is not null
            ? ImpliedVolatility.SolvePerRight(right.Inputs, right.Policy, right.Currency, amount)
            : ImpliedVolatility.Solve(right.Inputs, right.Policy, right.Currency, amount);
        return found.TryGet(out var implied)
            ? new(amount, of, implied.Volatility, implied.Low, implied.High)
            : new(amount, of, null, null, null, Text(found.Failures));
    }

    private static List<string> Text(IReadOnlyList<Failure> failures) => [.. failures.Select(failure => failure.ToString())];
}
