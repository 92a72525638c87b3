using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Values;
using Pricing.Proof.Findings;
using Pricing.Proof.Packages;
using Pricing.Proof.Runs;

namespace Pricing.Proof;

/// <summary>
/// Proves what is stored: computes every figure again from the bytes that were kept, and compares every hash and link. It
/// reads only.
/// </summary>
/// <param name="storage">The storage.</param>
/// <param name="buckets">The partitions.</param>
/// <param name="grants">The grants.</param>
/// <param name="runs">The runs.</param>
/// <param name="policies">What policies said.</param>
/// <param name="provers">Makes what compares.</param>
/// <param name="papers">Makes the papers of a package again.</param>
public sealed class Verifier(
    PipelineStorage storage,
    IssuerBuckets buckets,
    GrantStore grants,
    RunStore runs,
    PolicyRegister policies,
    ProverFactory provers,
    GrantPapers papers)
{
    /// <summary>Proves.</summary>
    /// <param name="scope">What is looked at.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>What was found; <see cref="ReasonCode.UnknownGrant"/> or <see cref="ReasonCode.NotDetermined"/> where there is no such grant or run.</returns>
    public async Task<Outcome<ProofReport>> VerifyAsync(ProofScope scope, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        var log = new ProofLog();
        var prover = provers.Create(log);
        if (scope.Run is { } asked)
        {
            if (await runs.FindAsync(asked, cancellationToken) is not { } run)
                return new Failure(ReasonCode.NotDetermined, "run", asked.ToString(), "no such run is stored");
            var planned = new HashSet<(GrantPartition Partition, string GrantId)>();
            await CheckRunAsync(prover, log, run, isPackage: false, planned, cancellationToken);
            foreach (var (partition, grantId) in planned) await CheckGrantAsync(prover, partition, grantId, cancellationToken);
        }
        else if (scope is { Issuer: { } issuer, GrantId: { } grantId })
        {
            var found = await buckets.FindPartitionAsync(issuer, grantId, cancellationToken);
            if (found is null) return Unknown(issuer, grantId);
            if (!found.TryGet(out var key)) return found.Failures.ToList();
            if (await grants.FindTaggedAsync(key, grantId, cancellationToken) is null) return Unknown(issuer, grantId);
            var partition = (await buckets.ListAsync(cancellationToken)).First(listed => listed.Partition.Key == key).Partition;
            await CheckGrantAsync(prover, partition, grantId, cancellationToken);
            await prover.Rows.CheckGrantAsync(partition, grantId, cancellationToken);
            await prover.Publications.CheckAsync(issuer, grantId, cancellationToken);
        }
        else
        {
            await CheckAllAsync(prover, log, scope.Package is not null, cancellationToken);
            if (scope.Package is { } package) await new PaperProof(storage, buckets, grants, papers, log).CheckAsync(package, cancellationToken);
        }

        return log.ToReport();
    }

    private static Failure Unknown(string issuer, string grantId) =>
        new(ReasonCode.UnknownGrant, "grant_id", grantId, $"no such grant of {issuer} is stored");

    private async Task CheckAllAsync(Prover prover, ProofLog log, bool isPackage, CancellationToken cancellationToken)
    {
        await foreach (var name in NamesAsync(storage.RawMarketData, "", cancellationToken)) await prover.Bodies.IsWholeAsync(name, cancellationToken);
        await foreach (var name in NamesAsync(storage.Intake, "", cancellationToken)) await CheckFileAsync(log, name, cancellationToken);
        await foreach (var name in NamesAsync(storage.RunFiles, "evidence/", cancellationToken))
            await prover.Evidence.CheckAsync(Path.GetFileNameWithoutExtension(name), cancellationToken);
        await foreach (var policy in policies.ListAsync(cancellationToken))
        {
            log.Count(ProofSubject.Policies);
            ValueProof.CompareWhole(log, policy);
        }

        await prover.Histories.CurvesAsync(cancellationToken);
        await foreach (var name in NamesAsync(storage.MarketData, "", cancellationToken))
        {
            if (name.Split('/') is ["prices" or "dividends" or "actions", var code]) await prover.Histories.OfShareAsync(code, cancellationToken);
        }

        foreach (var (partition, _) in await buckets.ListAsync(cancellationToken))
        {
            await foreach (var listed in grants.ListAsync(partition.Key, cancellationToken: cancellationToken))
                await log.LookAsync($"grants {partition.Issuer} {listed.GrantId}", () => CheckGrantAsync(prover, partition, listed, cancellationToken));
        }

        await prover.Files.CheckAsync(isPackage, cancellationToken);
        await foreach (var run in runs.AllAsync(cancellationToken))
            await log.LookAsync(RunProof.PlaceOf(run), () => CheckRunAsync(prover, log, run, isPackage, grants: null, cancellationToken));
        await log.LookAsync("runs", () => prover.Chain.CheckAsync(isPackage, cancellationToken));
        await prover.Settings.CheckAsync(cancellationToken);
        await log.LookAsync("decisions", () => prover.Publications.CheckAsync(isPackage, cancellationToken));
        await log.LookAsync("valuations", () => prover.Rows.CheckAsync(isPackage, cancellationToken));
    }

    private static async Task CheckRunAsync(
        Prover prover,
        ProofLog log,
        RunRecord run,
        bool isPackage,
        ISet<(GrantPartition Partition, string GrantId)>? grants,
        CancellationToken cancellationToken)
    {
        await prover.Settings.CheckRunAsync(run, cancellationToken);
        if (run.Status == RunStatus.Completed) await prover.Runs.CheckAsync(run, isPackage, grants, cancellationToken);
        else if (IsUnreadable(run)) log.Differs(RunProof.PlaceOf(run), "", "", "", run.FailureReason!);
        else if (grants is not null) log.NotChecked(RunProof.PlaceOf(run), $"it is not completed: {run.Status}");
    }

    // A row that cannot be read is read as a run that failed, of which nobody asked for anything.
    private static bool IsUnreadable(RunRecord run) => run is { Reason: "", AskedBy: "", FailureReason: not null };

    private async Task CheckGrantAsync(Prover prover, GrantPartition partition, string grantId, CancellationToken cancellationToken)
    {
        var read = await grants.FindAsync(partition.Key, grantId, version: null, cancellationToken);
        await CheckGrantAsync(prover, partition, new ListedGrant(grantId, read), cancellationToken);
    }

    private static async Task CheckGrantAsync(Prover prover, GrantPartition partition, ListedGrant listed, CancellationToken cancellationToken)
    {
        await prover.Grants.CheckAsync(partition, listed, cancellationToken);
        await prover.Life.CheckAsync(partition.Key, partition.Issuer, listed.GrantId, cancellationToken);
    }

    private async Task CheckFileAsync(ProofLog log, string name, CancellationToken cancellationToken)
    {
        log.Count(ProofSubject.Files);
        await log.LookAsync($"intake/{name}", async () =>
        {
            await using var content = await ContentBlob.OpenAsync(storage.Intake.GetBlobClient(name), name, cancellationToken);
        });
    }

    private static IAsyncEnumerable<string> NamesAsync(BlobContainerClient container, string prefix, CancellationToken cancellationToken) =>
        container.GetBlobsAsync(BlobTraits.None, BlobStates.None, prefix, cancellationToken).Select(blob => blob.Name);
}
