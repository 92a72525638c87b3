namespace Pricing.BlackScholes;

/// <summary>One change of one input.</summary>
/// <param name="Input">The input.</param>
/// <param name="Change">What is added to it, in its own unit: 0.01 on a rate is one percentage point.</param>
public readonly record struct SensitivityStep(SensitivityInput Input, decimal Change)
{
    /// <summary>The inputs after the change.</summary>
    /// <param name="inputs">The inputs before.</param>
    public OptionInputs Apply(OptionInputs inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return Input switch
        {
            SensitivityInput.SharePrice => inputs with { SharePrice = inputs.SharePrice + Change },
            SensitivityInput.ExercisePrice => inputs with { ExercisePrice = inputs.ExercisePrice + Change },
            SensitivityInput.Years => inputs with { Years = Add(inputs.Years) },
            SensitivityInput.Volatility => inputs with { Volatility = inputs.Volatility + (double)Change },
            SensitivityInput.RiskFreeRate => inputs with { RiskFreeRate = inputs.RiskFreeRate + Change },
            SensitivityInput.DividendYield => inputs with { DividendYield = Add(inputs.DividendYield) },
            _ => throw new ArgumentOutOfRangeException(nameof(inputs), Input, "Not an input of the formula."),
        };
    }

    private Ratio Add(Ratio value) => value with { Numerator = value.Numerator + (Change * value.Denominator) };
}
