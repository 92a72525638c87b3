using System.Text.Json;
using Pricing.Files.Headers;

namespace Pricing.Files.Json;

/// <summary>The header that a JSON file has by the names of its first objects.</summary>
internal static class JsonHeader
{
    /// <summary>Collects the names of the first objects.</summary>
    /// <param name="objects">The objects.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The names as one row; null where there is no object.</returns>
    public static async Task<HeaderRow?> FindAsync(JsonObjects objects, CancellationToken cancellationToken)
    {
        var names = new OrderedDictionary<string, bool>(StringComparer.Ordinal);
        var line = 0;
        for (var read = 0; read < HeaderSearch.MostRows && await objects.ReadAsync(cancellationToken); read++)
        {
            if (objects.Wrong is not null)
                continue;
            line = line == 0 ? objects.Line : line;
            foreach (var name in Names(objects.Current))
                names.TryAdd(name, true);
        }

        return names.Count == 0 ? null : new(0, line, [.. names.Keys]);
    }

    private static List<string> Names(ReadOnlySpan<byte> json)
    {
        var names = new List<string>();
        var reader = new Utf8JsonReader(json);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            try
            {
                names.Add(reader.GetString()!);
            }
            catch (InvalidOperationException)
            {
                // Half a character is no name of a column; its row says so.
            }

            reader.Read();
            reader.Skip();
        }

        return names;
    }
}
