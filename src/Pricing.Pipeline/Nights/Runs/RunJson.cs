using System.Text.Json;
using System.Text.Json.Serialization;
using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.Nights.Runs;

/// <summary>The JSON of runs, of requests to stop them or let them be, and of passes over what is due.</summary>
[JsonSerializable(typeof(RunRecord))]
[JsonSerializable(typeof(RunLink))]
[JsonSerializable(typeof(CancelRequest))]
[JsonSerializable(typeof(WaiveRequest))]
[JsonSerializable(typeof(NightsPass))]
public sealed partial class RunJson : JsonSerializerContext
{
    /// <summary>As <see cref="ReadableJson"/> writes it.</summary>
    public static RunJson Readable { get; } = new(ReadableJson.Options());

    /// <summary>As <see cref="Readable"/>, for what people say of runs: what lacks a reason, a name or a time cannot be read.</summary>
    internal static RunJson Whole { get; } = new(new JsonSerializerOptions(ReadableJson.Options())
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    });
}
