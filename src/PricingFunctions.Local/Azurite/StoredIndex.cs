using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;

namespace PricingFunctions.Local.Azurite;

/// <summary>Reads an index file of Azurite as a stream: one that holds a million rows is as large as they are.</summary>
internal static class StoredIndex
{
    /// <summary>Azurite's name for pages that were never written.</summary>
    private const string NoExtent = "*ZERO*";

    /// <summary>Whether a file is JSON to its end.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static async Task<bool> IsWholeAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            await ReadAsync(path, static (ref reader) => { }, cancellationToken);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>The files of an index of extents, by the extents' ids.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static async Task<IReadOnlyDictionary<string, string>> ExtentsAsync(string path, CancellationToken cancellationToken)
    {
        var paths = new Dictionary<string, string>(StringComparer.Ordinal);
        string? name = null;
        string? id = null;
        await ReadAsync(
            path,
            (ref reader) =>
            {
                if (reader.TokenType == JsonTokenType.String && name == "id") id = reader.GetString();
                else if (reader.TokenType == JsonTokenType.String && name == "path" && id is not null) paths[id] = reader.GetString()!;
                name = reader.TokenType == JsonTokenType.PropertyName ? reader.GetString() : null;
            },
            cancellationToken);
        return paths;
    }

    /// <summary>The extents that the entries of an index name, each with the size that its file has at least.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static async Task<IReadOnlyDictionary<string, long>> ReferencesAsync(string path, CancellationToken cancellationToken)
    {
        var sizes = new Dictionary<string, long>(StringComparer.Ordinal);
        string? name = null;
        var (isInside, id, end) = (false, NoExtent, 0L);
        await ReadAsync(
            path,
            (ref reader) =>
            {
                if (reader.TokenType == JsonTokenType.StartObject && name == "persistency") (isInside, id, end) = (true, NoExtent, 0L);
                else if (isInside && reader.TokenType == JsonTokenType.String && name == "id") id = reader.GetString()!;
                else if (isInside && reader.TokenType == JsonTokenType.Number && name is "offset" or "count") end += reader.GetInt64();
                else if (isInside && reader.TokenType == JsonTokenType.EndObject)
                {
                    isInside = false;
                    if (id != NoExtent) sizes[id] = Math.Max(end, sizes.GetValueOrDefault(id));
                }

                name = reader.TokenType == JsonTokenType.PropertyName ? reader.GetString() : null;
            },
            cancellationToken);
        return sizes;
    }

    private static async Task ReadAsync(string path, TokenHandler handle, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(path);
        var content = PipeReader.Create(file);
        var state = default(JsonReaderState);
        bool isAll;
        do
        {
            var read = await content.ReadAsync(cancellationToken);
            isAll = read.IsCompleted;
            var consumed = Handle(read.Buffer, isAll, ref state, handle);
            content.AdvanceTo(consumed, read.Buffer.End);
        }
        while (!isAll);
    }

    private static SequencePosition Handle(
        ReadOnlySequence<byte> buffer, bool isAll, ref JsonReaderState state, TokenHandler handle)
    {
        var reader = new Utf8JsonReader(buffer, isAll, state);
        while (reader.Read()) handle(ref reader);
        state = reader.CurrentState;
        return reader.Position;
    }

    private delegate void TokenHandler(ref Utf8JsonReader reader);
}
