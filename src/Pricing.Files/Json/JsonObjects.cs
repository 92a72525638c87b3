using System.Text.Json;
using Pricing.Files.Characters;

namespace Pricing.Files.Json;

/// <summary>
/// The objects of a JSON file, one after the other: of an array, of lines, over several lines, or of the one array that an
/// object holds.
/// </summary>
/// <param name="bytes">The text.</param>
internal sealed class JsonObjects(JsonBytes bytes) : IDisposable
{
    private const int LargestObject = 1 << 20;
    private const int Readable = 60;

    private JsonReaderState state;
    private Shape shape;
    private int arrays;
    private bool isInTable;
    private int started;
    private int length;

    private enum Shape
    {
        Unknown,
        Array,
        Objects,
        Wrapper,
    }

    private enum Step
    {
        Object,
        NeedsMore,
        End,
    }

    /// <summary>The object; valid until the next one.</summary>
    public ReadOnlySpan<byte> Current => bytes.Left.Slice(started, length);

    /// <summary>The line on which it begins.</summary>
    public int Line { get; private set; }

    /// <summary>Its place among the objects, from 1.</summary>
    public int Number { get; private set; }

    /// <summary>Why what stands here is no object; null where it is one.</summary>
    public string? Wrong { get; private set; }

    /// <summary>What ended the reading; null for nothing.</summary>
    public FileDefect? End { get; private set; }

    /// <summary>Goes to the next object.</summary>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>Whether there is one, or something else where one should be.</returns>
    public async ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        bytes.Consume(started + length);
        (started, length) = (0, 0);
        Wrong = null;
        while (End is null)
        {
            var step = Next();
            if (step == Step.Object)
            {
                Number++;
                return true;
            }

            if (step == Step.End || (bytes.IsAtEnd && bytes.Left.Length == 0))
                return false;
            if (bytes.Left.Length > LargestObject)
                Stop("", $"an object is longer than {LargestObject} bytes", bytes.Line);
            else if (!bytes.IsAtEnd)
                await bytes.FillAsync(cancellationToken);
        }

        return false;
    }

    public void Dispose() => bytes.Dispose();

    private Step Next()
    {
        if (shape == Shape.Objects)
            return NextLine();
        var reader = new Utf8JsonReader(bytes.Left, bytes.IsAtEnd, state);
        try
        {
            return Next(ref reader);
        }
        catch (JsonException)
        {
            if (shape == Shape.Unknown)
            {
                shape = Shape.Objects;
                return NextLine();
            }

            var at = (int)reader.BytesConsumed;
            Stop(Shown(at), $"the JSON cannot be read on after {Number} objects; nothing behind this place is read", bytes.LineOf(at));
            return Step.End;
        }
    }

    private Step Next(ref Utf8JsonReader reader)
    {
        while (true)
        {
            var (before, consumed) = (reader.CurrentState, (int)reader.BytesConsumed);
            if (!reader.Read())
                return More(before, consumed);
            if (shape == Shape.Unknown)
            {
                if (Recognise(reader) is not { } known)
                    return More(before, consumed);
                shape = known;
                if (shape == Shape.Objects)
                {
                    state = default;
                    return NextLine();
                }

                continue;
            }

            if (shape == Shape.Wrapper && reader.CurrentDepth == 1)
            {
                isInTable = reader.TokenType == JsonTokenType.StartArray;
                if (isInTable && ++arrays > 1)
                {
                    Stop("", "the object holds more than one table", bytes.LineOf((int)reader.TokenStartIndex));
                    return Step.End;
                }
            }

            var rowDepth = shape == Shape.Array ? 1 : 2;
            if (reader.CurrentDepth != rowDepth || reader.TokenType is JsonTokenType.EndArray or JsonTokenType.EndObject or JsonTokenType.PropertyName)
                continue;
            var start = (int)reader.TokenStartIndex;
            var isObject = reader.TokenType == JsonTokenType.StartObject;
            if (!reader.TrySkip())
                return More(before, consumed);
            if (shape == Shape.Wrapper && !isInTable)
                continue;
            return Take(start, (int)reader.BytesConsumed, isObject, reader.CurrentState);
        }
    }

    private Step More(JsonReaderState before, int consumed)
    {
        state = before;
        bytes.Consume(consumed);
        return bytes.IsAtEnd ? Step.End : Step.NeedsMore;
    }

    private Step Take(int start, int end, bool isObject, JsonReaderState after)
    {
        (started, length) = (start, end - start);
        state = after;
        Line = bytes.LineOf(start);
        Wrong = isObject ? null : "is no JSON object";
        return Step.Object;
    }

    // A row has no array of objects inside, so an object with one is the table's envelope.
    private static Shape? Recognise(Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.StartArray)
            return Shape.Array;
        if (reader.TokenType != JsonTokenType.StartObject)
            return Shape.Objects;
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.EndObject)
                return Shape.Objects;
            if (reader.TokenType == JsonTokenType.PropertyName)
                continue;
            if (reader.TokenType == JsonTokenType.StartArray)
            {
                if (!reader.Read())
                    return null;
                return reader.TokenType is JsonTokenType.StartObject or JsonTokenType.EndArray ? Shape.Wrapper : Shape.Objects;
            }

            if (!reader.TrySkip())
                return null;
        }

        return null;
    }

    private Step NextLine()
    {
        var blank = bytes.Left.IndexOfAnyExcept(" \t\r\n,"u8);
        bytes.Consume(blank < 0 ? bytes.Left.Length : blank);
        if (bytes.Left.IsEmpty)
            return bytes.IsAtEnd ? Step.End : Step.NeedsMore;
        var reader = new Utf8JsonReader(bytes.Left, bytes.IsAtEnd, new(new() { AllowMultipleValues = true }));
        try
        {
            if (!reader.Read() || !reader.TrySkip())
                return bytes.IsAtEnd ? Step.End : Step.NeedsMore;
            var isObject = bytes.Left[0] == (byte)'{';
            return Take(0, (int)reader.BytesConsumed, isObject, default);
        }
        catch (JsonException)
        {
            return Skip();
        }
    }

    // One mistake is one defect: the next row is where a line starts an object again.
    private Step Skip()
    {
        var left = bytes.Left;
        var at = 0;
        while (true)
        {
            var lineEnd = left[at..].IndexOf((byte)'\n');
            if (lineEnd < 0)
            {
                if (!bytes.IsAtEnd)
                    return Step.NeedsMore;
                at = left.Length;
                break;
            }

            at += lineEnd + 1;
            var next = left[at..].TrimStart(" \t\r"u8);
            if (next.IsEmpty && !bytes.IsAtEnd)
                return Step.NeedsMore;
            if (next.StartsWith("{"u8))
                break;
        }

        Take(0, at, isObject: true, default);
        Wrong = "is no JSON object that can be read";
        return Step.Object;
    }

    private void Stop(string value, string reason, int line) => End = FileDefect.OfFile("json", value, reason, line);

    private string Shown(int at) => Excerpt.Of(bytes.Left[Math.Min(at, bytes.Left.Length)..], Readable);
}
