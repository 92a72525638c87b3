using System.Text.Json;

namespace Testing.InMemory;

/// <summary>A table.</summary>
internal sealed class StoredTable
{
    /// <summary>The rows by their keys.</summary>
    public SortedSet<StoredEntity> Rows { get; } = new(StoredEntity.ByKeys);

    /// <summary>How often each key was written.</summary>
    public Dictionary<(string Partition, string Row), int> Writes { get; } = [];

    /// <summary>Another one in the same state.</summary>
    public StoredTable Copy()
    {
        var copy = new StoredTable();
        copy.Rows.UnionWith(Rows);
        foreach (var (key, writes) in Writes) copy.Writes[key] = writes;
        return copy;
    }

    /// <summary>A row, or null.</summary>
    public StoredEntity? Find(string partition, string row) => Rows.TryGetValue(StoredEntity.Key(partition, row), out var found) ? found : null;

    /// <summary>Puts a row in its place.</summary>
    /// <returns>Its ETag.</returns>
    public string Put(string partition, string row, IReadOnlyDictionary<string, JsonElement> columns, DateTimeOffset now)
    {
        var writes = Writes[(partition, row)] = Writes.GetValueOrDefault((partition, row)) + 1;
        var entity = new StoredEntity(partition, row, columns, writes, now);
        Rows.Remove(entity);
        Rows.Add(entity);
        return entity.ETag;
    }
}

/// <summary>A row of a table.</summary>
/// <param name="Partition">Its partition key.</param>
/// <param name="Row">Its row key.</param>
/// <param name="Columns">The columns as JSON, with the notes of their types, without the keys.</param>
/// <param name="Writes">How often it was written, which makes its ETag.</param>
/// <param name="WrittenAt">When it was written last.</param>
internal sealed record StoredEntity(
    string Partition, string Row, IReadOnlyDictionary<string, JsonElement> Columns, int Writes, DateTimeOffset WrittenAt)
{
    private static readonly Dictionary<string, JsonElement> None = [];

    /// <summary>The order of rows.</summary>
    public static IComparer<StoredEntity> ByKeys { get; } = Comparer<StoredEntity>.Create((one, other) =>
        string.CompareOrdinal(one.Partition, other.Partition) is not 0 and var order ? order : string.CompareOrdinal(one.Row, other.Row));

    /// <summary>The ETag.</summary>
    public string ETag => $"W/\"datetime'{Writes:D9}'\"";

    /// <summary>A row that only has keys, to look for.</summary>
    public static StoredEntity Key(string partition, string row) => new(partition, row, None, 0, default);
}
