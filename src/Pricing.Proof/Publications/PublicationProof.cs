using System.Globalization;
using Azure.Storage.Blobs.Models;
using Pricing.Pipeline.Controls.Book;
using Pricing.Pipeline.Controls.Periods;
using Pricing.Pipeline.Publications.Inputs;
using Pricing.Pipeline.Publications.Records;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Values;
using Pricing.Proof.Findings;

namespace Pricing.Proof.Publications;

/// <summary>
/// Compares what people decided about publications: each decision with its hash and the one before it, each published value with the
/// stored one, and what an approver was shown with its hash.
/// </summary>
/// <param name="storage">The decisions.</param>
/// <param name="buckets">The partitions.</param>
/// <param name="values">The values.</param>
/// <param name="log">Where the findings go.</param>
internal sealed class PublicationProof(PipelineStorage storage, IssuerBuckets buckets, ValuationStore values, ProofLog log)
{
    // What a host has read before is read again.
    private readonly DecisionBook book = new(storage);

    /// <summary>Compares the decisions about all issuers.</summary>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        await foreach (var issuer in book.IssuersAsync(cancellationToken)) await CheckAsync(issuer, grantId: null, cancellationToken);
        await log.LookAsync(PlaceOf(DecisionBook.OfAllIssuers), async () =>
        {
            await ReadAsync(DecisionBook.OfAllIssuers, DecisionBook.OfAllIssuers, cancellationToken);
            await new ClosingBook(book).ListAsync(cancellationToken);
        });
    }

    /// <summary>Compares the decisions about an issuer.</summary>
    /// <param name="issuer">The issuer.</param>
    /// <param name="grantId">Only publications of this grant; null for all.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public Task CheckAsync(string issuer, string? grantId, CancellationToken cancellationToken) => log.LookAsync(PlaceOf(issuer), async () =>
    {
        var chain = PublicationChain.Of(await ReadAsync(issuer, KeyText.Encode(issuer), cancellationToken));
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
        if ((value.RoundingFlagged || value.RoundingTie) && content.RoundingReason is null)
            log.Differs(place, "rounding", value.AmountPerRight, "", "an amount lies on a rounding boundary, and no reason is recorded why it stands");
        log.Compare(place, "run", Run(content.RunDate, content.RunVersion), Run(value.RunDate, value.RunVersion), "another run made the stored value");
        log.Compare(
            place, "inputs", one.InputsHash, GivenList.HashOf(value, chain.InputsOf(one.Number)), "what was approved is not what the hash was of that the approver was shown");
    }

    private static string Run(DateOnly date, int version) => string.Create(CultureInfo.InvariantCulture, $"{date:yyyy-MM-dd} v{version}");
}
