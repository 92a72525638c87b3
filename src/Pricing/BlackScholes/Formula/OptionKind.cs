namespace Pricing.BlackScholes.Formula;

/// <summary>The right to buy or to sell. Stock acquisition rights are calls; puts serve as checks.</summary>
public enum OptionKind
{
    /// <summary>The right to buy at the exercise price.</summary>
    Call,

    /// <summary>The right to sell at the exercise price.</summary>
    Put,
}
