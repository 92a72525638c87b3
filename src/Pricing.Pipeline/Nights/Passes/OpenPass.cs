using Azure;
using Pricing.Pipeline.Nights.Runs;

namespace Pricing.Pipeline.Nights.Passes;

/// <summary>A pass that is open, in one state of its row.</summary>
/// <param name="Pass">The pass.</param>
/// <param name="State">The state; it changes with every write.</param>
public sealed record OpenPass(NightsPass Pass, ETag State);
