using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Pricing.Api.Requests;
using Pricing.BlackScholes.Certified;
using Pricing.Files.Fields;
using Pricing.Pipeline.Explanations;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Valuations;
using Pricing.Pipeline.Values;

namespace Pricing.Api.Endpoints;

/// <summary><c>POST /api/price</c>: prices on demand, through the code that a night goes through.</summary>
internal static class PriceEndpoints
{
    private const string Grant = "grant";
    private const string Date = "date";

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/price", PriceAsync)
        .WithName("Price")
        .WithSummary("Prices given inputs, or values a grant from stored market data without storing anything.")
        .Accepts<PriceBody>("application/json")
        .Produces<PriceAnswer>()
        .Produces<ValueRecord>()
        .WithMetadata(BodyLimit.Large)
        .ProducesProblems(400, 413);

    private static async Task<IResult> PriceAsync(
        HttpRequest request,
        PriceRequestReader requests,
        GrantTermsReader grants,
        FactsReader facts,
        GrantValuer valuer,
        CancellationToken cancellationToken)
    {
        var read = await JsonBody.ReadAsync(request, cancellationToken);
        if (!read.TryGet(out var body)) return Problems.Refused(read.Failures);
        using (body)
        {
            var fields = JsonFields.Read(body.RootElement, [Grant, .. AnalysisFields.Names]);
            var asked = AnalysisFields.Read(body.RootElement);
            if (!fields.TryGet(out var given) || !asked.TryGet(out var analysis))
                return Problems.Refused([.. fields.Failures, .. asked.Failures]);

            return body.RootElement.TryGetProperty(Grant, out var grant)
                ? await ValueGrantAsync(given, grant, analysis, grants, facts, valuer, cancellationToken)
                : Price(given, analysis, requests);
        }
    }

    private static IResult Price(Dictionary<string, string> given, AnalysisRequest analysis, PriceRequestReader requests)
    {
        if (JsonBody.Unknown(given, PriceRequestReader.Fields) is { Count: > 0 } unknown) return Problems.Refused(unknown);
        var read = requests.Read(given.GetValueOrDefault);
        if (!read.TryGet(out var request)) return Problems.Refused(read.Failures);
        var right = RightBatch.Price(request);
        return right.TryGet(out var value)
            ? TypedResults.Ok(PriceAnswer.Of(value, request, given.GetValueOrDefault(PriceRequestReader.MeantReason), analysis))
            : Problems.Refused(right.Failures);
    }

    private static async Task<IResult> ValueGrantAsync(
        Dictionary<string, string> asked,
        JsonElement grant,
        AnalysisRequest analysis,
        GrantTermsReader grants,
        FactsReader facts,
        GrantValuer valuer,
        CancellationToken cancellationToken)
    {
        var inner = JsonFields.Read(grant);
        if (!inner.TryGet(out var given)) return Problems.Refused(inner.Failures);
        List<Failure> unknown = [.. JsonBody.Unknown(asked, [Date]), .. JsonBody.Unknown(given, GrantFields.Terms)];
        if (unknown.Count > 0) return Problems.Refused(unknown);

        var dates = new RequestFields(asked.GetValueOrDefault);
        var date = dates.OptionalDate(Date);
        var read = grants.Read(new FieldReader(GrantFields.Schema, given.GetValueOrDefault));
        if (dates.Failures.Count > 0 || !read.TryGet(out var terms)) return Problems.Refused([.. dates.Failures, .. read.Failures]);

        if (GrantSubmission.Against(terms) is { Count: > 0 } wrong) return Problems.Refused(wrong);

        var task = OnDemand.Task(terms, date ?? terms.GrantDate);
        var share = await facts.ReadAsync(terms.SecurityCode, cancellationToken);
        var value = valuer.Value(new GrantQuestion(OnDemand.Grant(terms), task, share));
        if (value.Right is null) return Problems.Refused(value.Failures);

        var record = ValueRecording.Of(value, evidence: "");
        return analysis.IsEmpty ? TypedResults.Ok(record) : TypedResults.Ok(Together(record, GrantAnalyst.Analyse(value, analysis)));
    }

    /// <summary>The record, and behind it what was asked for beside it.</summary>
    private static JsonObject Together(ValueRecord record, RightAnalysis analysis)
    {
        var together = JsonSerializer.SerializeToNode(record, ValueJson.Readable.ValueRecord)!.AsObject();
        foreach (var (name, value) in JsonSerializer.SerializeToNode(analysis, ExplanationJson.Readable.RightAnalysis)!.AsObject())
            together[name] = value?.DeepClone();
        return together;
    }
}
