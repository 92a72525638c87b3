using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Pricing.Api.Requests;
using Pricing.Pipeline.Values;

namespace Pricing.Api.Endpoints;

/// <summary><c>/api/dates</c>: where a business date stands, whichever runs brought it there.</summary>
internal static class DateEndpoints
{
    private const byte LineFeed = (byte)'\n';

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/dates/{date}/values", ValuesAsync).WithName("DateValues").WithTags("Dates")
        .WithSummary("The current value of every grant for a business date, one JSON object a line; limit asks for the first ones.")
        .Produces(StatusCodes.Status200OK, contentType: "application/x-ndjson")
        .ProducesProblems(404);

    private static IResult ValuesAsync(string date, DateValues values, int? limit, CancellationToken cancellationToken) =>
        RequestFields.ParseDate(date) is { } day
            ? TypedResults.Stream(
                body => WriteAsync(values.OfAsync(day, cancellationToken).Take(limit ?? int.MaxValue), body, cancellationToken),
                "application/x-ndjson")
            : Problems.NotFound("date", date, "is no date");

    private static async Task WriteAsync(
        IAsyncEnumerable<ValueRecord> values, Stream body, CancellationToken cancellationToken)
    {
        await foreach (var value in values.WithCancellation(cancellationToken))
        {
            byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(value, ValueJson.Readable.ValueRecord), LineFeed];
            await body.WriteAsync(line, cancellationToken);
        }
    }
}
