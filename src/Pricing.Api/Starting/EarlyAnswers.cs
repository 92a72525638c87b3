using System.Net.Mime;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Pricing.Api.Identity;
using Pricing.Api.Manners;
using Pricing.Api.Prices;
using Pricing.Api.Requests;
using Pricing.Policies;

namespace Pricing.Api.Starting;

/// <summary>
/// What a host answers while its storage and engine are not ready: prices whose inputs the request itself states, as they are
/// answered afterwards too, and for everything else that it is starting.
/// </summary>
/// <param name="policies">The policies that can be named; null where the settings of one are wrong, for which the host ends.</param>
/// <param name="callers">Finds out who asks: whoever may not ask for prices is told that the host is starting.</param>
public sealed class EarlyAnswers(PolicyCatalog? policies, CallerReader callers)
{
    /// <summary>The type of the problem that says that the host is starting.</summary>
    public const string ProblemType = ProblemTypes.Starting;

    private const string RetryAfterSeconds = "1";

    private static readonly string[] Forms = [MediaTypeNames.Application.Json];

    private readonly (PriceBatch Batch, PriceQuestions Questions)? prices = policies is null ? null : Prices(policies);

    /// <summary>Answers a request.</summary>
    /// <param name="context">The request, with services that write problems: those of <see cref="PricingApi"/> or <see cref="EarlyServices"/>.</param>
    public async Task AnswerAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        AnswerHeaders.AddTo(context.Response);
        if (!callers.CanSignIn) PublicationMark.AddTo(context.Response);

        try
        {
            if (prices is var (batch, questions) && IsPrice(context.Request) && MayAsk(context) && await IsPricedAsync(batch, questions, context)) return;
        }
        catch (Exception thrown) when (RefusedRequestHandler.Of(thrown) is { } refused)
        {
            await Problems.Of(refused.StatusCode, refused.Message).ExecuteAsync(context);
            return;
        }

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

            var answer = await PriceEndpoints.AnswerAsync(body, batch, questions, new(null, null, null), context.Response, context.RequestAborted);
            await answer.ExecuteAsync(context);
            return true;
        }
    }

    private bool MayAsk(HttpContext context) => callers.Read(context).TryGet(out var caller) && caller?.MayForAny(Act.Ask) == true;

    private static (PriceBatch Batch, PriceQuestions Questions) Prices(PolicyCatalog policies)
    {
        var turns = new PriceTurns(work: null);
        var questions = PriceQuestions.OfInputs(new(policies), turns);
        return (new(policies, questions, turns), questions);
    }

    /// <summary>Whether a request asks for prices in a way that the route takes.</summary>
    private static bool IsPrice(HttpRequest request) =>
        HttpMethods.IsPost(request.Method)
        && request.Path == PriceEndpoints.Route
        && !request.QueryString.HasValue
        && !RequestManners.IsEncoded(request)
        && RequestManners.IsJson(request.ContentType)
        && AcceptedForm.Best(request.Headers.Accept, Forms) is not null;

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
        catch (Exception unread) when (unread is JsonException or InvalidOperationException)
        {
            // No JSON, or a name that is half a character.
            return false;
        }
    }
}
