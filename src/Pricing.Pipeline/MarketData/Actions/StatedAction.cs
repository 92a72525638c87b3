using Pricing.Actions;

namespace Pricing.Pipeline.MarketData.Actions;

/// <summary>One stored statement about a corporate action, with what was stated of the action before.</summary>
/// <param name="Number">The action, from 0 within its share; a later statement of the same number takes the place of the earlier one.</param>
/// <param name="Action">What is known of the action by it.</param>
/// <param name="MeantReason">Why what looks wrong is meant; null where no reason is stated.</param>
/// <param name="Source">The index of the source.</param>
public sealed record StatedAction(int Number, CorporateAction Action, string? MeantReason, int Source)
{
    /// <summary>Why the action is withdrawn by it; null where the action stands.</summary>
    public string? WithdrawnReason { get; init; }

    /// <summary>Why it replaces the statement before it; null where it does not, or no reason was given.</summary>
    public string? Reason { get; init; }
}

/// <summary>Whether statements may replace what is stored.</summary>
/// <param name="MayReplace">Whether they may.</param>
/// <param name="Reason">Why; null where no reason is given.</param>
public readonly record struct Correction(bool MayReplace, string? Reason = null);
