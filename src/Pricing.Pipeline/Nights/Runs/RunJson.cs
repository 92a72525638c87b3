using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Pricing.Pipeline.MarketData.Fetching;
using Pricing.Pipeline.Nights.Ledger;
using Pricing.Pipeline.Nights.Plans;
using Pricing.Pipeline.Orchestration;

namespace Pricing.Pipeline.Nights.Runs;

/// <summary>The JSON of runs: rows, plans, and what travels between an orchestration and its activities.</summary>
[JsonSerializable(typeof(RunRecord))]
[JsonSerializable(typeof(CancelRequest))]
[JsonSerializable(typeof(NightMark))]
[JsonSerializable(typeof(Watermark))]
[JsonSerializable(typeof(PlannedChunk))]
[JsonSerializable(typeof(PlanSummary))]
[JsonSerializable(typeof(NightRun))]
[JsonSerializable(typeof(NightsPass))]
[JsonSerializable(typeof(RunProgress))]
[JsonSerializable(typeof(PlanReference))]
[JsonSerializable(typeof(ChunkReference))]
[JsonSerializable(typeof(ChunkRange))]
[JsonSerializable(typeof(Tally))]
[JsonSerializable(typeof(FetchSummary))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(int))]
[JsonSerializable(typeof(bool))]
public sealed partial class RunJson : JsonSerializerContext
{
    /// <summary>Names of issuers stay readable.</summary>
    public static RunJson Readable { get; } = new(new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
