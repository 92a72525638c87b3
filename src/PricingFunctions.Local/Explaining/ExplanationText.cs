using Pricing;
using Pricing.BlackScholes.Analysis;
using Pricing.Pipeline.Explanations;
using PricingFunctions.Local.Analyses;

namespace PricingFunctions.Local.Explaining;

/// <summary>An explanation as text.</summary>
internal static class ExplanationText
{
    /// <summary>Writes an explanation.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="explanation">The explanation.</param>
    public static void Write(TextWriter output, ValueExplanation explanation)
    {
        output.WriteLine(
            $"{explanation.Issuer} {explanation.GrantId}: {SettingWords.Of(explanation.Kind)} value of {DateText.Of(explanation.MeasurementDate)} v{explanation.Version}, "
            + $"{SettingWords.Of(explanation.Status)}, {explanation.Policy} v{explanation.PolicyVersion}");
        output.WriteLine($"{explanation.AmountPerRight} {explanation.Currency} per right; evidence {explanation.Evidence}; made by {explanation.Engine}");
        AnalysisText.Write(output, new()
        {
            Explanation = explanation.Explanation,
            Greeks = explanation.Greeks,
            Sensitivity = explanation.Sensitivity,
            ImpliedVolatility = explanation.ImpliedVolatility,
        });
        if (explanation.Modification is { } modification)
        {
            AnalysisText.Table(
                output, ["term changed", "old", "new"], modification.Terms.Select(term => new[] { term.Column, term.Old, term.New }));
            output.WriteLine();
            output.WriteLine(modification.OldTerms.Count > 0
                ? "The value under the old terms on that day, from the same evidence:"
                : "The lines of the value under the old terms are not shown: the evidence of the new ones does not hold all that it was made of.");
            if (modification.OldTerms.Count > 0) Lines(output, modification.OldTerms);
            Lines(output, modification.Amounts);
        }

        if (explanation.Recomputed.Count == 0)
        {
            output.WriteLine();
            output.WriteLine("By another policy than the value's, so there is nothing to compare.");
            return;
        }

        AnalysisText.Table(
            output,
            ["figure", "stored", "recomputed", ""],
            explanation.Recomputed.Select(figure => new[] { figure.Figure, figure.Stored, figure.Recomputed, figure.IsSame ? "the same" : "DIFFERS" }));
    }

    private static void Lines(TextWriter output, IReadOnlyList<ExplanationStep> steps) => AnalysisText.Table(
        output, ["symbol", "value", "what", "how"], steps.Select(step => new[] { step.Symbol, step.Rounded, step.Name, step.Formula }));
}
