using Pricing.Grants.Measurements;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Valuations;
using Pricing.Pipeline.Values;

namespace Pricing.Pipeline.Checks;

/// <summary>A final value that stands, with what it was made of.</summary>
/// <param name="Value">The value.</param>
/// <param name="Terms">The terms that it was made of.</param>
internal sealed record StandingValue(ValueRecord Value, StoredGrant Terms)
{
    /// <summary>Of a change of terms, the terms before it; null otherwise.</summary>
    public StoredGrant? Before { get; init; }

    /// <summary>Of a change of terms, the amount per right of the newest final grant-date value; null where there is none.</summary>
    public string? GrantDateAmount { get; init; }
}

/// <summary>Reads the final values of a grant that stand: of each date the newest version, where that is final.</summary>
/// <param name="grants">Their terms.</param>
/// <param name="values">The values.</param>
internal sealed class StandingValues(GrantStore grants, ValuationStore values)
{
    /// <summary>Reads them.</summary>
    /// <param name="partition">The partition's key.</param>
    /// <param name="grant">The grant as it stands.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>The values, the newest date first; null in place of one whose terms cannot be read.</returns>
    /// <exception cref="Storage.DamagedContentException">The values cannot be read.</exception>
    public async Task<IReadOnlyList<StandingValue?>> OfAsync(string partition, StoredGrant grant, CancellationToken cancellationToken)
    {
        var final = new List<ValueRecord>();
        ValueRecord? granted = null;
        DateOnly? last = null;
        await foreach (var value in values.HistoryAsync(partition, grant.Terms.GrantId, cancellationToken: cancellationToken))
        {
            if (value.Status == ValueStatus.Final)
            {
                if (value.MeasurementDate != last) final.Add(value);
                if (value.Kind == MeasurementKind.GrantDate && value.MeasurementDate == grant.Terms.GrantDate) granted ??= value;
            }

            last = value.MeasurementDate;
        }

        var versions = new Dictionary<int, StoredGrant?> { [grant.Version] = grant };
        var standing = new List<StandingValue?>(final.Count);
        foreach (var value in final)
        {
            var terms = await TermsAsync(value.GrantVersion);
            if (terms is null || value.Kind != MeasurementKind.Modified)
            {
                standing.Add(terms is null ? null : new(value, terms));
                continue;
            }

            var change = terms.Modifications.LastOrDefault(item => item.Date == value.MeasurementDate);
            var before = change is null ? null : await TermsAsync(change.Version - 1);
            standing.Add(change is not null && before is null
                ? null
                : new(value, terms) { Before = before, GrantDateAmount = granted?.AmountPerRight });
        }

        return standing;

        async Task<StoredGrant?> TermsAsync(int version)
        {
            if (!versions.TryGetValue(version, out var own))
            {
                var superseded = await grants.FindSupersededAsync(partition, grant.Terms.GrantId, version, cancellationToken);
                versions[version] = own = superseded.TryGet(out var read) ? read : null;
            }

            return own;
        }
    }
}
