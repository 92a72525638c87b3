using Microsoft.Extensions.Logging;
using Pricing.Pipeline.Controls.People;
using Pricing.Pipeline.Intake.Records;

namespace Pricing.Pipeline.Intake.Waiting;

/// <summary>Takes rows back that wait: they wait no longer and are not judged again. What they said and why stays with their file.</summary>
/// <param name="store">The rows.</param>
/// <param name="ended">Keeps what they said, by grant.</param>
/// <param name="fates">What became of them.</param>
/// <param name="clock">When.</param>
/// <param name="logger">Says what was withdrawn.</param>
public sealed partial class WaitingWithdrawal(
    WaitingStore store, EndedRows ended, FateStore fates, TimeProvider clock, ILogger<WaitingWithdrawal> logger)
{
    /// <summary>The fewest characters of a file's name that stand for it.</summary>
    public const int ShortestName = 8;

    /// <summary>The files whose names begin so and that have such a row, which waits or did.</summary>
    /// <param name="name">The file, as its report names it, or the beginning of that.</param>
    /// <param name="line">The row's place in the file.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>Their names: one where it is clear which is meant.</returns>
    public async Task<IReadOnlyList<string>> FilesAsync(string name, int line, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (FileIdentity.IsId(name) && FileIdentity.Sha256Of(name) != name) return [name];
        if (name.Length < ShortestName) return [];

        var open = await store.AllAsync(cancellationToken)
            .Where(row => row.Line == line && row.Batch.StartsWith(name, StringComparison.Ordinal))
            .Select(row => row.Batch)
            .Distinct()
            .ToListAsync(cancellationToken);
        return open.Count > 0 ? open : await fates.FilesAsync(name, line, cancellationToken);
    }

    /// <summary>Withdraws a row.</summary>
    /// <param name="batch">The file, as its report names it.</param>
    /// <param name="line">The row's place in the file.</param>
    /// <param name="reason">Why.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="cancellationToken">Stops the calls; doing it again finishes it.</param>
    /// <returns>What became of the row, also where it had been decided before; null where no such row ever waited.</returns>
    public async Task<WaitingFate?> WithdrawAsync(
        string batch, int line, string reason, Person by, CancellationToken cancellationToken)
    {
        var waiting = await store.OfFileAsync(batch, cancellationToken)
            .FirstOrDefaultAsync(row => row.Line == line, cancellationToken);
        if (waiting is not null)
        {
            await ended.AddAsync(waiting, cancellationToken);
            await fates.AddAsync(
                new()
                {
                    Batch = batch,
                    Line = line,
                    Issuer = waiting.Issuer,
                    GrantId = waiting.GrantId,
                    Result = WaitingFate.Withdrawn,
                    DecidedAt = clock.GetUtcNow(),
                    Reason = reason,
                    WithdrawnBy = by.Name,
                    WithdrawnByIdentity = by.Identity,
                },
                cancellationToken);
            await store.RemoveAsync(waiting, cancellationToken);
            await fates.WriteAsync(batch, cancellationToken);
            LogWithdrawn(line, batch, waiting.Issuer, waiting.GrantId, by.Name);
        }

        return await fates.FindAsync(batch, line, cancellationToken);
    }

    // The reason is free text, which may name a holder: it stands with the file, and in no log.
    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Row {Line} of {Batch} for {Issuer} {GrantId} was withdrawn by {By}")]
    private partial void LogWithdrawn(int line, string batch, string issuer, string grantId, string by);
}
