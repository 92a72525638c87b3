using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Pricing.Api.Accesses;
using Pricing.Api.Identity;
using Pricing.Api.Manners;
using Pricing.Api.Queries;
using Pricing.Api.Requests;
using Pricing.Pipeline.Controls.Access;
using Pricing.Pipeline.Explanations;
using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Values;

namespace Pricing.Api.Grants;

/// <summary>The values of a grant and what they were made of.</summary>
internal static class ValueEndpoints
{
    private const string Place = "/api/grants/{issuer}/{grantId}/values";

    private static readonly QueryParameter Versions = Query.Word("versions", "all versions of a value, or only the current one.", "current", "all", "current") with { Default = "all" };

    private static readonly QueryParameter Version = Query.Whole(
        "version", "The version of the value; the highest where it is left out.", "1", 1, 999_999);

    private static readonly QueryParameter Policy = Query.Policy(
        "Another policy than the value's, to see what its conventions make of the same inputs.", "release-text");

    private static readonly QueryParameter Greeks = Query.Flag("greeks", "Whether delta, gamma, vega, theta, rho and dividend rho are listed.");

    private static readonly QueryParameter Sensitivity = Query.Flag("sensitivity", "Whether the values of changed inputs are listed.");

    private static readonly QueryParameter PerShare = Query.Number("impliedPerShare", "An amount per share whose volatility is asked for.", "3235");

