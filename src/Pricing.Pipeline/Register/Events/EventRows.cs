using Azure.Data.Tables;
using Pricing.Files.Fields;
using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.Register.Events;

/// <summary>Collects the rows of events of a partition by grant.</summary>
internal sealed class EventRows
{
    /// <summary>What the keys of events begin with; it stands before all grants.</summary>
    public const string Prefix = Keys.Shared + "e|";

    private readonly Dictionary<string, List<GrantEvent>> events = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Failure>> damage = new(StringComparer.Ordinal);

    /// <summary>The keys of the grants that have rows.</summary>
    public IEnumerable<string> Grants => events.Keys.Union(damage.Keys);

    /// <summary>Whether a row is an event.</summary>
    /// <param name="row">A row of grants.</param>
    public static bool IsOne(TableEntity row) => row.RowKey.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>Adds a row of an event.</summary>
    /// <param name="row">The row.</param>
    public void Add(TableEntity row)
    {
        var grant = row.RowKey[Prefix.Length..].Split('|')[0];
        var read = Read(row);
        if (read.TryGet(out var item)) Add(events, grant, [item]);
        else Add(damage, grant, read.Failures);
    }

    /// <summary>The events of a grant, or every row of them that cannot be read.</summary>
    /// <param name="grant">The key of the grant.</param>
    public Outcome<List<GrantEvent>> Of(string grant) =>
        damage.TryGetValue(grant, out var failures) ? failures : (Outcome<List<GrantEvent>>)(events.GetValueOrDefault(grant) ?? []);

    private static void Add<T>(Dictionary<string, List<T>> lists, string grant, IEnumerable<T> items)
    {
        if (!lists.TryGetValue(grant, out var list)) lists[grant] = list = [];
        list.AddRange(items);
    }

    private static Outcome<GrantEvent> Read(TableEntity row)
    {
        try
        {
            var read = GrantEvent.Read(FieldReader.OfStored(GrantEvent.Schema, row.GetString));
            return read.IsSuccess ? read : read.Failures.Select(failure => Damage(row, failure.ToString())).ToList();
        }
        catch (InvalidOperationException otherType)
        {
            return Damage(row, otherType.Message);
        }
    }

    private static Failure Damage(TableEntity row, string reason) => StoredRow.Damage("grants", row, reason);
}
