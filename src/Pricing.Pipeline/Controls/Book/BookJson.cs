using System.Text.Json;
using System.Text.Json.Serialization;
using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.Controls.Book;

/// <summary>The JSON of decisions.</summary>
[JsonSerializable(typeof(Decision))]
[JsonSerializable(typeof(Decision.Sealed))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
public sealed partial class BookJson : JsonSerializerContext
{
    /// <summary>As <see cref="ReadableJson"/> writes it.</summary>
    public static BookJson Readable { get; } = new(ReadableJson.Options());
}
