using Pricing.Pipeline.Intake.Records;
using Pricing.Pipeline.Storage;
using Pricing.Proof.Folders;

namespace Pricing.Proof.Packages;

/// <summary>
/// Which rows of a file were refused, as a package holds it: their lines and the codes of the reasons. Values and reasons are left
/// out, since they may name others.
/// </summary>
internal static class RefusedLines
{
    /// <summary>Copies them.</summary>
    /// <param name="source">The storage.</param>
    /// <param name="target">The package.</param>
    /// <param name="file">The key of the attempt.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task CopyAsync(PipelineStorage source, FolderWriter target, string file, CancellationToken cancellationToken)
    {
        FileStream? lines = null;
        var before = 0;
        try
        {
            await foreach (var reject in new FileRejects(source).OfAsync(file, cancellationToken))
            {
                if (reject.Line == before) continue;

                lines ??= target.Create(source.GrantBatchReports, FileRejects.NameOf(file));
                await lines.WriteAsync(FileRejects.LineOf(reject with { Field = "", Value = "", Reason = "", Cell = null }), cancellationToken);
                before = reject.Line;
            }
        }
        catch (DamagedContentException)
        {
            // What is lost cannot be given on: the proof of the package says that lines are missing.
        }
        finally
        {
            if (lines is not null) await lines.DisposeAsync();
        }
    }
}
