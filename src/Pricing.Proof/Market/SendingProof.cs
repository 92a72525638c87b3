using Pricing.Pipeline.Intake.Records;
using Pricing.Pipeline.Sources;
using Pricing.Proof.Findings;

namespace Pricing.Proof.Market;

/// <summary>Compares the file that a history's source names with the record of its sending: it says who made the figures stand.</summary>
/// <param name="records">The records.</param>
/// <param name="log">Where the findings go.</param>
internal sealed class SendingProof(FileRecords records, ProofLog log)
{
    // One file may be a source of thousands of shares.
    private readonly Dictionary<(string Sha256, string Request), IReadOnlyList<FileRecord>> taken = [];

    /// <summary>Compares the sources of a history.</summary>
    /// <param name="place">Where the history stands.</param>
    /// <param name="sources">Its sources; null for none.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async Task CheckAsync(string place, IReadOnlyList<DataSource>? sources, CancellationToken cancellationToken)
    {
        foreach (var source in (sources ?? []).Where(source => source.IsFile))
        {
            if (!taken.TryGetValue((source.Sha256, source.Request), out var sent))
                taken[(source.Sha256, source.Request)] = sent = await records.TakenAsync(source, cancellationToken);
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
            : request == source.Request && source.FetchedAt.ToUnixTimeSeconds() == record.ReceivedAt.ToUnixTimeSeconds();
    }

    private static string Text(string request, DateTimeOffset at) => $"{request} {DateText.ToTheSecond(at)}";
}
