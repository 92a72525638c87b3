using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.Nights.Plans;

/// <summary>The JSON of frozen plans: what is at its default is left out, a currency is its code.</summary>
internal static class PlanText
{
    private static readonly JsonSerializerOptions Options = new(ReadableJson.Options())
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new CurrencyCode() },
        TypeInfoResolver = PlanJson.Default.WithAddedModifier(static type =>
        {
            foreach (var property in type.Properties) property.IsRequired = false;
        }),
    };

    /// <summary>A line of a plan.</summary>
    public static JsonTypeInfo<PlannedChunk> Line { get; } = Of<PlannedChunk>();

    /// <summary>A line of a plan of the first layout.</summary>
    public static JsonTypeInfo<FormerChunk> FormerLine { get; } = Of<FormerChunk>();

    /// <summary>The summary of a plan.</summary>
    public static JsonTypeInfo<PlanSummary> Summary { get; } = Of<PlanSummary>();

    private static JsonTypeInfo<T> Of<T>() => (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T));

    private sealed class CurrencyCode : JsonConverter<Currency>
    {
        public override Currency Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Currency.Parse(reader.GetString()!).TryGet(out var currency) ? currency : throw new JsonException("no currency");

        public override void Write(Utf8JsonWriter writer, Currency value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.Code);
    }
}
