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
    private const int LongestReason = 8000;

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
        return found.HasValue && found.Value![Number] is int and > 0 and var number && found.Value[NotBefore] is DateTimeOffset notBefore
            ? new(number, notBefore)
            : null;
    }

    /// <summary>Whether it is too early to try something again.</summary>
    /// <param name="tried">How often it failed; null where it did not.</param>
    public bool IsTooEarly(Tried? tried) => clock.GetUtcNow() < tried?.NotBefore;

    /// <summary>Notes that something failed. Where it was not its own fault but the storage's, it is never tried often enough.</summary>
    /// <param name="what">Its name.</param>
    /// <param name="failure">What it failed with.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>When to try again; null where it was tried often enough.</returns>
    public async Task<DateTimeOffset?> NoteAsync(string what, Exception failure, CancellationToken cancellationToken)
    {
        var before = (await FindAsync(what, cancellationToken))?.Number ?? 0;
        if (StorageFailure.IsPassing(failure))
        {
            var next = Math.Min(before, Waits.Length - 1);
            return await WriteAsync(what, Math.Max(before, 1), Waits[next], failure, cancellationToken);
        }

        return before >= Waits.Length ? null : await WriteAsync(what, before + 1, Waits[before], failure, cancellationToken);
    }

    /// <summary>Notes that something was tried often enough and could not be put aside either: it is tried once more, after the longest wait.</summary>
    /// <param name="what">Its name.</param>
    /// <param name="failure">What the putting aside failed with.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>When to try again.</returns>
    public Task<DateTimeOffset> PutOffAsync(string what, Exception failure, CancellationToken cancellationToken) =>
        WriteAsync(what, Waits.Length, Waits[^1], failure, cancellationToken);

    /// <summary>Forgets something that was taken in or given up.</summary>
    /// <param name="what">Its name.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public Task ForgetAsync(string what, CancellationToken cancellationToken) =>
        storage.Ledger.DeleteEntityAsync(Partition, ContentHash.Of(what), cancellationToken: cancellationToken);

    /// <summary>The door and the name of a blob, or of a file that came otherwise.</summary>
    /// <param name="door">The door.</param>
    /// <param name="name">The name.</param>
    public static string PlaceOf(string door, string name) => $"{door}/{name}";

    /// <summary>A failure as rows hold it.</summary>
    /// <param name="failure">The failure.</param>
    public static string Reason(Exception failure)
    {
        var reason = $"{failure.GetType().Name}: {failure.Message}";
        return reason.Length <= LongestReason ? reason : reason[..LongestReason];
    }

    private async Task<DateTimeOffset> WriteAsync(
        string what, int number, TimeSpan wait, Exception failure, CancellationToken cancellationToken)
    {
        var next = clock.GetUtcNow() + wait;
        var tried = new TableEntity(Partition, ContentHash.Of(what))
        {
            ["What"] = what,
            [Number] = number,
            [NotBefore] = next,
            ["Reason"] = Reason(failure),
        };
        await storage.Ledger.UpsertEntityAsync(tried, TableUpdateMode.Replace, cancellationToken);
        return next;
    }
}
