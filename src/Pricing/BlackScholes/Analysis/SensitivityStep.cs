using Pricing.BlackScholes.Formula;

namespace Pricing.BlackScholes.Analysis;

/// <summary>One change of one input.</summary>
/// <param name="Input">The input.</param>
/// <param name="Change">What is added to it, in its own unit: 0.01 on a rate is one percentage point.</param>
public readonly record struct SensitivityStep(SensitivityInput Input, decimal Change)
{
    /// <summary>The inputs after the change.</summary>
    /// <param name="inputs">The inputs before.</param>
    /// <returns>The inputs, or <see cref="ReasonCode.InvalidField"/> where they leave a decimal's range.</returns>
    public Outcome<OptionInputs> Apply(OptionInputs inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        try
        {
            return Changed(inputs);
        }
        catch (OverflowException)
        {
            return InputChecks.Invalid("change", Change, $"{Input} leaves the range of a decimal");
        }
    }

    private OptionInputs Changed(OptionInputs inputs) => Input switch
    {
        SensitivityInput.SharePrice => inputs with { SharePrice = inputs.SharePrice + Change },
        SensitivityInput.ExercisePrice => inputs with { ExercisePrice = inputs.ExercisePrice + Change },
        SensitivityInput.Years => inputs with { Years = Add(inputs.Years) },
        SensitivityInput.Volatility => inputs with { Volatility = inputs.Volatility + (double)Change },
        SensitivityInput.RiskFreeRate => inputs with { RiskFreeRate = inputs.RiskFreeRate + Change },
        SensitivityInput.DividendYield => inputs with { DividendYield = Add(inputs.DividendYield) },
        _ => throw new InvalidOperationException($"{Input} is no input of the formula."),
    };

    private Ratio Add(Ratio value) => value with { Numerator = value.Numerator + (Change * value.Denominator) };
}

/// <summary>The input that a sensitivity changes.</summary>
public enum SensitivityInput
{
    /// <summary>S, in currency per share; the dividend yield stays as it is.</summary>
    SharePrice,

    /// <summary>X, in currency per share.</summary>
    ExercisePrice,

    /// <summary>T, in years.</summary>
    Years,

    /// <summary>Sigma, per square root of a year.</summary>
    Volatility,

    /// <summary>r, as quoted.</summary>
    RiskFreeRate,

    /// <summary>q, as quoted.</summary>
    DividendYield,
}
