using System.Text.Json;

namespace Pricing.Pipeline.MarketData.JQuants;

/// <summary>The envelope of every J-Quants v2 list: <c>{"data":[...],"pagination_key":"..."}</c>.</summary>
public static class JQuantsPage
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 8 };

    /// <summary>Takes the envelope off.</summary>
    /// <typeparam name="T">What a row becomes.</typeparam>
    /// <param name="body">The body.</param>
    /// <param name="read">Reads one row of <c>data</c>.</param>
    /// <returns>The rows and the key of the next page, or <see cref="ReasonCode.FeedMalformed"/>.</returns>
    public static Outcome<(IReadOnlyList<T> Rows, string? Next)> Parse<T>(
        ReadOnlyMemory<byte> body, Func<JsonElement, T> read)
    {
        try
        {
            using var document = JsonDocument.Parse(body, Strict);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object
                || !root.TryGetProperty("data", out var data) || data.ValueKind != JsonValueKind.Array)
            {
                return Malformed("data", "the body has no list 'data'");
            }

            string? next = null;
            if (root.TryGetProperty("pagination_key", out var key) && key.ValueKind != JsonValueKind.Null)
            {
                if (key.ValueKind != JsonValueKind.String)
                    return Malformed("pagination_key", "the key is no text");
                next = key.GetString();
            }

            var rows = new List<T>(data.GetArrayLength());
            foreach (var row in data.EnumerateArray())
                rows.Add(read(row));
            return (rows, string.IsNullOrEmpty(next) ? null : next);
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            // Text in a JSON string that is no valid UTF-8 or UTF-16 shows as InvalidOperationException on reading it.
            return Malformed("data", "the body is no valid JSON");
        }
    }

    /// <summary>The message of an error body <c>{"message":...}</c>.</summary>
    /// <param name="body">The body.</param>
    /// <returns>The message, or null where the body is something else.</returns>
    public static string? Message(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, Strict);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("message", out var message)
                && message.ValueKind == JsonValueKind.String
                    ? message.GetString()
                    : null;
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static Failure Malformed(string field, string reason) => new(ReasonCode.FeedMalformed, field, "", reason);
}
