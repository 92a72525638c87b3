using Pricing;
using Pricing.BlackScholes.Analysis;
using Pricing.Pipeline.Explanations;

namespace PricingFunctions.Local.Analyses;

/// <summary>Analyses as text, in columns that line up.</summary>
internal static class AnalysisText
{
    private const string Gap = "  ";

    /// <summary>Writes whatever was asked for.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="analysis">The answers.</param>
    public static void Write(TextWriter output, RightAnalysis analysis)
    {
        if (analysis.Explanation is { } steps)
            Table(output, ["symbol", "value", "what", "how"], steps.Select(step => new[] { step.Symbol, step.Rounded, step.Name, step.Formula }));
        if (analysis.Greeks is { } greeks) Write(output, greeks);
        if (analysis.Sensitivity is { } sensitivity) Write(output, sensitivity);
        if (analysis.ImpliedVolatility is { } implied) Write(output, implied);
    }

    /// <summary>Writes a table; its last column is as wide as it is.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="header">The names of the columns.</param>
    /// <param name="rows">The rows.</param>
    public static void Table(TextWriter output, IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows)
    {
        IReadOnlyList<string>[] all = [header, .. rows];
        var widths = header.Select((_, column) => all.Max(row => row[column].Length)).ToList();
        output.WriteLine();
        foreach (var row in all)
            output.WriteLine($"{Gap}{string.Join(Gap, row.Select((cell, column) => cell.PadRight(widths[column])))}".TrimEnd());
    }

    private static void Write(TextWriter output, GreekAnswer greeks)
    {
        if (greeks.Figures is { } figures)
        {
            Table(
                output,
                ["greek", "per share", "per right", "unit", "how"],
                figures.Select(figure => new[] { figure.Name, ExplanationStep.Print(figure.PerShare), ExplanationStep.Print(figure.PerRight), figure.Unit, figure.Formula }));
        }
        else
        {
            output.WriteLine($"{Gap}greeks: {string.Join("; ", greeks.Failures!)}");
        }
    }

    private static void Write(TextWriter output, SensitivityAnswer sensitivity)
    {
        Table(
            output,
            ["amount per right", .. sensitivity.Years.Select(change => $"T {Signed(change)}")],
            sensitivity.Sigma.Zip(sensitivity.AmountsPerRight, (change, row) =>
                (string[])[$"sigma {Signed(change)}", .. row.Select(cell => cell.AmountPerRight ?? "none")]));
        if (sensitivity.OneAtATime.Count == 0) return;

        Table(
            output,
            ["change", "per share", "per right", "difference"],
            sensitivity.OneAtATime.Select(row => row.Failure is { } failure
                ? (string[])[$"{row.Input} {Signed(row.Change)}", failure, "", ""]
                : [$"{row.Input} {Signed(row.Change)}", row.ValuePerShare!, row.AmountPerRight!, Difference(row.PerRightChange!.Value)]));
    }

    private static void Write(TextWriter output, ImpliedAnswer implied)
    {
        output.WriteLine();
        output.WriteLine(implied.Failures is { } failures
            ? $"{Gap}implied volatility: {string.Join("; ", failures)}"
            : $"{Gap}implied volatility of {DecimalText.Of(implied.Amount)} a {implied.Of}: {ExplanationStep.Print(implied.Volatility!.Value)}, by its rounding from {ExplanationStep.Print(implied.Low!.Value)} to {ExplanationStep.Print(implied.High!.Value)}");
    }

    private static string Difference(double change) => (change > 0 ? "+" : "") + ExplanationStep.Print(change);

    private static string Signed(decimal change) => change > 0 ? $"+{DecimalText.Of(change)}" : DecimalText.Of(change);
}
