using System.Text.Json.Serialization;
using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.Nights.Plans;

/// <summary>The JSON of frozen plans.</summary>
[JsonSerializable(typeof(PlannedChunk))]
[JsonSerializable(typeof(PlanSummary))]
public sealed partial class PlanJson : JsonSerializerContext
{
    /// <summary>As <see cref="ReadableJson"/> writes it.</summary>
    public static PlanJson Readable { get; } = new(ReadableJson.Options());
}
