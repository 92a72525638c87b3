namespace Testing.InMemory;

/// <summary>A container of blobs.</summary>
internal sealed class BlobContainer
{
    /// <summary>The blobs by name; a snapshot's name is that of its blob, a NUL, and its time.</summary>
    public SortedDictionary<string, StoredBlob> Blobs { get; } = new(StringComparer.Ordinal);

    /// <summary>How often each name was written, so that no ETag comes twice where a blob was deleted in between.</summary>
    public Dictionary<string, int> Writes { get; } = new(StringComparer.Ordinal);

    /// <summary>Another one in the same state.</summary>
    public BlobContainer Copy()
    {
        var copy = new BlobContainer();
        foreach (var (name, blob) in Blobs) copy.Blobs[name] = blob;
        foreach (var (name, writes) in Writes) copy.Writes[name] = writes;
        return copy;
    }

    /// <summary>The number of the next write of a name.</summary>
    public int NextWrite(string name) => Writes[name] = Writes.GetValueOrDefault(name) + 1;
}
