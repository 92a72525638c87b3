using System.Text.Json.Serialization;
using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.Intake.Waiting;

/// <summary>The JSON of rows that wait and of what became of them.</summary>
[JsonSerializable(typeof(WaitingRow))]
[JsonSerializable(typeof(WaitingFate))]
internal sealed partial class WaitingJson : JsonSerializerContext
{
    /// <summary>As <see cref="ReadableJson"/> writes it.</summary>
    public static WaitingJson Readable { get; } = new(ReadableJson.Options());
}
