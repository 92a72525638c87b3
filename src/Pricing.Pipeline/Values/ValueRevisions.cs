namespace Pricing.Pipeline.Values;

/// <summary>Decides which values of a run are new versions, and which say what is stored already.</summary>
/// <param name="values">The stored values.</param>
public sealed class ValueRevisions(ValuationStore values)
{
    /// <summary>
    /// The value as it is to be stored. What this run stored itself keeps its version. A version that another run took
    /// since the plan was made is passed over: the next free one counts.
    /// </summary>
    /// <param name="partition">The partition's key.</param>
    /// <param name="value">The value, in the version that was planned.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>The value; null where the newest one of another run says the same.</returns>
    public async Task<ValueRecord?> NewAsync(string partition, ValueRecord value, CancellationToken cancellationToken)
    {
        var stored = await values
            .HistoryAsync(partition, value.GrantId, value.MeasurementDate, cancellationToken)
            .ToListAsync(cancellationToken);
        if (stored.Find(earlier => (earlier.RunDate, earlier.RunVersion) == (value.RunDate, value.RunVersion)) is { } own)
        {
            return value with { Version = own.Version };
        }

        return stored switch
        {
            [] => value,
            [var newest, ..] when SaysTheSame(newest, value) => null,
            [var newest, ..] => value with { Version = Math.Max(value.Version, newest.Version + 1) },
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
}
