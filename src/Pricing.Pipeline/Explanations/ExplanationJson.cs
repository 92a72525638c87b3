using System.Text.Json.Serialization;
using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.Explanations;

/// <summary>The JSON of explanations: over HTTP and from the commands the same names.</summary>
[JsonSerializable(typeof(PriceAnswer))]
[JsonSerializable(typeof(RightAnalysis))]
[JsonSerializable(typeof(ValueExplanation))]
public sealed partial class ExplanationJson : JsonSerializerContext
{
    /// <summary>As <see cref="ReadableJson"/> writes it.</summary>
    public static ExplanationJson Readable { get; } = new(ReadableJson.Options());
}
