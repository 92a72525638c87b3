using Pricing.Pipeline.Intake.Kinds;
using Pricing.Pipeline.Intake.Records;

namespace Pricing.Pipeline.Intake.Waiting;

/// <summary>
/// Watches one file as it is taken in: puts its rows to wait, and has those judged again that wait for a grant of which
/// it stored something.
/// </summary>
internal sealed class WaitingWatch
{
    /// <summary>So many grants are remembered by themselves; of a longer file, its issuers.</summary>
    private const int MaximumTouched = 10_000;

    private readonly WaitingStore store;
    private readonly WaitingJudge judge;
    private readonly FileRecord file;
    private readonly HashSet<WaitingKey> waiting;
    private readonly HashSet<WaitingKey> touched = [];
    private readonly HashSet<string> issuers = new(StringComparer.Ordinal);

    private WaitingWatch(WaitingStore store, WaitingJudge judge, FileRecord file, HashSet<WaitingKey> waiting) =>
        (this.store, this.judge, this.file, this.waiting) = (store, judge, file, waiting);

    /// <summary>Begins to watch.</summary>
    public static async Task<WaitingWatch> BeginAsync(
        WaitingStore store, WaitingJudge judge, FileRecord file, CancellationToken cancellationToken) =>
        new(store, judge, file, await store.KeysAsync(cancellationToken));

    /// <summary>Puts a row to wait.</summary>
    public async Task WaitAsync(BatchRow row, IReadOnlyList<Failure> failures, CancellationToken cancellationToken)
    {
        var waits = WaitingRow.Of(row, file, failures);
        await store.AddAsync(waits, cancellationToken);
        waiting.Add(waits.Key);
        Touch(waits.Key);
    }

    /// <summary>Something of a row's grant is stored: those that waited before come before the rows that follow.</summary>
    /// <returns>The rows of this file that are decided now.</returns>
    public async Task<IReadOnlyList<WaitingJudge.Decision>> StoredAsync(BatchRow row, CancellationToken cancellationToken)
    {
        var key = WaitingRow.KeyOf(row);
        Touch(key);
        return waiting.Contains(key) ? await JudgeAsync(key, cancellationToken) : [];
    }

    /// <summary>
    /// All rows are taken. Between the first look and now another file may have put rows to wait for what this one stored,
    /// or stored what rows of this one wait for; whichever of the two comes last sees it.
    /// </summary>
    /// <returns>The rows of this file that are decided now.</returns>
    public async Task<IReadOnlyList<WaitingJudge.Decision>> EndAsync(CancellationToken cancellationToken)
    {
        if (touched.Count == 0) return [];

        var decisions = new List<WaitingJudge.Decision>();
        foreach (var key in await store.KeysAsync(cancellationToken))
        {
            if (touched.Contains(key) || issuers.Contains(key.Issuer))
                decisions.AddRange(await JudgeAsync(key, cancellationToken));
        }

        return decisions;
    }

    private async Task<IReadOnlyList<WaitingJudge.Decision>> JudgeAsync(WaitingKey key, CancellationToken cancellationToken) =>
        [.. (await judge.JudgeAsync(key, file.Key, cancellationToken)).Where(decision => decision.Row.Batch == file.Key)];

    private void Touch(WaitingKey key)
    {
        if (touched.Count < MaximumTouched) touched.Add(key);
        else if (!touched.Contains(key)) issuers.Add(key.Issuer);
    }
}
