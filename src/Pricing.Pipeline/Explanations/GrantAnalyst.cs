using Pricing.BlackScholes.Certified;
using Pricing.Pipeline.Valuations;

namespace Pricing.Pipeline.Explanations;

/// <summary>Answers what is asked for beside the value of a grant.</summary>
public static class GrantAnalyst
{
    /// <summary>Answers.</summary>
    /// <param name="value">A value that did not fail.</param>
    /// <param name="request">What is asked for.</param>
    public static RightAnalysis Analyse(GrantValue value, AnalysisRequest request)
    {
        ArgumentNullException.ThrowIfNull(value);
        return RightAnalyst.Analyse(
            new RightOrder(value.Inputs!, value.Policy!, value.Grant.Terms.Currency), request, InputSteps.Of(ExplainedInputs.Of(value)));
    }
}
