using System.Text.Json;
using Pricing.Pipeline.Nights.Steps;

namespace PricingFunctions.Local.HubSteps;

/// <summary>What travels through the hub, as the pipeline writes it everywhere else.</summary>
internal static class HubText
{
    public static string Write<T>(T value) => JsonSerializer.Serialize(value, typeof(T), StepJson.Readable);

    public static T Read<T>(string text) => (T)JsonSerializer.Deserialize(text, typeof(T), StepJson.Readable)!;
}
