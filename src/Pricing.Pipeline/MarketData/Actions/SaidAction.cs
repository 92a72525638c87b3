using Pricing.Actions;

namespace Pricing.Pipeline.MarketData.Actions;

/// <summary>What one row of a source says of a corporate action; what it leaves out it does not say.</summary>
public sealed record SaidAction
{
    /// <summary>The action as far as the row states it.</summary>
    public required CorporateAction Action { get; init; }

    /// <summary>Whether it hangs on a meeting; null where the row does not say.</summary>
    public bool? IsConditional { get; init; }

    /// <summary>Whether the row states the ex-date; else it follows from the other dates.</summary>
    public bool HasExDate { get; init; } = true;

    /// <summary>Why what looks wrong is meant; null where no reason is stated.</summary>
    public string? MeantReason { get; init; }

    /// <summary>Why the action is withdrawn; null where the row states one.</summary>
    public string? WithdrawnReason { get; init; }
}

/// <summary>What a row says of an action, and the share that it is about.</summary>
/// <param name="Code">The security code, five characters.</param>
/// <param name="Said">What it says.</param>
public sealed record CodedAction(string Code, SaidAction Said);
