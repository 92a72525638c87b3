using System.Text.Json.Serialization;
using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.Nights.Ledger;

/// <summary>The JSON of the ledger of nights.</summary>
[JsonSerializable(typeof(NightMark))]
[JsonSerializable(typeof(Watermark))]
[JsonSerializable(typeof(FailedRun))]
[JsonSerializable(typeof(HandOut))]
public sealed partial class LedgerJson : JsonSerializerContext
{
    /// <summary>As <see cref="ReadableJson"/> writes it.</summary>
    public static LedgerJson Readable { get; } = new(ReadableJson.Options());
}
