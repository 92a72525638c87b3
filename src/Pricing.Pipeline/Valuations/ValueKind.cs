namespace Pricing.Pipeline.Valuations;

/// <summary>Which measurement a value is.</summary>
public enum ValueKind
{
    /// <summary>Before the grant: the estimate of what the grant will be worth.</summary>
    Indicative,

    /// <summary>On the grant date: the value that the release announces and the books take.</summary>
    GrantDate,

    /// <summary>After the grant date, with the share price and rate of the day.</summary>
    Remeasured,
}
