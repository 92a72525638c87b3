using System.Text.Json.Serialization;
using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.Intake.Records;

/// <summary>The JSON of records, reports and rejects.</summary>
[JsonSerializable(typeof(FileRecord))]
[JsonSerializable(typeof(FileReport))]
[JsonSerializable(typeof(QuarantinedBatch))]
[JsonSerializable(typeof(Reject))]
internal sealed partial class IntakeJson : JsonSerializerContext
{
    /// <summary>As <see cref="ReadableJson"/> writes it.</summary>
    public static IntakeJson Readable { get; } = new(ReadableJson.Options());
}
