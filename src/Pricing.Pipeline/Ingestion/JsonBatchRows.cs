using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Pricing.Pipeline.Ingestion;

/// <summary>The rows of a JSON batch: an array of flat objects, or one object a line.</summary>
internal static class JsonBatchRows
{
    public static async IAsyncEnumerable<BatchRow> ReadLinesAsync(
        Stream content, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var text = new StreamReader(content);
        for (var line = 1; await text.ReadLineAsync(cancellationToken) is { } json; line++)
        {
            if (!string.IsNullOrWhiteSpace(json)) yield return ReadLine(line, json);
        }
    }

    public static async IAsyncEnumerable<BatchRow> ReadArrayAsync(
        Stream content, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var position = 0;
        await using var elements = JsonSerializer
            .DeserializeAsyncEnumerable<JsonElement>(content, JsonSerializerOptions.Strict, cancellationToken)
            .GetAsyncEnumerator(cancellationToken);
        while (await NextAsync(elements, position)) yield return Row(++position, elements.Current);
    }

    private static async Task<bool> NextAsync(IAsyncEnumerator<JsonElement> elements, int position)
    {
        try
        {
            return await elements.MoveNextAsync();
        }
        catch (JsonException defect)
        {
            throw new BatchFormatException(
                string.Create(CultureInfo.InvariantCulture, $"the array cannot be read after object {position}"), defect);
        }
    }

    private static BatchRow ReadLine(int line, string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new() { AllowDuplicateProperties = false });
            return Row(line, document.RootElement);
        }
        catch (JsonException)
        {
            return BatchRow.Unreadable(line, json, "is not a JSON object");
        }
    }

    private static BatchRow Row(int line, JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            return BatchRow.Unreadable(line, element.GetRawText(), "is not a JSON object");
        }

        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var property in element.EnumerateObject())
        {
            if (Text(property.Value) is not { } value)
            {
                return BatchRow.Unreadable(
                    line, property.Value.GetRawText(), $"holds a nested value in '{property.Name}'");
            }

            fields[property.Name] = value;
        }

        return new(line, fields);
    }

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Null => "",
        JsonValueKind.Object or JsonValueKind.Array => null,
        _ => value.GetRawText(),
    };
}
