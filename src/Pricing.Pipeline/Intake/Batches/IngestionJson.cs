using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pricing.Pipeline.Intake.Batches;

/// <summary>The JSON of reports and rejects.</summary>
[JsonSerializable(typeof(BatchReport))]
[JsonSerializable(typeof(QuarantinedBatch))]
[JsonSerializable(typeof(Reject))]
internal sealed partial class IngestionJson : JsonSerializerContext
{
    /// <summary>Names of people and companies stay readable; the files are no part of a page.</summary>
    public static IngestionJson Readable { get; } = new(new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
