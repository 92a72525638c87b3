using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Pricing.Api.Requests;
using Pricing.Pipeline.Explanations;
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
        routes.MapGet("/api/grants/{issuer}/{grantId}/values/{date}/explanation", ExplainAsync).WithName("ExplainValue").WithTags("Grants")
            .WithSummary("A stored value recomputed from the evidence kept with it, every intermediate line by line, and compared with what is stored.")
            .Produces<ValueExplanation>()
            .ProducesProblems(400, 404);
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

    private static async Task<IResult> ExplainAsync(
        string issuer,
        string grantId,
        string date,
        int? version,
        string? policy,
        bool? greeks,
        bool? sensitivity,
        decimal? impliedPerShare,
        decimal? impliedPerRight,
        ValueExplainer explainer,
        CancellationToken cancellationToken)
    {
        var day = RequestFields.ParseDate(date);
        if (day is null && date != ExplanationRequest.GrantDate) return Problems.NotFound("date", date, "is no date");

        var explained = await explainer.ExplainAsync(
            new(issuer, grantId)
            {
                Date = day,
                Version = version,
                Policy = policy,
                Analysis = new()
                {
                    Greeks = greeks == true,
                    Sensitivity = sensitivity == true ? new() : null,
                    Implied = impliedPerShare is null && impliedPerRight is null ? null : new(impliedPerShare, impliedPerRight),
                },
            },
            cancellationToken);
        return explained.TryGet(out var explanation) ? TypedResults.Ok(explanation) : Problems.Refused(explained.Failures);
    }

    private static bool IsNewest(List<ValueRecord> history, int index) =>
        index == 0 || history[index - 1].MeasurementDate != history[index].MeasurementDate;

    private static async Task<IResult> EvidenceAsync(
        string hash, EvidenceStore evidence, CancellationToken cancellationToken) =>
        ContentHash.IsOne(hash) && await evidence.ReadAsync(hash, cancellationToken) is { } content
            ? TypedResults.Bytes(content.ToMemory(), "application/json")
            : Problems.NotFound("evidence", hash, "no evidence of this hash is stored");
}
