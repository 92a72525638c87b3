namespace Pricing.Policies;

/// <summary>Which share price counts on a measurement date without a close.</summary>
public enum NoCloseRule
{
    /// <summary>The base price of the next trading day (release, section 12, item 2).</summary>
    NextBasePrice,

    /// <summary>None: the valuation fails with <see cref="ReasonCode.MissingPrice"/>.</summary>
    Refuse,
}
