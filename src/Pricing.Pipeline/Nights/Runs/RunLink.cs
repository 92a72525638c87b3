namespace Pricing.Pipeline.Nights.Runs;

/// <summary>A link of the chain of completed runs.</summary>
/// <param name="Run">The run.</param>
/// <param name="Root">Its root.</param>
/// <param name="Previous">The run that completed last before it, as <c>2013-07-10 v1</c>; empty for the first.</param>
/// <param name="PreviousRoot">That run's root; empty for the first.</param>
public sealed record RunLink(NightRun Run, string Root, string Previous, string PreviousRoot);
