using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Pricing.Pipeline.Intake.Records;
using Pricing.Pipeline.Storage;

namespace Pricing.Proof.Packages;

/// <summary>
/// Which rows of a file were refused, as a package holds it: their lines and the codes of the reasons. Values and reasons are left
/// out, since they may name others.
/// </summary>
internal static class RefusedLines
{
    /// <summary>Copies them.</summary>
    /// <param name="source">The storage.</param>
    /// <param name="target">The other storage.</param>
    /// <param name="file">The key of the attempt.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task CopyAsync(PipelineStorage source, PipelineStorage target, string file, CancellationToken cancellationToken)
    {
        var rejects = new FileRejects(source).OfAsync(file, cancellationToken);
        if (!await rejects.AnyAsync(cancellationToken)) return;

        var options = new BlockBlobOpenWriteOptions { HttpHeaders = new() { ContentType = "application/x-ndjson" } };
        await using var blob = await target.GrantBatchReports
            .GetBlockBlobClient(FileRejects.PlaceOf(file))
            .OpenWriteAsync(overwrite: true, options, cancellationToken);
        var before = 0;
        await foreach (var reject in rejects)
        {
            if (reject.Line == before) continue;

            await blob.WriteAsync(FileRejects.LineOf(reject with { Field = "", Value = "", Reason = "", Cell = null }), cancellationToken);
            before = reject.Line;
        }
    }
}
