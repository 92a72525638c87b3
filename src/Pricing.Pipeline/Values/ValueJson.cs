using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pricing.Pipeline.Values;

/// <summary>The JSON of values and their evidence: in the table, in exports and over HTTP the same names.</summary>
[JsonSerializable(typeof(ValueRecord))]
[JsonSerializable(typeof(ValueEvidence))]
[JsonSerializable(typeof(ChunkHead))]
public sealed partial class ValueJson : JsonSerializerContext
{
    /// <summary>Names of companies stay readable.</summary>
    public static ValueJson Readable { get; } = new(new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
