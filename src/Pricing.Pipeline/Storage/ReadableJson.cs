using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pricing.Pipeline.Storage;

/// <summary>How JSON is written that is stored, or that travels between steps.</summary>
public static class ReadableJson
{
    /// <summary>
    /// Options for one context: choices are words, what is null is left out, and names of people and companies stay
    /// readable, since the files are no part of a page.
    /// </summary>
    public static JsonSerializerOptions Options() => new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
