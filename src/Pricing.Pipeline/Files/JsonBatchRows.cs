using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Pricing.Pipeline.Files;

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

    /// <summary>Reads object by object, so that those before an unreadable place are rows.</summary>
    public static async IAsyncEnumerable<BatchRow> ReadArrayAsync(
        PipeReader content, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var state = default(JsonReaderState);
        var position = 0;
        bool completed;
        do
        {
            var read = await content.ReadAsync(cancellationToken);
            var buffer = read.Buffer;
            completed = read.IsCompleted;
            while (TryRead(ref buffer, completed, ref state, position, out var element))
            {
                if (element is null) continue;
                using (element) yield return Row(++position, element.RootElement);
            }

            content.AdvanceTo(buffer.Start, buffer.End);
        }
        while (!completed);
    }

    /// <summary>Takes a bracket or a whole element off the buffer; false where that needs more of the file.</summary>
    private static bool TryRead(
        ref ReadOnlySequence<byte> buffer, bool isAll, ref JsonReaderState state, int position, out JsonDocument? element)
    {
        element = null;
        var reader = new Utf8JsonReader(buffer, isAll, state);
        try
        {
            if (!reader.Read()) return false;
            var isBracket = reader.CurrentDepth == 0 && reader.TokenType is JsonTokenType.StartArray or JsonTokenType.EndArray;
            if (!isBracket && !JsonDocument.TryParseValue(ref reader, out element)) return false;
        }
        catch (JsonException defect)
        {
            throw new BatchFormatException(
                string.Create(CultureInfo.InvariantCulture, $"the array cannot be read after object {position}"), defect);
        }

        buffer = buffer.Slice(reader.Position);
        state = reader.CurrentState;
        return true;
    }

    private static BatchRow ReadLine(int line, string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return Row(line, document.RootElement);
        }
        catch (JsonException)
        {
            return BatchRow.Unreadable(line, json, "is not a JSON object");
        }
    }

    private static BatchRow Row(int line, JsonElement element)
    {
        var fields = JsonFields.Read(element);
        return fields.TryGet(out var read)
            ? new(line, read)
            : new(line, new Dictionary<string, string>(), fields.Failures[0]);
    }
}
