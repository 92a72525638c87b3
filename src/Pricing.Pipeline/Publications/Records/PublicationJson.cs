using System.Text.Json.Serialization;
using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.Publications.Records;

/// <summary>The JSON of decisions about publications.</summary>
[JsonSerializable(typeof(Proposal))]
[JsonSerializable(typeof(Approval))]
[JsonSerializable(typeof(Rejection))]
[JsonSerializable(typeof(Keeping))]
public sealed partial class PublicationJson : JsonSerializerContext
{
    /// <summary>As <see cref="ReadableJson"/> writes it.</summary>
    public static PublicationJson Readable { get; } = new(ReadableJson.Options());
}
