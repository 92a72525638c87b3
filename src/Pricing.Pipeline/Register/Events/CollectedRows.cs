using Azure.Data.Tables;
using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.Register.Events;

/// <summary>Collects rows that stand beside the grants of a partition, by the key of the grant.</summary>
/// <typeparam name="T">What a row holds.</typeparam>
/// <param name="prefix">What their keys begin with; the key of the grant follows.</param>
/// <param name="read">Reads a row.</param>
internal sealed class CollectedRows<T>(string prefix, Func<TableEntity, Outcome<T>> read)
{
    private readonly Dictionary<string, List<T>> items = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Failure>> damage = new(StringComparer.Ordinal);

    /// <summary>Of each grant that has rows: what they hold, or every one of them that cannot be read.</summary>
    public Dictionary<string, Outcome<List<T>>> ByGrant => items.Keys.Union(damage.Keys).ToDictionary(grant => grant, Of, StringComparer.Ordinal);

    /// <summary>Whether a row is one of them.</summary>
    /// <param name="row">A row of grants.</param>
    public bool Has(TableEntity row) => row.RowKey.StartsWith(prefix, StringComparison.Ordinal);

    /// <summary>Adds a row.</summary>
    /// <param name="row">The row.</param>
    public void Add(TableEntity row)
    {
        var grant = row.RowKey[prefix.Length..].Split('|')[0];
        var found = Read(row);
        if (found.TryGet(out var item)) Add(items, grant, [item]);
        else Add(damage, grant, found.Failures);
    }

    /// <summary>What the rows of a grant hold, or every one of them that cannot be read.</summary>
    /// <param name="grant">The key of the grant.</param>
    public Outcome<List<T>> Of(string grant) =>
        damage.TryGetValue(grant, out var failures) ? failures : (Outcome<List<T>>)(items.GetValueOrDefault(grant) ?? []);

    private static void Add<TItem>(Dictionary<string, List<TItem>> lists, string grant, IEnumerable<TItem> added)
    {
        if (!lists.TryGetValue(grant, out var list)) lists[grant] = list = [];
        list.AddRange(added);
    }

    private Outcome<T> Read(TableEntity row)
    {
        try
        {
            var found = read(row);
            return found.IsSuccess ? found : found.Failures.Select(failure => Damage(row, failure.ToString())).ToList();
        }
        catch (InvalidOperationException otherType)
        {
            return Damage(row, otherType.Message);
        }
    }

    private static Failure Damage(TableEntity row, string reason) => StoredRow.Damage("grants", row, reason);
}
