using System.Text.Json.Serialization;
using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.Intake.Batches;

/// <summary>The JSON of reports and rejects.</summary>
[JsonSerializable(typeof(BatchReport))]
[JsonSerializable(typeof(QuarantinedBatch))]
[JsonSerializable(typeof(Reject))]
internal sealed partial class IngestionJson : JsonSerializerContext
{
    /// <summary>As <see cref="ReadableJson"/> writes it.</summary>
    public static IngestionJson Readable { get; } = new(ReadableJson.Options());
}
