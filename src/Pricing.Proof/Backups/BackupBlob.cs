using System.Text.Json;
using System.Text.Json.Serialization;
using Pricing.Pipeline.Storage;

namespace Pricing.Proof.Backups;

/// <summary>A blob in a backup: a line of the list of its container. Its bytes are a file that is named by their hash.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Sha256">The SHA-256 of its bytes.</param>
/// <param name="ContentType">Its type.</param>
/// <param name="Metadata">Its metadata; null for none.</param>
/// <param name="IsAppended">Whether it is an append blob, as logs are.</param>
internal sealed record BackupBlob(string Name, string Sha256, string ContentType, IReadOnlyDictionary<string, string>? Metadata, bool IsAppended)
{
    /// <summary>As a line.</summary>
    public string Line() => JsonSerializer.Serialize(this, BackupJson.Readable.BackupBlob);

    /// <summary>Reads a line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="place">Where it stands, for people.</param>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public static BackupBlob Read(string line, string place)
    {
        try
        {
            return JsonSerializer.Deserialize(line, BackupJson.Readable.BackupBlob) is { Name.Length: > 0, Sha256: not null } blob && ContentHash.IsOne(blob.Sha256)
                ? blob
                : throw new InvalidDataException($"{place} names no blob");
        }
        catch (JsonException unreadable)
        {
            throw new InvalidDataException($"{place} cannot be read: {unreadable.Message}", unreadable);
        }
    }
}

/// <summary>The JSON of lists of blobs.</summary>
[JsonSerializable(typeof(BackupBlob))]
internal sealed partial class BackupJson : JsonSerializerContext
{
    /// <summary>As <see cref="ReadableJson"/> writes it.</summary>
    public static BackupJson Readable { get; } = new(ReadableJson.Options());
}
