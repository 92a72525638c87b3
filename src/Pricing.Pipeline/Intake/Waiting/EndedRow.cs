namespace Pricing.Pipeline.Intake.Waiting;

/// <summary>A row that waited and never counts: somebody withdrew it, it was refused in the end, or another one was stored in its place.</summary>
/// <param name="Row">What it said; without fields and without what it waited for where it ended before these were kept.</param>
/// <param name="Fate">What became of it.</param>
public sealed record EndedRow(WaitingRow Row, WaitingFate Fate);
