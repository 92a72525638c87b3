using Azure.Data.Tables;
using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.Intake.Doors;

/// <summary>
/// Remembers of whatever could not be taken in how often that was tried, and when to try again: each wait is longer than the
/// one before, so that a storage that is away for a while makes nobody give up.
/// </summary>
/// <param name="storage">The ledger.</param>
/// <param name="clock">The time.</param>
public sealed class FailedTries(PipelineStorage storage, TimeProvider clock)
{
    private const string Partition = "tries";
    private const string Number = "Number";
    private const string NotBefore = "NotBefore";

    private static readonly TimeSpan[] Waits =
    [
        TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15),
    ];

    /// <summary>How often something failed.</summary>
    /// <param name="Number">So often.</param>
    /// <param name="NotBefore">When to try it again, UTC.</param>
    public sealed record Tried(int Number, DateTimeOffset NotBefore);

    /// <summary>Looks up how often something failed.</summary>
    /// <param name="what">Its name.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>How often; null where it did not.</returns>
    public async Task<Tried?> FindAsync(string what, CancellationToken cancellationToken)
    {
        var found = await storage.Ledger.GetEntityIfExistsAsync<TableEntity>(
            Partition, ContentHash.Of(what), cancellationToken: cancellationToken);
        return found.HasValue
            ? new(found.Value!.GetInt32(Number)!.Value, found.Value.GetDateTimeOffset(NotBefore)!.Value)
            : null;
    }

    /// <summary>Whether it is too early to try something again.</summary>
    /// <param name="tried">How often it failed; null where it did not.</param>
    public bool IsTooEarly(Tried? tried) => clock.GetUtcNow() < tried?.NotBefore;

    /// <summary>Notes that something failed.</summary>
    /// <param name="what">Its name.</param>
    /// <param name="failure">What it failed with.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>When to try again; null where it was tried often enough.</returns>
    public async Task<DateTimeOffset?> NoteAsync(string what, Exception failure, CancellationToken cancellationToken)
    {
        var before = (await FindAsync(what, cancellationToken))?.Number ?? 0;
        if (before == Waits.Length) return null;

        var next = clock.GetUtcNow() + Waits[before];
        var tried = new TableEntity(Partition, ContentHash.Of(what))
        {
            ["What"] = what,
            [Number] = before + 1,
            [NotBefore] = next,
            ["Reason"] = Reason(failure),
        };
        await storage.Ledger.UpsertEntityAsync(tried, TableUpdateMode.Replace, cancellationToken);
        return next;
    }

    /// <summary>Forgets something that was taken in or given up.</summary>
    /// <param name="what">Its name.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public Task ForgetAsync(string what, CancellationToken cancellationToken) =>
        storage.Ledger.DeleteEntityAsync(Partition, ContentHash.Of(what), cancellationToken: cancellationToken);

    /// <summary>A failure in one line.</summary>
    /// <param name="failure">The failure.</param>
    public static string Reason(Exception failure) => $"{failure.GetType().Name}: {failure.Message}";
}
