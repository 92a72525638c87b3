using System.Globalization;
using Azure.Data.Tables;
using Pricing.Pipeline.Storage;

namespace Soak.Kills;

/// <summary>What a night of many grants left: every value by its key, and the run.</summary>
/// <param name="Values">The values, each with its status and amounts.</param>
/// <param name="Run">Where the run stands, and what it counts.</param>
internal sealed record StoredNight(IReadOnlyDictionary<string, string> Values, string Run)
{
    private static readonly string[] Columns = ["PartitionKey", "RowKey", "status", "valuePerShare", "total", "date"];

    /// <summary>Whether the run is through.</summary>
    public bool IsCompleted => Run.Contains("Completed", StringComparison.Ordinal);

    /// <summary>How many rows a table holds; none where it is not there.</summary>
    public static async Task<int> CountAsync(TableClient table)
    {
        try
        {
            return await table.QueryAsync<TableEntity>(select: ["RowKey"]).CountAsync();
        }
        catch (Azure.RequestFailedException missing) when (missing.Status == 404)
        {
            return 0;
        }
    }

    /// <summary>Reads it.</summary>
    public static async Task<StoredNight> ReadAsync(PipelineStorage storage)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        await foreach (var row in storage.Valuations.QueryAsync<TableEntity>(select: Columns))
        {
            if (!row.RowKey.StartsWith('!'))
                values.Add($"{row.PartitionKey} {row.RowKey}", $"{row["status"]} {row["valuePerShare"]} {row["total"]}");
        }

        var runs = await storage.Runs.QueryAsync<TableEntity>("PartitionKey ge '0' and PartitionKey lt ':'").Select(run => string.Create(
            CultureInfo.InvariantCulture, $"{run["date"]} v{run["version"]} {run["status"]}: {run["planned"]} planned, {run["rows"]} stored, {run["unchanged"]} unchanged, {run["failed"]} failed")).ToListAsync();
        return new(values, string.Join("; ", runs));
    }

    /// <summary>What differs from an undisturbed night.</summary>
    public IEnumerable<string> DifferencesFrom(StoredNight calm)
    {
        if (Run != calm.Run) yield return $"{Run}, and undisturbed {calm.Run}";
        var lost = calm.Values.Keys.Except(Values.Keys).ToList();
        var doubled = Values.Keys.Except(calm.Values.Keys).ToList();
        var other = calm.Values.Count(value => Values.TryGetValue(value.Key, out var now) && now != value.Value);
        if (lost.Count + doubled.Count + other > 0)
            yield return string.Create(CultureInfo.InvariantCulture, $"{lost.Count} values lost, {doubled.Count} doubled, {other} otherwise: {lost.Concat(doubled).FirstOrDefault()}");
    }
}
