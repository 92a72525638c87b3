using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Pricing.Pipeline.Ingestion;
using Pricing.Pipeline.Valuations;

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
        .ProducesProblem(StatusCodes.Status400BadRequest);

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
            return body.RootElement.TryGetProperty(Grant, out var grant)
                ? await ValueGrantAsync(body.RootElement, grant, grants, facts, valuer, cancellationToken)
                : Price(body.RootElement, requests);
        }
    }

    private static IResult Price(JsonElement body, PriceRequestReader requests)
    {
        var fields = Fields(body, PriceRequestReader.Fields);
        if (!fields.TryGet(out var given)) return Problems.Refused(fields.Failures);
        var read = requests.Read(given.GetValueOrDefault);
        if (!read.TryGet(out var request)) return Problems.Refused(read.Failures);
        var right = request.Price();
        return right.TryGet(out var value)
            ? TypedResults.Ok(PriceAnswer.Of(value, request.Policy, request.Currency))
            : Problems.Refused(right.Failures);
    }

    private static async Task<IResult> ValueGrantAsync(
        JsonElement body,
        JsonElement grant,
        GrantTermsReader grants,
        FactsReader facts,
        GrantValuer valuer,
        CancellationToken cancellationToken)
    {
        var outer = Fields(body, [Date], except: Grant);
        var inner = Fields(grant, GrantFields.Terms);
        if (!outer.TryGet(out var asked) || !inner.TryGet(out var given)) return Problems.Refused([.. outer.Failures, .. inner.Failures]);

        var dates = new FieldReader(asked.GetValueOrDefault);
        var date = dates.OptionalDate(Date);
        var read = grants.Read(new FieldReader(given.GetValueOrDefault));
        if (dates.Failures.Count > 0 || !read.TryGet(out var terms)) return Problems.Refused([.. dates.Failures, .. read.Failures]);

        var task = OnDemand.Task(terms, date ?? terms.GrantDate);
        var share = await facts.ReadAsync(terms.SecurityCode, cancellationToken);
        var value = valuer.Value(OnDemand.Grant(terms), task, share);
        return value.Right is null
            ? Problems.Refused(value.Failures)
            : TypedResults.Ok(ValueRecord.Of(value, evidence: ""));
    }

    private static Outcome<Dictionary<string, string>> Fields(
        JsonElement body, IReadOnlyList<string> known, string? except = null)
    {
        var read = JsonFields.Read(body, except);
        return read.TryGet(out var fields) && JsonBody.Unknown(fields, known) is { Count: > 0 } unknown ? unknown : read;
    }
}
