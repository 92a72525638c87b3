using Pricing.Pipeline.Sources;

namespace Pricing.Pipeline.Intake.Records;

/// <summary>Says of whatever a file brought whether that file can still be looked at.</summary>
/// <param name="records">The records.</param>
/// <param name="files">The kept bytes.</param>
public sealed class FileSources(FileRecords records, KeptFiles files)
{
    /// <summary>Where something came from.</summary>
    /// <param name="Batch">The key that the stored row names.</param>
    /// <param name="Sha256">The SHA-256 of the file's content.</param>
    /// <param name="IsKept">Whether its bytes are kept; those of a file from before files were kept are not.</param>
    /// <param name="Record">Who sent it, when, as what; null where the source is not kept.</param>
    public sealed record FileSource(string Batch, string Sha256, bool IsKept, FileRecord? Record);

    /// <summary>Looks a source up.</summary>
    /// <param name="batch">The key that a grant, an event or a report names.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async Task<FileSource> FindAsync(string batch, CancellationToken cancellationToken)
    {
        var sha256 = FileIdentity.Sha256Of(batch);
        return new(
            batch,
            sha256,
            await files.IsKeptAsync(sha256, cancellationToken),
            await records.FindAsync(batch, cancellationToken));
    }
}
