using System.Globalization;
using Pricing.Grants.Measurements;
using Pricing.Pipeline.Valuations;
using Pricing.Pipeline.Values;

namespace Pricing.Pipeline.Closings;

/// <summary>Finds the values of a period that are not settled, so that whoever closes it knows what he closes.</summary>
/// <param name="values">The values.</param>
/// <param name="doubts">The doubts about them.</param>
public sealed class UnsettledValues(ValuationStore values, DoubtStore doubts)
{
    /// <summary>The newest versions of an issuer's values that failed, are provisional, or whose basis is in doubt; and changes of terms without a value.</summary>
    /// <param name="issuer">The issuer.</param>
    /// <param name="grants">Its grants, each with its partition and the days of the period's changes of terms that have no final value.</param>
    /// <param name="from">The first day that is not closed yet.</param>
    /// <param name="through">The last day of the period.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>A text each, by grant.</returns>
    public async Task<IReadOnlyList<string>> FindAsync(
        string issuer,
        IEnumerable<(string Partition, string GrantId, IReadOnlyList<DateOnly> OpenChanges)> grants,
        DateOnly from,
        DateOnly through,
        CancellationToken cancellationToken)
    {
        var open = await doubts.ListAsync(cancellationToken)
            .Where(doubt => doubt.IsOpen && doubt.Issuer == issuer)
            .Select(doubt => (doubt.GrantId, doubt.MeasurementDate, doubt.Version))
            .ToHashSetAsync(cancellationToken: cancellationToken);
        var found = new List<string>();
        foreach (var (partition, grantId, openChanges) in grants)
        {
            var last = DateOnly.MaxValue;
            var named = new HashSet<DateOnly>();
            await foreach (var value in values.HistoryBetweenAsync(partition, grantId, from, through, cancellationToken))
            {
                // Of each date the newest version comes first.
                if (value.MeasurementDate == last) continue;

                last = value.MeasurementDate;
                if (value.Status != ValueStatus.Final)
                {
                    found.Add(Text(grantId, last, $"is {value.Status.ToString().ToLowerInvariant()}"));
                    if (value.Kind == MeasurementKind.Modified) named.Add(last);
                }
                else if (open.Contains((grantId, last, value.Version))) found.Add(Text(grantId, last, "has its basis in doubt"));
            }

            found.AddRange(openChanges.Where(date => date >= from && !named.Contains(date)).Select(date => Text(grantId, date, "is a change of terms that is yet to be measured")));
        }

        return found;
    }

    private static string Text(string grantId, DateOnly date, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"{grantId} of {date:yyyy-MM-dd} {what}");
}
