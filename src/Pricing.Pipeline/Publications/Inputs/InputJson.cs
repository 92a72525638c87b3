using System.Text.Json.Serialization;
using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.Publications.Inputs;

/// <summary>The JSON of given inputs.</summary>
[JsonSerializable(typeof(GivenInput))]
[JsonSerializable(typeof(GivenInput.Sealed), TypeInfoPropertyName = "SealedInput")]
[JsonSerializable(typeof(GivenList.Sealed), TypeInfoPropertyName = "SealedList")]
public sealed partial class InputJson : JsonSerializerContext
{
    /// <summary>As <see cref="ReadableJson"/> writes it.</summary>
    public static InputJson Readable { get; } = new(ReadableJson.Options());
}
