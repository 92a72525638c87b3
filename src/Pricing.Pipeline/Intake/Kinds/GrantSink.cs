using System.Collections.Concurrent;
using Pricing.Files.Characters;
using Pricing.Files.Fields;
using Pricing.Files.Schemas;
using Pricing.Pipeline.Changes;
using Pricing.Pipeline.Register.Events;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Storage;
using TakenRow = (Pricing.Pipeline.Register.Grants.GrantSubmission Submission, Pricing.Pipeline.Intake.Kinds.BatchRow Row);

namespace Pricing.Pipeline.Intake.Kinds;

/// <summary>
/// Takes the rows of a batch of grants and stores them by partition, a few transactions at a time: while the storage is at
/// them the next rows are read. Answers come in the order of the transactions.
/// </summary>
internal sealed class GrantSink(
    GrantTermsReader reader,
    GrantStore store,
    GrantEventStore events,
    IssuerBuckets buckets,
    StatedRates rates,
    OddIds odd,
    ChangedFacts changed,
    string batchHash,
    bool isLate)
    : IBatchSink
{
    /// <summary>More than the storage is at by itself: while a row waits for its issuer, these go on.</summary>
    private const int TransactionsAtOnce = 8;

    /// <summary>
    /// So many wait for their turn, so that new issuers are noted together; no more, since all that a row is made of lives as long as it
    /// waits, and each collection goes through it.
    /// </summary>
    private const int TransactionsAhead = 4;

    /// <summary>So many rows wait until their partitions have enough of them; then those that waited longest are stored first.</summary>
    private const int MostPending = 10_000;

    private readonly Dictionary<string, Dictionary<string, TakenRow>> pending = [];
    private readonly Queue<(string Partition, int Line)> order = [];
    private readonly Queue<IReadOnlyList<TakenRow>> ahead = [];
    private readonly Queue<(IReadOnlyList<TakenRow> Rows, Task<IReadOnlyList<RowAnswer>> Storing)> begun = [];

    // The grants of what is ahead and of what is begun.
    private readonly HashSet<(string Issuer, string GrantId)> underWay = [];
    private readonly HashSet<string> issuers = new(StringComparer.Ordinal);
    private readonly NotedPartitions amended = new(changed);
    private readonly GrantNotices notices = new();
    private readonly ConcurrentDictionary<DateOnly, bool> dates = new();
    private readonly Dictionary<(string Issuer, string Plain), string> wide = [];
    private readonly Dictionary<string, IReadOnlyDictionary<string, string>> storedWide = new(StringComparer.Ordinal);
    private int held;

    public TableSchema Schema => GrantFields.Schema;

    public IReadOnlyList<string> Notices => notices.All;

    public IReadOnlyCollection<DateOnly> DatesToValue => [.. dates.Keys];

    public async Task<IReadOnlyList<RowAnswer>> TakeAsync(BatchRow row, FieldReader fields, CancellationToken cancellationToken)
    {
        var read = GrantSubmission.Read(fields, row.Line, reader);
        if (!read.TryGet(out var submission)) return [new(row, read.Failures.ToList())];

        var terms = submission.Terms;
        notices.Look(row.Line, terms);
        if (await odd.ClashAsync(terms.Issuer, terms.GrantId, cancellationToken) is { } clash) return [new(row, clash)];
        if (await rates.RefusedAsync(terms, cancellationToken) is { Count: > 0 } implausible) return [new(row, implausible.ToList())];

        // A new issuer is noted while further rows are read; its rows are stored after that.
        if (submission.Amends is null) issuers.Add(terms.Issuer);
        var found = issuers.Contains(terms.Issuer)
            ? buckets.ExpectedPartition(terms.Issuer, terms.GrantId)
            : await buckets.FindPartitionAsync(terms.Issuer, terms.GrantId, cancellationToken);
        if (found is null) return [new(row, GrantStore.Unknown(submission))];
        if (!found.TryGet(out var partition)) return [new(row, found.Failures.ToList())];
        if (submission.Amends is null && await TwinAsync(terms, partition, cancellationToken) is { } twin)
            return [new(row, submission.SameToTheEye(twin))];

        // A transaction cannot hold a grant twice; the second row is judged against the first as stored.
        var answers = new List<RowAnswer>();
        if (pending.TryGetValue(partition, out var group) && group.ContainsKey(terms.GrantId)) Close(partition, group);
        if (underWay.Contains((terms.Issuer, terms.GrantId))) await EndAsync(answers, cancellationToken);

        if (!pending.TryGetValue(partition, out group))
        {
            pending[partition] = group = [];
            order.Enqueue((partition, row.Line));
            if (submission.Amends is null) buckets.Expect(terms.Issuer);
        }

        group.Add(terms.GrantId, (submission, row));
        held++;
        if (group.Count == GrantStore.MaximumSubmissions) Close(partition, group);
        else if (held > MostPending) CloseOldest();
        while (ahead.Count > TransactionsAhead) await BeginAsync(answers, cancellationToken);
        return answers;
    }

    public async Task<IReadOnlyList<RowAnswer>> FlushAsync(CancellationToken cancellationToken)
    {
        var answers = new List<RowAnswer>();
        foreach (var (partition, group) in pending.ToList()) Close(partition, group);
        await EndAsync(answers, cancellationToken);
        return answers;
    }

    /// <summary>Waits for what is under way, also where the batch has failed, and notes once more what was amended.</summary>
    public async ValueTask DisposeAsync()
    {
        await EndedAsync();
        await amended.DisposeAsync();
    }

    /// <summary>No more rows come to a group; it waits for its turn.</summary>
    private void Close(string partition, Dictionary<string, TakenRow> group)
    {
        pending.Remove(partition);
        held -= group.Count;
        while (order.TryPeek(out var oldest) && !IsPending(oldest)) order.Dequeue();
        foreach (var (submission, _) in group.Values) underWay.Add((submission.Terms.Issuer, submission.Terms.GrantId));
        ahead.Enqueue([.. group.Values]);
    }

    private void CloseOldest()
    {
        while (!IsPending(order.Peek())) order.Dequeue();
        var partition = order.Dequeue().Partition;
        Close(partition, pending[partition]);
    }

    /// <summary>Begins the next transaction, once fewer than the most are under way.</summary>
    private async Task BeginAsync(List<RowAnswer> answers, CancellationToken cancellationToken)
    {
        if (begun.Count == TransactionsAtOnce) await EndOneAsync(answers);
        var next = ahead.Dequeue();
        begun.Enqueue((next, StoreAsync(next, cancellationToken)));
    }

    // A group is known by the line of its first row.
    private bool IsPending((string Partition, int Line) queued) =>
        pending.TryGetValue(queued.Partition, out var group) && group.Values.First().Row.Line == queued.Line;

    /// <summary>Brings all that waits for its turn to its end.</summary>
    private async Task EndAsync(List<RowAnswer> answers, CancellationToken cancellationToken)
    {
        while (ahead.Count > 0) await BeginAsync(answers, cancellationToken);
        while (begun.Count > 0) await EndOneAsync(answers);
    }

    /// <summary>Waits for the oldest transaction. Where it fails, none is under way when it throws.</summary>
    private async Task EndOneAsync(List<RowAnswer> answers)
    {
        try
        {
            var (rows, storing) = begun.Dequeue();
            answers.AddRange(await storing);
            foreach (var (submission, _) in rows) underWay.Remove((submission.Terms.Issuer, submission.Terms.GrantId));
        }
        catch
        {
            await EndedAsync();
            throw;
        }
    }

    private Task EndedAsync() => Task.WhenAll(begun.Select(one => one.Storing)).ContinueWith(
        static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

    /// <summary>The id of another grant that is this one's but for the width of its characters. One that is stored already stays.</summary>
    private async Task<string?> TwinAsync(GrantTerms terms, string partition, CancellationToken cancellationToken)
    {
        var plain = Width.Fold(terms.GrantId);
        if (plain == terms.GrantId)
        {
            var twin = wide.GetValueOrDefault((terms.Issuer, plain)) ?? await StoredWideAsync(terms.Issuer, plain, cancellationToken);
            return twin is not null && !await IsStoredAsync(partition, plain, cancellationToken) ? twin : null;
        }

        var other = buckets.ExpectedPartition(terms.Issuer, plain);
        if ((pending.TryGetValue(other, out var group) && group.ContainsKey(plain))
            || underWay.Contains((terms.Issuer, plain))
            || await IsStoredAsync(other, plain, cancellationToken))
        {
            return await IsStoredAsync(partition, terms.GrantId, cancellationToken) ? null : plain;
        }

        wide[(terms.Issuer, plain)] = terms.GrantId;
        return null;
    }

    /// <summary>
    /// The stored id that an id in half width is but for its width; null for none. A partition is looked through once a file, so that a row
    /// costs no request of its own.
    /// </summary>
    private async Task<string?> StoredWideAsync(string issuer, string plain, CancellationToken cancellationToken)
    {
        foreach (var spelling in OddIds.WideSpellings(plain).Where(KeyText.Fits))
        {
            var partition = buckets.ExpectedPartition(issuer, spelling);
            if (!storedWide.TryGetValue(partition, out var ids)) storedWide[partition] = ids = await odd.WideAsync(partition, cancellationToken);
            if (ids.TryGetValue(plain, out var stored)) return stored;
        }

        return null;
    }

    private async Task<bool> IsStoredAsync(string partition, string grantId, CancellationToken cancellationToken) =>
        await store.FindTaggedAsync(partition, grantId, cancellationToken) is not null;

    /// <summary>An amendment must leave room for the rights that are gone already.</summary>
    private async Task<IReadOnlyList<Failure>> EventFailuresAsync(
        string partition, GrantTerms terms, CancellationToken cancellationToken)
    {
        var read = await events.OfGrantAsync(partition, terms.GrantId, cancellationToken);
        return read.TryGet(out var stored) ? GrantEvent.BalanceOf(terms, stored, terms.ExerciseEnd).Failures : read.Failures;
    }

    /// <summary>Stores rows that are expected in one partition; where another process noted their issuer otherwise, they are in several.</summary>
    private async Task<IReadOnlyList<RowAnswer>> StoreAsync(
        IReadOnlyList<TakenRow> rows, CancellationToken cancellationToken)
    {
        var answers = new List<RowAnswer>(rows.Count);
        var placed = new List<(string Partition, GrantSubmission Submission, BatchRow Row)>(rows.Count);
        foreach (var (submission, row) in rows)
        {
            var found = await buckets.PartitionAsync(submission.Terms.Issuer, submission.Terms.GrantId, cancellationToken);
            if (found.TryGet(out var partition)) placed.Add((partition, submission, row));
            else answers.Add(new(row, found.Failures.ToList()));
        }

        foreach (var group in placed.GroupBy(row => row.Partition, StringComparer.Ordinal))
        {
            var results = await store.StoreAsync(
                group.Key,
                [.. group.Select(row => row.Submission)],
                batchHash,
                isLate,
                terms => EventFailuresAsync(group.Key, terms, cancellationToken),
                amended,
                cancellationToken);
            answers.AddRange(group.Zip(results, (row, result) => new RowAnswer(row.Row, result)));
            foreach (var (row, result) in group.Zip(results))
            {
                if (result.TryGet(out var stored) && stored != StoreResult.Unchanged) dates.TryAdd(row.Submission.ValuedOn, true);
            }
        }

        return answers;
    }
}
