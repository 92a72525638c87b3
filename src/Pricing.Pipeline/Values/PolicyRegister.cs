using System.Globalization;
using Azure;
using Azure.Data.Tables;
using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Telemetry;
using Pricing.Policies;

namespace Pricing.Pipeline.Values;

/// <summary>
/// What each version of each policy says, by its hash, PK <c>policy</c> in the ledger. A version never says anything
/// else: values that name it would no longer mean what they say.
/// </summary>
/// <param name="storage">The ledger's table.</param>
/// <param name="policies">The policies of this host.</param>
/// <param name="alarm">Told of rows that cannot be read.</param>
public sealed class PolicyRegister(PipelineStorage storage, PolicyCatalog policies, DamageAlarm? alarm = null)
{
    private const string PartitionName = "policy";
    private const string Hash = "hash";
    private const string Content = "content";

    /// <summary>Notes the policies that are new, before the host values anything by them.</summary>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>Those that say something else than what is noted under their name and version; empty where none does.</returns>
    public async Task<IReadOnlyList<string>> NoteAsync(CancellationToken cancellationToken)
    {
        var changed = new List<string>();
        foreach (var name in policies.Names)
        {
            var policy = policies.Find(name).Value;
            if (await ConflictAsync(policy, cancellationToken) is { } conflict) changed.Add(conflict);
        }

        return changed;
    }

    /// <summary>The policy that a value was made by.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="version">Its version.</param>
    /// <param name="hash">The hash of its content; null in values from before it was stored.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>
    /// The policy as it is configured where that has this hash, else as it was noted; or why neither is there. Where no hash is stated
    /// and nothing is noted, the policy that is configured under this version.
    /// </returns>
    public async Task<Outcome<ValuationPolicy>> FindAsync(
        string name, int version, string? hash, CancellationToken cancellationToken)
    {
        var configured = policies.Find(name).TryGet(out var found) && found.Version == version ? found : null;
        if (configured is not null && hash is not null && PolicyHash.Of(configured) == hash) return configured;

        var (_, noted) = await NotedAsync(name, version, cancellationToken);
        if (noted is null || (hash is not null && noted.Hash != hash))
        {
            return configured is not null && hash is null
                ? configured
                : new Failure(
                    ReasonCode.UnknownPolicy,
                    "policy",
                    name,
                    string.Create(CultureInfo.InvariantCulture, $"what version {version} of it said is neither configured nor noted"));
        }

        return noted.IsWhole
            ? PolicyContent.Read(name, version, noted.Content)
            : new Failure(
                ReasonCode.DamagedData,
                "policy",
                name,
                string.Create(CultureInfo.InvariantCulture, $"what is noted of version {version} of it does not match its hash"));
    }

    /// <summary>What is noted of policies.</summary>
    /// <param name="cancellationToken">Stops the calls.</param>
    public IAsyncEnumerable<NotedPolicy> ListAsync(CancellationToken cancellationToken) => storage.Ledger
        .QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {PartitionName}"), cancellationToken: cancellationToken)
        .Select(NotedOf);

    /// <summary>What is noted of a version of a policy, whatever the settings of this host say.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="version">Its version.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The key under which it is noted, and what; null where nothing is.</returns>
    public async Task<(string Key, NotedPolicy? Noted)> NotedAsync(string name, int version, CancellationToken cancellationToken)
    {
        var key = KeyOf(name, version);
        var row = await storage.Ledger.GetEntityIfExistsAsync<TableEntity>(PartitionName, key, cancellationToken: cancellationToken);
        return (key, row.HasValue ? NotedOf(row.Value!) : null);
    }

    private static NotedPolicy NotedOf(TableEntity row) => new(row.RowKey, row[Hash] as string ?? "", row[Content] as string ?? "");

    private static string KeyOf(string name, int version) => $"{KeyText.Encode(name)}|{Keys.Inverted(version)}";

    private async Task<string?> ConflictAsync(ValuationPolicy policy, CancellationToken cancellationToken)
    {
        var key = KeyOf(policy.Name, policy.Version);
        var hash = PolicyHash.Of(policy);
        var row = new TableEntity(PartitionName, key) { [Hash] = hash, [Content] = PolicyContent.Of(policy) };
        try
        {
            await storage.Ledger.AddEntityAsync(row, cancellationToken);
            return null;
        }
        catch (RequestFailedException there) when (there.Status == 409)
        {
            var noted = (await storage.Ledger.GetEntityAsync<TableEntity>(
                PartitionName, key, cancellationToken: cancellationToken)).Value;
            if (noted[Hash] is string before) return before == hash ? null : Conflict(policy, noted[Content] as string ?? "");

            // It says nothing of what the policy was; each value says by itself which content it was made by.
            alarm?.Raise($"The row {PartitionName} {key} of the ledger holds no policy; it is written anew.");
            await storage.Ledger.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellationToken);
            return null;
        }
    }

    private static string Conflict(ValuationPolicy policy, string before)
    {
        var differences = PolicyContent.Of(policy).Split('\n').Except(before.Split('\n'));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Policies: {policy.Name} version {policy.Version} differs from what values were made by before: {string.Join(", ", differences)}; raise its Version.");
    }
}

/// <summary>What is noted of a version of a policy.</summary>
/// <param name="Key">Its name and version, as the row's key has them.</param>
/// <param name="Hash">The hash of what it says.</param>
/// <param name="Content">What it says, <see cref="PolicyContent"/>.</param>
public sealed record NotedPolicy(string Key, string Hash, string Content)
{
    /// <summary>The hash of what it says now.</summary>
    public string HashOfContent => ContentHash.Of(Content);

    /// <summary>Whether it says what its hash is of.</summary>
    public bool IsWhole => HashOfContent == Hash;
}
