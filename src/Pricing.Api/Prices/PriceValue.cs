using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Pricing.Pipeline.Explanations;
using Pricing.Pipeline.Values;

namespace Pricing.Api.Prices;

/// <summary>The answer to one question for a price.</summary>
/// <param name="Priced">The value of given or found inputs; null for a grant.</param>
/// <param name="Valued">The value of a grant; null for inputs.</param>
/// <param name="Analysis">What was asked for beside the value of a grant; null for nothing.</param>
internal readonly record struct PriceValue(PriceAnswer? Priced, ValueRecord? Valued = null, RightAnalysis? Analysis = null)
{
    // What only a stored value has: its run, its evidence, its seal.
    private static readonly HashSet<string> OfStored = new(StringComparer.Ordinal) { "runDate", "runVersion", "evidence", "hash" };

    private static readonly JsonTypeInfo<ValueRecord> Unstored = (JsonTypeInfo<ValueRecord>)new JsonSerializerOptions(ValueJson.Readable.Options)
    {
        TypeInfoResolver = ValueJson.Readable.WithAddedModifier(static type =>
        {
            foreach (var property in type.Properties.Where(property => OfStored.Contains(property.Name))) property.ShouldSerialize = static (_, _) => false;
        }),
    }.GetTypeInfo(typeof(ValueRecord));

    /// <summary>Writes it as one JSON object.</summary>
    /// <param name="json">Where to.</param>
    public void Write(Utf8JsonWriter json)
    {
        if (Priced is not null) JsonSerializer.Serialize(json, Priced, ExplanationJson.Readable.PriceAnswer);
        else if (Analysis is null) JsonSerializer.Serialize(json, Valued!, Unstored);
        else Together(Valued!, Analysis).WriteTo(json, ValueJson.Readable.Options);
    }

    /// <summary>The record, and behind it what was asked for beside it.</summary>
    private static JsonObject Together(ValueRecord record, RightAnalysis analysis)
    {
        var together = JsonSerializer.SerializeToNode(record, Unstored)!.AsObject();
        foreach (var (name, value) in JsonSerializer.SerializeToNode(analysis, ExplanationJson.Readable.RightAnalysis)!.AsObject())
            together[name] = value?.DeepClone();
        return together;
    }
}
