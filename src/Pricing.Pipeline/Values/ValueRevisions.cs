using Pricing.Pipeline.Sources;
using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.Values;

/// <summary>Decides which values of a run are new versions, and which say what is stored already.</summary>
/// <param name="values">The stored values.</param>
/// <param name="evidence">What the stored values rest on.</param>
public sealed class ValueRevisions(ValuationStore values, EvidenceStore evidence)
{
    /// <summary>
    /// The value as it stands or is to be stored. What this run stored itself keeps its version. A version that another run took
    /// since the plan was made is passed over: the next free one counts.
    /// </summary>
    /// <param name="partition">The partition's key.</param>
    /// <param name="value">The value, in the version that was planned.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>
    /// The value, in the version under which it stands where the newest one of another run says the same and can still be proven. One
    /// whose facts the storage lost, so that they came again later than it says, cannot: it is stored again.
    /// </returns>
    public async Task<(ValueRecord Value, bool IsNew)> OfAsync(string partition, ValueRecord value, CancellationToken cancellationToken)
    {
        var stored = await values
            .HistoryAsync(partition, value.GrantId, value.MeasurementDate, cancellationToken)
            .ToListAsync(cancellationToken);
        if (stored.Find(earlier => (earlier.RunDate, earlier.RunVersion) == (value.RunDate, value.RunVersion)) is { } own)
        {
            return (value with { Version = own.Version }, IsNew: true);
        }

        return stored switch
        {
            [] => (value, IsNew: true),
            [var newest, ..] when SaysTheSame(newest, value) && !await CameAgainAsync(newest.Evidence, value.Evidence, cancellationToken) =>
                (value with { Version = newest.Version }, IsNew: false),
            [var newest, ..] => (value with { Version = Math.Max(value.Version, newest.Version + 1) }, IsNew: true),
        };
    }

    /// <summary>
    /// Whether inputs, what is in force, the policy's content, status and amounts are the same; another version of the code
    /// is no difference. Values from before had no hash of the policy, or no exercise price in force.
    /// </summary>
    /// <param name="before">The value that stands.</param>
    /// <param name="now">The other one.</param>
    public static bool SaysTheSame(ValueRecord before, ValueRecord now) =>
        before.InputHash == now.InputHash
        && (before.PolicyHash is null || before.PolicyHash == now.PolicyHash)
        && before.Status == now.Status
        && before.SharesInForce == now.SharesInForce
        && (before.ExercisePriceInForce.Length == 0 || before.ExercisePriceInForce == now.ExercisePriceInForce)
        && (before.ValuePerShare, before.AmountPerRight, before.Total) == (now.ValuePerShare, now.AmountPerRight, now.Total);

    /// <summary>Whether what a value rests on is gone, or one of its bodies is known from a later time now.</summary>
    private async Task<bool> CameAgainAsync(string before, string now, CancellationToken cancellationToken)
    {
        if (before == now || before.Length == 0 || now.Length == 0) return false;
        if (await SourcesAsync(before, cancellationToken) is not { } stated) return true;

        // A body that came several times is known from the first of them.
        var known = (await SourcesAsync(now, cancellationToken) ?? [])
            .GroupBy(source => source.Sha256, StringComparer.Ordinal)
            .ToDictionary(body => body.Key, body => body.Min(source => source.FetchedAt), StringComparer.Ordinal);
        return stated.Any(source => known.TryGetValue(source.Sha256, out var first) && source.FetchedAt < first);
    }

    private async Task<IReadOnlyList<DataSource>?> SourcesAsync(string hash, CancellationToken cancellationToken)
    {
        try
        {
            return (await evidence.FindAsync(hash, cancellationToken))?.Sources;
        }
        catch (DamagedContentException)
        {
            return null;
        }
    }
}
