using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Pricing.Api.Accesses;
using Pricing.Api.Identity;
using Pricing.Api.Manners;
using Pricing.Api.Requests;
using Pricing.Pipeline.Explanations;
using Pricing.Pipeline.Valuations;
using Pricing.Pipeline.Values;

namespace Pricing.Api.Prices;

/// <summary><c>POST /api/price</c>: prices on demand, through the code that a night goes through.</summary>
internal static class PriceEndpoints
{
    /// <summary>Where prices are asked for.</summary>
    public const string Route = "/api/price";

    private static readonly JsonWriterOptions Written = new() { Encoder = ExplanationJson.Readable.Options.Encoder, SkipValidation = true };

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost(Route, PriceAsync).WithName("Price").WithTags("Prices").Does(Act.Ask, Reach.NarrowedByRoute)
        .WithSummary("Prices given inputs, a right on a share on a date, or a grant from stored market data, without storing anything: one question, or a list of up to 10,000, each with its value or its own failures.")
        .AcceptsOneOf(typeof(PriceBody), typeof(IReadOnlyList<PriceBody>))
        .ProducesOneOf(StatusCodes.Status200OK, typeof(PriceAnswer), typeof(ValueRecord), typeof(IReadOnlyList<PriceItem>))
        .WithMetadata(BodyLimit.Large)
        .IsCostlyPrice()
        .ProducesProblems(400, 413, 415);

    private static async Task<IResult> PriceAsync(
        HttpRequest request, PriceQuestions questions, PriceBatch batch, FactsReader reader, CancellationToken cancellationToken)
    {
        var read = await ReadBody.ReadAsync(request, cancellationToken);
        if (!read.TryGet(out var body)) return Problems.Refused(read.Failures);
        using (body) return await AnswerAsync(body, batch, questions, new(reader, request.HttpContext.Caller(), AccessCall.Of(request.HttpContext)), request.HttpContext.Response, cancellationToken);
    }

    /// <summary>Answers a body.</summary>
    /// <param name="body">One question, or a list of them.</param>
    /// <param name="batch">Answers many.</param>
    /// <param name="questions">Answers one.</param>
    /// <param name="facts">The market data.</param>
    /// <param name="response">Where values go.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>What is left to be written: nothing, or why there is no value.</returns>
    public static async Task<IResult> AnswerAsync(
        ReadBody body, PriceBatch batch, PriceQuestions questions, ReadFacts facts, HttpResponse response, CancellationToken cancellationToken)
    {
        if (body.Bytes.Span.TrimStart(" \t\r\n"u8) is [(byte)'[', ..]) return await ManyAsync(body, batch, facts, response, cancellationToken);

        var plain = await batch.Turns.InTurnAsync(() => batch.TryAnswer(body.Bytes.Span), cancellationToken);
        var answer = plain ?? await OneAsync(body, questions, facts, cancellationToken);
        if (!answer.TryGet(out var value)) return Problems.Refused(answer.Failures);
        await WriteAsync(value, response, cancellationToken);
        return Results.Empty;
    }

    private static async Task<Outcome<PriceValue>> OneAsync(
        ReadBody body, PriceQuestions questions, ReadFacts facts, CancellationToken cancellationToken)
    {
        var parsed = body.Parse();
        if (!parsed.TryGet(out var document)) return parsed.Failures.ToList();
        using (document)
        {
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? await questions.AnswerAsync(document.RootElement, facts, cancellationToken)
                : JsonBody.NoObject;
        }
    }

    private static async Task WriteAsync(PriceValue value, HttpResponse response, CancellationToken cancellationToken)
    {
        response.ContentType = "application/json; charset=utf-8";
        using (var json = new Utf8JsonWriter((IBufferWriter<byte>)response.BodyWriter, Written)) value.Write(json);
        await response.BodyWriter.FlushAsync(cancellationToken);
    }

    private static async Task<IResult> ManyAsync(
        ReadBody body, PriceBatch batch, ReadFacts facts, HttpResponse response, CancellationToken cancellationToken)
    {
        var counted = PriceBatch.Count(body.Bytes.Span);
        if (!counted.IsSuccess) return Problems.Refused(counted.Failures);

        response.ContentType = "application/json; charset=utf-8";
        await batch.AnswerAsync(body.Bytes, facts, response.BodyWriter, cancellationToken);
        return Results.Empty;
    }

    /// <summary>The answer to one of several questions.</summary>
    /// <param name="Index">The place of the question in the list, from 0.</param>
    internal sealed record PriceItem(int Index)
    {
        /// <summary>The value, as a question that is sent alone is answered; null where there is none.</summary>
        public PriceAnswer? Value { get; init; }

        /// <summary>The first reasons why there is no value; null where there is one.</summary>
        public IReadOnlyList<Failure>? Failures { get; init; }

        /// <summary>How many reasons there are; null where there is a value.</summary>
        public int? FailureCount { get; init; }
    }
}
