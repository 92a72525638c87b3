using System.Text.Json.Serialization;
using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.Nights.Runs;

/// <summary>The JSON of runs and of requests to stop them.</summary>
[JsonSerializable(typeof(RunRecord))]
[JsonSerializable(typeof(CancelRequest))]
public sealed partial class RunJson : JsonSerializerContext
{
    /// <summary>As <see cref="ReadableJson"/> writes it.</summary>
    public static RunJson Readable { get; } = new(ReadableJson.Options());
}
