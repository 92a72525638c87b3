using System.Text.Json.Serialization;
using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.Values;

/// <summary>The JSON of values and their evidence: in the table, in exports and over HTTP the same names.</summary>
[JsonSerializable(typeof(ValueRecord))]
[JsonSerializable(typeof(ValueEvidence))]
[JsonSerializable(typeof(ChunkHead))]
[JsonSerializable(typeof(BasisDoubt))]
public sealed partial class ValueJson : JsonSerializerContext
{
    /// <summary>As <see cref="ReadableJson"/> writes it.</summary>
    public static ValueJson Readable { get; } = new(ReadableJson.Options());
}
