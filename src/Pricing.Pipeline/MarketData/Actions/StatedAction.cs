using Pricing.Actions;

namespace Pricing.Pipeline.MarketData.Actions;

/// <summary>One statement of one source about a corporate action.</summary>
/// <param name="Number">The action, from 0 within its share; a later statement of the same number takes the place of the earlier one.</param>
/// <param name="Action">What was stated, with what was stated of the action before.</param>
/// <param name="MeantReason">Why an ex-date that does not follow from the record date is meant; null where none is stated.</param>
/// <param name="Source">The index of the source.</param>
public sealed record StatedAction(int Number, CorporateAction Action, string? MeantReason, int Source);

/// <summary>An action and the share it is about.</summary>
/// <param name="Code">The security code, five characters.</param>
/// <param name="Action">The action.</param>
public sealed record CodedAction(string Code, StatedAction Action);
