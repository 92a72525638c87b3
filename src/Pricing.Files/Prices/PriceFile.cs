using Pricing.Files.Schemas;
using Pricing.Files.WholeFiles;

namespace Pricing.Files.Prices;

/// <summary>Files of daily closes, of one share or of several.</summary>
public static class PriceFile
{
    /// <summary>Reads a file.</summary>
    /// <param name="content">The file, from its start; a stream that can seek.</param>
    /// <param name="request">What is known of it.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>
    /// The closes of sessions, one a share and date; none where a row cannot be read, a date has two closes, or the closes
    /// are adjusted for a split that the file states.
    /// </returns>
    public static Task<FileReading<PriceRow>> ReadAsync(
        Stream content, TableRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return WholeFile.ReadAsync(
            content, WholeFile.Of(request, FileKind.Prices), table => new PriceJudge(table), cancellationToken);
    }
}
