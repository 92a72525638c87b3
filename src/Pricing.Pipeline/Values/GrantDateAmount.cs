using Pricing.Grants.Measurements;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Valuations;

namespace Pricing.Pipeline.Values;

/// <summary>The amount per right of a grant's grant-date value, as books and changes of terms rest on it.</summary>
internal static class GrantDateAmount
{
    /// <summary>The amount of the newest final grant-date value; provisional values and those that failed are no book value.</summary>
    /// <param name="values">The values.</param>
    /// <param name="partition">The partition's key.</param>
    /// <param name="terms">The terms of the grant.</param>
    /// <param name="isRounded">Whether the policy rounds amounts, so that a stored one is exact.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <param name="counts">Which of the values may be it; null for all.</param>
    /// <returns>The amount, null where no value is final; or <see cref="ReasonCode.DamagedData"/> where it cannot be read.</returns>
    public static async Task<Outcome<Amount?>> GrantDateAmountAsync(
        this ValuationStore values,
        string partition,
        GrantTerms terms,
        bool isRounded,
        CancellationToken cancellationToken,
        Func<ValueRecord, bool>? counts = null)
    {
        var newest = await values
            .HistoryAsync(partition, terms.GrantId, terms.GrantDate, cancellationToken)
            .FirstOrDefaultAsync(
                value => value is { Kind: MeasurementKind.GrantDate, Status: ValueStatus.Final } && counts?.Invoke(value) != false,
                cancellationToken);
        if (newest is null) return (Amount?)null;

        return Amount.Parse(newest.AmountPerRight, isRounded) is { } amount
            ? amount
            : new Failure(ReasonCode.DamagedData, "values", newest.AmountPerRight, "the amount of the grant-date value cannot be read");
    }
}
