using System.Text.Json.Serialization;
using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.Controls.Access;

/// <summary>The JSON of the access log, a line each.</summary>
[JsonSerializable(typeof(AccessEntry))]
public sealed partial class AccessJson : JsonSerializerContext
{
    /// <summary>As <see cref="ReadableJson"/> writes it.</summary>
    public static AccessJson Readable { get; } = new(ReadableJson.Options());
}
