using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Pricing.Api.Prices;
using Pricing.Api.Requests;
using Pricing.Policies;

namespace Pricing.Api.Starting;

/// <summary>
/// What a host answers while its storage and engine are not ready: prices whose inputs the request itself states, as they are
/// answered afterwards too, and for everything else that it is starting.
/// </summary>
/// <param name="policies">The policies that can be named; null where the settings of one are wrong, for which the host ends.</param>
public sealed class EarlyAnswers(PolicyCatalog? policies)
{
    private const string RetryAfterSeconds = "1";

    private readonly (PriceBatch Batch, PriceQuestions Questions)? prices = policies is null ? null : Prices(policies);

    /// <summary>Answers a request.</summary>
    /// <param name="context">The request, with services that write problems: those of <see cref="PricingApi"/> or <see cref="EarlyServices"/>.</param>
    public async Task AnswerAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);

        if (prices is var (batch, questions) && IsPrice(context.Request) && await IsPricedAsync(batch, questions, context)) return;

        context.Response.Headers.RetryAfter = RetryAfterSeconds;
        await Problems.Starting.ExecuteAsync(context);
    }

    private static async Task<bool> IsPricedAsync(PriceBatch batch, PriceQuestions questions, HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = BodyLimit.Large.MaxRequestBodySize;
        var read = await ReadBody.ReadAsync(context.Request, context.RequestAborted);
        if (!read.TryGet(out var body)) return false;
        using (body)
        {
            if (!StatesInputs(body.Bytes.Span)) return false;

            var answer = await PriceEndpoints.AnswerAsync(body, batch, questions, new(null), context.Response, context.RequestAborted);
            await answer.ExecuteAsync(context);
            return true;
        }
    }

    private static (PriceBatch Batch, PriceQuestions Questions) Prices(PolicyCatalog policies)
    {
        var questions = PriceQuestions.OfInputs(new(policies));
        return (new(policies, questions), questions);
    }

    private static bool IsPrice(HttpRequest request) =>
        HttpMethods.IsPost(request.Method)
        && request.Path == PriceEndpoints.Route
        && !request.QueryString.HasValue
        && request.Headers.ContentEncoding.Count == 0
        && request.HasJsonContentType();

    /// <summary>Whether a body is questions that need nothing stored.</summary>
    private static bool StatesInputs(ReadOnlySpan<byte> body)
    {
        try
        {
            var json = new Utf8JsonReader(body);
            var depth = json.Read() && json.TokenType == JsonTokenType.StartArray ? 2 : 1;
            while (json.Read())
            {
                if (json.TokenType == JsonTokenType.PropertyName && json.CurrentDepth == depth && PriceQuestions.IsOfStored(ref json)) return false;
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
