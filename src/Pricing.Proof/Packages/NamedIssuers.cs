using Azure.Data.Tables;
using Pricing.Pipeline.Intake.Records;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Storage;

namespace Pricing.Proof.Packages;

/// <summary>Which issuers a package may name beside its own: those that the senders of its files could send rows of, and those that its runs were limited to.</summary>
/// <param name="storage">The storage.</param>
/// <param name="records">Its files.</param>
internal sealed class NamedIssuers(PipelineStorage storage, FileRecords records)
{
    /// <summary>By the rows of what a package would hold; runs and values are looked at only where its files do not say it already.</summary>
    /// <param name="issuer">The issuer.</param>
    /// <param name="partitions">Its partitions.</param>
    /// <param name="runs">The runs.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>The issuers; none where it may name any.</returns>
    public async Task<IReadOnlyList<string>> ByRowsAsync(
        string issuer, IReadOnlyList<GrantPartition> partitions, RunCopy runs, CancellationToken cancellationToken)
    {
        var ofFiles = new FoundOfIssuer([]);
        string[] ofPartitions = [.. partitions.Select(IssuerCopy.Filter)];
        await NoteAsync(storage.Grants, ofPartitions, FoundOfIssuer.OfGrants, ofFiles.NoteGrant);
        await NoteAsync(storage.Waiting, [IssuerCopy.FilterOfWaiting(issuer)], FoundOfIssuer.OfWaiting, ofFiles.NoteWaiting);
        var named = await OfAsync(issuer, ofFiles, cancellationToken);
        if (named.Count == 0) return named;

        var completed = await runs.CompletedAsync(cancellationToken);
        var ofRuns = new FoundOfIssuer([.. completed.Select(run => run.ToRun())]);
        await NoteAsync(storage.Valuations, ofPartitions, FoundOfIssuer.OfValues, ofRuns.NoteValue);
        ofRuns.NoteLimits(completed);
        return [.. named.Union(ofRuns.NamedByRuns, StringComparer.Ordinal).Order(StringComparer.Ordinal)];

        async Task NoteAsync(TableClient table, string[] filters, IReadOnlyList<string> columns, Func<TableEntity, bool> note)
        {
            foreach (var filter in filters)
            {
                await foreach (var row in table.QueryAsync<TableEntity>(filter, select: columns, cancellationToken: cancellationToken)) note(row);
            }
        }
    }

    /// <summary>By what was found.</summary>
    /// <param name="issuer">The issuer.</param>
    /// <param name="found">What its rows name.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>The issuers; none where it may name any.</returns>
    public async Task<IReadOnlyList<string>> OfAsync(string issuer, FoundOfIssuer found, CancellationToken cancellationToken)
    {
        var named = new SortedSet<string>(found.NamedByRuns, StringComparer.Ordinal) { issuer };
        foreach (var file in found.Files)
        {
            // Whoever sent it may have been free to send rows of all issuers.
            if (await records.FindAsync(file, cancellationToken) is not { IssuerList: { Count: > 0 } senders }) return [];
            named.UnionWith(senders);
        }

        return [.. named];
    }
}
