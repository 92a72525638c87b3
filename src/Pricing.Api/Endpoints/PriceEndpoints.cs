using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Pricing.Pipeline.Ingestion;
using Pricing.Pipeline.Valuations;

namespace Pricing.Api.Endpoints;

/// <summary><c>POST /api/price</c>: prices on demand, through the code that a night goes through.</summary>
internal static class PriceEndpoints
{
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
        JsonDocument body;
        try
        {
            body = await JsonDocument.ParseAsync(
                request.Body, new() { AllowDuplicateProperties = false }, cancellationToken);
        }
        catch (JsonException)
        {
            return Problems.Refused("body", "", "is not JSON");
        }

        using (body)
        {
            if (body.RootElement.ValueKind != JsonValueKind.Object) return Problems.Refused("body", "", "is not a JSON object");
            return body.RootElement.TryGetProperty("grant", out var grant)
                ? await ValueGrantAsync(body.RootElement, grant, grants, facts, valuer, cancellationToken)
                : Price(body.RootElement, requests);
        }
    }

    private static IResult Price(JsonElement body, PriceRequestReader requests)
    {
        if (Unknown(body, PriceRequestReader.Fields) is { } unknown) return unknown;
        var read = requests.Read(name => Text(body, name));
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
        if (Unknown(body, ["grant", "date"]) is { } unknown) return unknown;
        if (grant.ValueKind != JsonValueKind.Object) return Problems.Refused("grant", grant.GetRawText(), "is not a JSON object");
        if (Unknown(grant, GrantFields.Terms) is { } unknownTerm) return unknownTerm;

        var asked = new FieldReader(name => Text(body, name));
        var date = asked.OptionalDate("date");
        var read = grants.Read(new FieldReader(name => Text(grant, name)));
        if (asked.Failures.Count > 0 || !read.TryGet(out var terms)) return Problems.Refused([.. asked.Failures, .. read.Failures]);

        var task = OnDemand.Task(terms, date ?? terms.GrantDate);
        var share = await facts.ReadAsync(terms.SecurityCode, cancellationToken);
        var value = valuer.Value(OnDemand.Grant(terms), task, share);
        return value.Right is null
            ? Problems.Refused(value.Failures)
            : TypedResults.Ok(ValueRecord.Of(value, evidence: ""));
    }

    private static ProblemHttpResult? Unknown(JsonElement body, IReadOnlyList<string> known)
    {
        List<Failure> failures =
        [
            .. body.EnumerateObject().Where(property => !known.Contains(property.Name)).Select(property =>
                new Failure(ReasonCode.UnknownField, property.Name, property.Value.GetRawText(), "is no field of this request")),
        ];
        return failures.Count == 0 ? null : Problems.Refused(failures);
    }

    private static string? Text(JsonElement body, string name) => !body.TryGetProperty(name, out var value) ? null
        : value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Null => null,
            _ => value.GetRawText(),
        };
}
