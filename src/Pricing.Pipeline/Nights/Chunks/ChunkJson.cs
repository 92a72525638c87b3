using System.Text.Json.Serialization;
using Pricing.Pipeline.MarketData.History;
using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Values;

namespace Pricing.Pipeline.Nights.Chunks;

/// <summary>The JSON of what is noted for the chunks of a run.</summary>
[JsonSerializable(typeof(MarketIndex))]
[JsonSerializable(typeof(IReadOnlyList<ChunkHead>))]
public sealed partial class ChunkJson : JsonSerializerContext
{
    /// <summary>As <see cref="ReadableJson"/> writes it.</summary>
    public static ChunkJson Readable { get; } = new(ReadableJson.Options());
}
