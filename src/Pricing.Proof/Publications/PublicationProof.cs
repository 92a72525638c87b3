using System.Globalization;
using Azure.Storage.Blobs.Models;
using Pricing.Pipeline.Controls.Book;
using Pricing.Pipeline.Controls.Periods;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Publications.Inputs;
using Pricing.Pipeline.Publications.Records;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Values;
using Pricing.Proof.Findings;

namespace Pricing.Proof.Publications;

/// <summary>
/// Compares what people decided about publications and closed periods: each decision with its hash and the one before it, each published
/// value with the stored one, each decision with where its publication stood before, what an approver was shown with its hash, and the last
/// decisions with those that runs noted.
/// </summary>
/// <param name="storage">The decisions.</param>
/// <param name="buckets">The partitions.</param>
/// <param name="values">The values.</param>
/// <param name="runs">The runs.</param>
/// <param name="log">Where the findings go.</param>
internal sealed class PublicationProof(PipelineStorage storage, IssuerBuckets buckets, ValuationStore values, RunStore runs, ProofLog log)
{
    // What a host has read before is read again.
    private readonly DecisionBook book = new(storage);

    /// <summary>Compares the decisions about all issuers.</summary>
    /// <param name="isPackage">Whether the storage holds the package of an issuer, whose manifest says which decisions belong to it.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task CheckAsync(bool isPackage, CancellationToken cancellationToken)
    {
        await foreach (var issuer in book.IssuersAsync(cancellationToken)) await CheckAsync(issuer, grantId: null, cancellationToken);
        if (!isPackage) await CheckHeadsAsync(cancellationToken);
    }

    /// <summary>Compares the decisions about an issuer.</summary>
    /// <param name="issuer">The issuer.</param>
    /// <param name="grantId">Only publications of this grant; null for all.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public Task CheckAsync(string issuer, string? grantId, CancellationToken cancellationToken) => log.LookAsync(PlaceOf(issuer), async () =>
    {
        var decisions = await ReadAsync(issuer, KeyText.Encode(issuer), cancellationToken);
        CheckClosings(decisions);
        var chain = PublicationChain.Of(decisions);
        CheckOrder(chain, grantId);
        foreach (var one in chain.All.Where(one => one.Status == PublicationStatus.Withdrawn && one.DecidedBy?.Identity != one.ProposedBy.Identity))
            log.Differs(PlaceOf(one), "proposer", one.DecidedBy?.Identity, one.ProposedBy.Identity, "somebody else than whoever proposed it took it back");
        foreach (var one in chain.All.Where(one => one.Status is PublicationStatus.Published or PublicationStatus.Superseded))
        {
            if (grantId is null || one.Content.GrantId == grantId) await CheckAsync(one, chain, cancellationToken);
        }
    });

    private async Task<IReadOnlyList<Decision>> ReadAsync(string issuer, string folder, CancellationToken cancellationToken)
    {
        var decisions = await book.ReadAsync(issuer, cancellationToken);
        log.Count(ProofSubject.Decisions, decisions.Count);
        var stored = await storage.Decisions
            .GetBlobsAsync(BlobTraits.None, BlobStates.None, $"{folder}/", cancellationToken)
            .CountAsync(cancellationToken);
        log.Compare(PlaceOf(issuer), "count", Text(stored), Text(decisions.Count), "a decision is gone, or a file is none: no chain leads to all that are there");
        return decisions;
    }

    private void CheckClosings(IReadOnlyList<Decision> decisions)
    {
        foreach (var closing in ClosingBook.Of(decisions))
        {
            log.Count(ProofSubject.Closings);
            var place = $"{PlaceOf(closing.Issuer)}, closing {Text(closing.Number)}";
            if (closing.ReopenedBy is { } opened && (closing.ReopeningAskedBy is not { } asked || !opened.IsSurelyAnother(asked)))
                log.Differs(place, "reopenedBy", opened.Identity, closing.ReopeningAskedBy?.Identity, "nobody else than whoever asked for it opened the period again");
        }
    }

    private void CheckOrder(PublicationChain chain, string? grantId)
    {
        foreach (var (decision, before, from) in chain.OutOfOrder)
        {
            if (grantId is not null && before.Content.GrantId != grantId) continue;

            log.Differs(
                PlaceOf(before), $"decision {Text(decision.Number)}", decision.Kind, $"{before.Status}", $"no desk decides so about a publication that is not {from}: it was written past the desk");
        }
    }

    /// <summary>A chain that was cut at its end lacks a decision that was the last one at the end of a run.</summary>
    private async Task CheckHeadsAsync(CancellationToken cancellationToken)
    {
        var heads = new DecisionHeads(storage, book);
        var known = (await book.AllAsync(cancellationToken)).SelectMany(chain => chain.Decisions).Select(decision => decision.Hash).ToHashSet(StringComparer.Ordinal);
        await foreach (var run in runs.AllAsync(cancellationToken).Where(run => run.Decisions.Length > 0))
        {
            var place = $"runs/{run.ToRun().Folder}/decisions.json";
            await log.LookAsync(place, async () =>
            {
                foreach (var head in await heads.ReadAsync(run.ToRun().Folder, run.Decisions, cancellationToken))
                {
                    if (!known.Contains(head)) log.Differs(place, "hash", head, "", "the decision that was the last one of its issuer is gone or cannot be read");
                }
            });
        }
    }

    private static string PlaceOf(string issuer) => $"decisions {issuer}";

    private static string PlaceOf(Publication one) => $"{PlaceOf(one.Issuer)}, publication {Text(one.Number)}";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private async Task CheckAsync(Publication one, PublicationChain chain, CancellationToken cancellationToken)
    {
        log.Count(ProofSubject.Publications);
        var (place, content) = (PlaceOf(one), one.Content);
        if (one.DecidedBy is not { } approver || !approver.IsSurelyAnother(one.ProposedBy))
            log.Differs(place, "approver", one.DecidedBy?.Identity, one.ProposedBy.Identity, "nobody else than whoever proposed it, or nobody who signed in, approved it");

        var bucket = await buckets.FindPartitionAsync(one.Issuer, content.GrantId, cancellationToken);
        var value = bucket is not null && bucket.TryGet(out var partition)
            ? await values.FindAsync(partition, content.GrantId, content.MeasurementDate, content.ValueVersion, cancellationToken)
            : null;
        if (value is null)
        {
            log.Differs(place, "value", content.ValueHash, "", "the value that is published is not stored");
            return;
        }

        // A value that is not as it was sealed shows the hash that it was sealed under, and no figures.
        if (!log.Compare(place, "value", content.ValueHash, value.Hash, "the published value is not the stored one")) return;

        log.Compare(place, "figures", $"{content.Figures}", $"{PublishedFigures.Of(value)}", "the published figures are not those of the stored value");
        if (value.HasRoundingFlag && content.RoundingReason is null)
            log.Differs(place, "rounding", value.AmountPerRight, "", "an amount lies on a rounding boundary, and no reason is recorded why it stands");
        log.Compare(place, "run", Run(content.RunDate, content.RunVersion), Run(value.RunDate, value.RunVersion), "another run made the stored value");
        log.Compare(
            place, "inputs", one.InputsHash, GivenList.HashOf(value, chain.InputsOf(one.Number)), "what was approved is not what the hash was of that the approver was shown");
    }

    private static string Run(DateOnly date, int version) => string.Create(CultureInfo.InvariantCulture, $"{date:yyyy-MM-dd} v{version}");
}
