using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Pricing.Api.Requests;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Values;

namespace Pricing.Api.Endpoints;

/// <summary><c>/api/grants</c> and <c>/api/evidence</c>: the values of a grant and what they were made of.</summary>
internal static class ValueEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/grants/{issuer}/{grantId}/values", HistoryAsync).WithName("GrantValues").WithTags("Grants")
            .WithSummary("The values of a grant: newest measurement date first, of each date the highest version first.")
            .Produces<IReadOnlyList<ValueRecord>>()
            .ProducesProblems(500);
        routes.MapGet("/api/evidence/{hash}", EvidenceAsync).WithName("Evidence").WithTags("Grants")
            .WithSummary("The closes, curve and dividends that a value was made of, and the bodies they came from.")
            .Produces<ValueEvidence>()
            .ProducesProblems(404, 500);
    }

    private static async Task<IResult> HistoryAsync(
        string issuer,
        string grantId,
        IssuerBuckets buckets,
        ValuationStore values,
        DoubtStore doubts,
        CancellationToken cancellationToken)
    {
        var found = await buckets.FindPartitionAsync(issuer, grantId, cancellationToken);
        if (found is null) return TypedResults.Ok<IReadOnlyList<ValueRecord>>([]);
        if (!found.TryGet(out var partition)) throw new DamagedContentException("ledger", $"cannot be read: {string.Join("; ", found.Failures)}");

        var open = await doubts.ReasonsAsync(cancellationToken);
        var history = await values.HistoryAsync(partition, grantId, cancellationToken: cancellationToken).ToListAsync(cancellationToken);
        return TypedResults.Ok<IReadOnlyList<ValueRecord>>(
            [.. history.Index().Select(item => IsNewest(history, item.Index) ? DoubtStore.Shown(item.Item, open) : item.Item)]);
    }

    private static bool IsNewest(List<ValueRecord> history, int index) =>
        index == 0 || history[index - 1].MeasurementDate != history[index].MeasurementDate;

    private static async Task<IResult> EvidenceAsync(
        string hash, EvidenceStore evidence, CancellationToken cancellationToken) =>
        ContentHash.IsOne(hash) && await evidence.ReadAsync(hash, cancellationToken) is { } content
            ? TypedResults.Bytes(content.ToMemory(), "application/json")
            : Problems.NotFound("evidence", hash, "no evidence of this hash is stored");
}