    private static readonly QueryParameter PerRight = Query.Number("impliedPerRight", "An amount per right whose volatility is asked for.", "647000");

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Place, HistoryAsync).WithName("GrantValues").WithTags("Grants").Does(Act.Read).IsNoted(AccessKind.Values)
            .WithSummary("The values of a grant: newest measurement date first, of each date the highest version first; a page at a time. The grant-date value stands beside every page.")
            .WithQuery(Query.Backwards, Query.From, Query.To, Versions, Query.Limit, Query.After)
            .Produces<GrantValues>()
            .ProducesProblems(400, 404, 500);
        routes.MapGet($"{Place}/{{date}}", OfDateAsync).WithName("GrantValuesOfDate").WithTags("Grants").Does(Act.Read).IsNoted(AccessKind.Values)
            .WithSummary("The versions of a grant's value for a measurement date, the current one first; grant-date stands for the grant date.")
            .Produces<IReadOnlyList<ValueRecord>>()
            .ProducesProblems(404, 500);
        routes.MapGet($"{Place}/{{date}}/explanation", ExplainAsync).WithName("ExplainValue").WithTags("Grants").Does(Act.Read).IsNoted(AccessKind.Values)
            .WithSummary("A stored value recomputed from the evidence kept with it, every intermediate line by line, and compared with what is stored.")
            .WithQuery(Version, Policy, Greeks, Sensitivity, PerShare, PerRight)
            .Produces<ValueExplanation>()
            .ProducesProblems(400, 404, 500);
        routes.MapGet("/api/evidence/{hash}", EvidenceAsync).WithName("Evidence").WithTags("Grants").Does(Act.Read).IsNoted(AccessKind.Export)
            .WithSummary("The closes, curve and dividends that a value was made of, and the bodies they came from.")
            .Produces<ValueEvidence>()
            .ProducesProblems(404, 500);
    }

    private static async Task<IResult> HistoryAsync(
        string issuer,
        string grantId,
        QueryValues asked,
        GrantLookup lookup,
        GrantReader reader,
        ValuationStore values,
        DoubtStore doubts,
        HttpResponse response,
        CancellationToken cancellationToken)
    {
        if (await lookup.FindAsync(issuer, grantId, cancellationToken) is not var (partition, grant)) return GrantLookup.NotFound(issuer, grantId);

        if (asked.Has(Query.After) && Begun(asked) is null) return Problems.Refused([Page.NoCursor(asked)]);

        var open = await doubts.ReasonsAsync(cancellationToken);
        var (history, next) = await PageAsync(values, partition, grantId, asked, response, cancellationToken);
        return TypedResults.Ok(new GrantValues(
            issuer,
            grantId,
            await reader.GrantDateAsync(partition, grant, open, cancellationToken),
            [.. history.Select(shown => shown.IsCurrent ? DoubtStore.Shown(shown.Value, open) : shown.Value)],
            next));
    }

    private static async Task<(List<(ValueRecord Value, bool IsCurrent)> Page, string? Next)> PageAsync(
        ValuationStore values, string partition, string grantId, QueryValues asked, HttpResponse response, CancellationToken cancellationToken)
    {
        var (from, to) = (asked.Date(Query.From) ?? DateOnly.MinValue, asked.Date(Query.To) ?? DateOnly.MaxValue);
        var (limit, onlyCurrent) = (asked.WholeNumber(Query.Limit)!.Value, asked.Text(Versions) == "current");
        var begun = Begun(asked);
        if (begun?.Date < to) to = begun.Value.Date;

        var page = new List<(ValueRecord Value, bool IsCurrent)>();
        DateOnly? before = null;
        await foreach (var value in values.HistoryBetweenAsync(partition, grantId, from, to, cancellationToken))
        {
            var isCurrent = value.MeasurementDate != before;
            before = value.MeasurementDate;
            if ((onlyCurrent && !isCurrent) || (value.MeasurementDate == begun?.Date && value.Version >= begun.Value.Version)) continue;

            if (page is [.., var (last, _)] && page.Count == limit)
                return (page, Page.Link(response, asked, Cursor.Write(Cursor.Part(last.MeasurementDate), Cursor.Part(last.Version))));
            page.Add((value, isCurrent));
        }

        return (page, null);
    }

    private static (DateOnly Date, int Version)? Begun(QueryValues asked) =>
        asked.Text(Query.After) is { } after
        && Cursor.Read(after) is [var date, var version]
        && RequestFields.ParseDate(date) is { } day
        && QueryParameter.ParseWhole(version) is { } number
            ? (day, number)
            : null;

    private static async Task<IResult> OfDateAsync(
        string issuer,
        string grantId,
        string date,
        GrantLookup lookup,
        ValuationStore values,
        DoubtStore doubts,
        CancellationToken cancellationToken)
    {
        if (await lookup.FindAsync(issuer, grantId, cancellationToken) is not var (partition, grant)) return GrantLookup.NotFound(issuer, grantId);

        if (GrantLookup.MeasuredOn(grant, date) is not { } day) return Problems.NotFound("date", date, "is no date");

        var versions = await values.HistoryAsync(partition, grantId, day, cancellationToken).ToListAsync(cancellationToken);
        if (versions.Count == 0) return Problems.NotFound("date", date, "the grant has no value of this measurement date");

        var open = await doubts.ReasonsAsync(cancellationToken);
        return TypedResults.Ok<IReadOnlyList<ValueRecord>>([DoubtStore.Shown(versions[0], open), .. versions.Skip(1)]);
    }

    private static async Task<IResult> ExplainAsync(
        string issuer,
        string grantId,
        string date,
        QueryValues asked,
        ValueExplainer explainer,
        CancellationToken cancellationToken)
    {
        var day = RequestFields.ParseDate(date);
        if (day is null && date != ExplanationRequest.GrantDate) return Problems.NotFound("date", date, "is no date");

        var (perShare, perRight) = (asked.Number(PerShare), asked.Number(PerRight));
        var explained = await explainer.ExplainAsync(
            new(issuer, grantId)
            {
                Date = day,
                Version = asked.WholeNumber(Version),
                Policy = asked.Text(Policy),
                Analysis = new()
                {
                    Greeks = asked.Flag(Greeks),
                    Sensitivity = asked.Flag(Sensitivity) ? new() : null,
                    Implied = perShare is null && perRight is null ? null : new(perShare, perRight),
                },
            },
            cancellationToken);
        return explained.TryGet(out var explanation) ? TypedResults.Ok(explanation) : Problems.OfStored(explained.Failures, $"{issuer} {grantId}");
    }

    private static async Task<IResult> EvidenceAsync(
        string hash, EvidenceStore evidence, HttpContext context, CancellationToken cancellationToken)
    {
        if (!ContentHash.IsOne(hash) || await evidence.ReadAsync(hash, cancellationToken) is not { } content)
            return Problems.NotFound("evidence", hash, "no evidence of this hash is stored");

        return EntityTags.Known(context, hash) ?? TypedResults.Bytes(content.ToMemory(), "application/json");
    }
}
