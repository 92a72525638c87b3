using System.Text.Json.Serialization;
using Pricing.Pipeline.MarketData.Fetching;
using Pricing.Pipeline.Nights.Plans;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Orchestration;
using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.Nights.Steps;

/// <summary>The JSON of what travels between an orchestration and its activities.</summary>
[JsonSerializable(typeof(NightsPass))]
[JsonSerializable(typeof(NightRun))]
[JsonSerializable(typeof(RunState))]
[JsonSerializable(typeof(RunFailure))]
[JsonSerializable(typeof(PlanReference))]
[JsonSerializable(typeof(ChunkReference))]
[JsonSerializable(typeof(ChunkRange))]
[JsonSerializable(typeof(Tally))]
[JsonSerializable(typeof(FetchSummary))]
[JsonSerializable(typeof(RunProgress))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(int))]
[JsonSerializable(typeof(bool))]
public sealed partial class StepJson : JsonSerializerContext
{
    /// <summary>As <see cref="ReadableJson"/> writes it.</summary>
    public static StepJson Readable { get; } = new(ReadableJson.Options());
}
