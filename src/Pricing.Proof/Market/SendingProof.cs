using Pricing.Files.Schemas;
using Pricing.Pipeline.Intake.Records;
using Pricing.Pipeline.Sources;
using Pricing.Proof.Findings;

namespace Pricing.Proof.Market;

/// <summary>Compares the file that a history's source names with the record of its sending: it says who made the figures stand.</summary>
/// <param name="records">The records.</param>
/// <param name="log">Where the findings go.</param>
internal sealed class SendingProof(FileRecords records, ProofLog log)
{
    /// <summary>Compares the sources of a history.</summary>
    /// <param name="place">Where the history stands.</param>
    /// <param name="sources">Its sources; null for none.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async Task CheckAsync(string place, IReadOnlyList<DataSource>? sources, CancellationToken cancellationToken)
    {
        foreach (var source in (sources ?? []).Where(source => source.IsFile))
        {
            var sent = await records.TakenAsync(source, cancellationToken);
            if (sent.Any(record => IsOf(source, record))) continue;

            // Files of before there were records have none.
            if (sent.Count > 0 || SourceFile.KeyOf(source) is not null)
                log.Differs(place, "source", Text(source.Request, source.FetchedAt), string.Join(", ", sent.Select(record => Text(SourceFile.RequestOf(record), record.ReceivedAt))), "no file is recorded that was sent so");
        }
    }

    private static bool IsOf(DataSource source, FileRecord record)
    {
        var request = SourceFile.RequestOf(record);
        return SourceFile.KeyOf(source) is null
            ? request.StartsWith($"{source.Request}#", StringComparison.Ordinal)
            : request == source.Request && IsTimeOf(source, record);
    }

    // What is stored from before closings left figures as they came has, of a close that waited, the time from which it counted.
    private static bool IsTimeOf(DataSource source, FileRecord record)
    {
        var received = DateTimeOffset.FromUnixTimeSeconds(record.ReceivedAt.ToUnixTimeSeconds());
        return source.FetchedAt == received || (record.Kind == FileKind.Prices && source.FetchedAt > received);
    }

    private static string Text(string request, DateTimeOffset at) => $"{request} {DateText.ToTheSecond(at)}";
}
