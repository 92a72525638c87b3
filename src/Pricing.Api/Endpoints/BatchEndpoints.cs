using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Pricing.Pipeline.Intake.Batches;

namespace Pricing.Api.Endpoints;

/// <summary><c>/api/batches</c>: what became of the batches that were dropped.</summary>
internal static class BatchEndpoints
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/batches", ListAsync).WithName("Batches").WithTags("Batches")
        .WithSummary("The report of every batch that was taken in, the newest first.");

    private static async Task<IReadOnlyList<BatchReport>> ListAsync(
        BatchLedger ledger, CancellationToken cancellationToken) =>
        [.. (await ledger.ListAsync(cancellationToken)).OrderByDescending(report => report.FinishedAt)];
}
