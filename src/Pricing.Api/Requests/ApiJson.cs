using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pricing.Api.Requests;

/// <summary>
/// How answers are written: names in camel case, words for choices, nothing for what is null, and text as it is, since no answer is a
/// part of a page.
/// </summary>
internal static class ApiJson
{
    /// <summary>The options.</summary>
    public static JsonSerializerOptions Web { get; } = Options();

    /// <summary>Sets options so.</summary>
    /// <param name="options">The options, those of the web.</param>
    public static void Set(JsonSerializerOptions options)
    {
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.Converters.Add(new JsonStringEnumConverter());
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
    }

    private static JsonSerializerOptions Options()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        Set(options);
        return options;
    }
}
