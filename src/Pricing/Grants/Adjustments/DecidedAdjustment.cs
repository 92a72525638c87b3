namespace Pricing.Grants.Adjustments;

/// <summary>What the company decided on for one grant (release, section 3, last paragraph).</summary>
/// <param name="Date">The first day on which it applies.</param>
/// <param name="SharesPerRight">The shares per right from then on, at least 0.</param>
/// <param name="ExercisePrice">X from then on, in currency per share, at least 0.</param>
/// <param name="Reference">The board's document.</param>
public sealed record DecidedAdjustment(DateOnly Date, decimal SharesPerRight, decimal ExercisePrice, string Reference);
