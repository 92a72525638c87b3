using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Pricing.Api.Identity;
using Pricing.Api.Queries;
using Pricing.Api.Requests;
using Pricing.Pipeline.Intake.Records;
using Pricing.Pipeline.Intake.Waiting;

namespace Pricing.Api.Files;

/// <summary><c>/api/batches</c>: what became of the files that came in.</summary>
internal static class BatchEndpoints
{
    private static readonly ListOrder<FileReport> Order = new(report => [Cursor.Part(report.FinishedAt), report.Batch], IsDescending: true);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/batches", ListAsync).WithName("Batches").WithTags("Batches").Does(Act.Read)
            .WithSummary("The report of every file that was taken in, the newest first; a page at a time.")
            .WithQuery(Query.Limit, Query.After)
            .Produces<IReadOnlyList<FileReport>>()
            .ProducesProblems(400);
        routes.MapGet("/api/batches/{batch}", GetAsync).WithName("Batch").WithTags("Batches").Does(Act.Read)
            .WithSummary("One file: its report, who sent it when and whether its bytes are kept, what became of rows that waited.")
            .Produces<BatchAnswer>()
            .ProducesProblems(404);
    }

    private static async Task<IResult> ListAsync(
        QueryValues asked, FileReports reports, HttpResponse response, CancellationToken cancellationToken) => Page.Answer(
            await reports.ListAsync(cancellationToken), Order, asked, response);

    private static async Task<IResult> GetAsync(
        string batch, FileReports reports, FileSources sources, FateStore fates, CancellationToken cancellationToken) =>
        FileIdentity.IsId(batch) && await reports.FindAsync(batch, cancellationToken) is { } report
            ? TypedResults.Ok(new BatchAnswer(
                report,
                await sources.FindAsync(batch, cancellationToken),
                await fates.OfFileAsync(batch, cancellationToken)))
            : Problems.NotFound("batch", batch, "no file of this identity was taken in");

    /// <summary>All that is known of a file.</summary>
    /// <param name="Report">What became of it.</param>
    /// <param name="Source">Who sent it when, and whether its bytes are kept.</param>
    /// <param name="Later">What became of rows that waited, after the report.</param>
    internal sealed record BatchAnswer(
        FileReport Report, FileSources.FileSource Source, IReadOnlyList<WaitingFate> Later);
}
