using System.Text.Json.Serialization;

namespace Pricing.Pipeline.Nights.Plans;

/// <summary>The types of frozen plans, for <see cref="PlanText"/>.</summary>
[JsonSerializable(typeof(PlannedChunk))]
[JsonSerializable(typeof(FormerChunk))]
[JsonSerializable(typeof(PlanSummary))]
public sealed partial class PlanJson : JsonSerializerContext;
