using System.Text.Json;
using Pricing.Pipeline.Nights.Runs;

namespace PricingFunctions.Local.TaskHub;

/// <summary>What travels through the hub, as the pipeline writes it everywhere else.</summary>
internal static class HubText
{
    public static string Write<T>(T value) => JsonSerializer.Serialize(value, typeof(T), RunJson.Readable);

    public static T Read<T>(string text) => (T)JsonSerializer.Deserialize(text, typeof(T), RunJson.Readable)!;
}
