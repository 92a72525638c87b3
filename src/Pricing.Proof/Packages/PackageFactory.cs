using Pricing.Pipeline.MarketData.History;
using Pricing.Pipeline.Nights.Plans;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Values;
using Pricing.Proof.Folders;

namespace Pricing.Proof.Packages;

/// <summary>
/// Makes the evidence package of an issuer: a folder with its grants, events, holders, values, evidence, runs, the files and
/// bodies that they came from, and a manifest with the hash of each file. What it holds can be proven without the storage.
/// </summary>
/// <param name="storage">The storage.</param>
/// <param name="buckets">Its partitions.</param>
/// <param name="market">Its market data.</param>
/// <param name="runs">Its runs.</param>
/// <param name="plans">Its plans.</param>
/// <param name="exports">Its exports.</param>
/// <param name="values">Its values.</param>
/// <param name="clock">When it is made.</param>
public sealed class PackageFactory(
    PipelineStorage storage,
    IssuerBuckets buckets,
    MarketDataStore market,
    RunStore runs,
    PlanStore plans,
    ExportStore exports,
    ValuationStore values,
    TimeProvider clock)
{
    /// <summary>Makes a package.</summary>
    /// <param name="issuer">The issuer.</param>
    /// <param name="through">An empty storage, in which the issuer's part is put together.</param>
    /// <param name="folder">Where the package goes: a folder that is empty or not there.</param>
    /// <param name="papers">Makes papers of what is in that storage.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The manifest; or <see cref="ReasonCode.UnknownGrant"/> where the issuer has no grants.</returns>
    public async Task<Outcome<FolderManifest>> WriteAsync(
        string issuer, PipelineStorage through, string folder, GrantPapers papers, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(papers);
        var copy = new IssuerCopy(storage, buckets, market, new(storage, runs, plans, exports, values));
        var grants = await copy.CopyAsync(issuer, through, cancellationToken);
        if (grants.Count == 0) return new Failure(ReasonCode.UnknownGrant, "issuer", issuer, "no grant of this issuer is stored");

        // What is under way is beside it, so that the folder holds a whole package or nothing.
        var target = Path.GetFullPath(folder);
        var partial = $"{target}.{Guid.NewGuid():N}.part";
        try
        {
            var madeAt = clock.GetUtcNow();
            var paperFolder = Path.Combine(partial, PackageFolder.PapersName);
            Directory.CreateDirectory(paperFolder);
            await StorageFolder.WriteAsync(through, partial, cancellationToken);
            foreach (var grant in grants)
            {
                await foreach (var (name, content) in papers.MakeAsync(issuer, grant, madeAt, cancellationToken))
                    await File.WriteAllBytesAsync(Path.Combine(paperFolder, name), content, cancellationToken);
            }

            var manifest = await FolderManifest.WriteAsync(partial, FolderForm.Package, issuer, madeAt, cancellationToken);
            if (Directory.Exists(target)) Directory.Delete(target);
            Directory.Move(partial, target);
            return manifest;
        }
        finally
        {
            if (Directory.Exists(partial)) Directory.Delete(partial, recursive: true);
        }
    }
}
