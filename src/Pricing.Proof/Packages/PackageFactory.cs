using System.Security.Cryptography;
using System.Text;
using Pricing.Papers.Facts;
using Pricing.Papers.Making;
using Pricing.Papers.Wording;
using Pricing.Pipeline.Intake.Records;
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
/// bodies that they came from, its papers, and a manifest with the hash of each file. What it holds can be proven without the storage.
/// </summary>
/// <remarks>
/// Papers are made of what is stored. What they say is looked up before anything is copied, and again when they are made, and must
/// be the same: so they follow from what was copied in between. One is made at a time: it holds the whole histories of a share and of
/// the yields, and a workbook, and so does not cost a host more memory where many ask for one.
/// </remarks>
/// <param name="storage">The storage.</param>
/// <param name="buckets">Its partitions.</param>
/// <param name="grants">Its grants.</param>
/// <param name="records">Its files.</param>
/// <param name="market">Its market data.</param>
/// <param name="runs">Its runs.</param>
/// <param name="plans">Its plans.</param>
/// <param name="exports">Its exports.</param>
/// <param name="values">Its values.</param>
/// <param name="papers">Makes papers.</param>
/// <param name="clock">When it is made.</param>
public sealed class PackageFactory(
    PipelineStorage storage,
    IssuerBuckets buckets,
    GrantStore grants,
    FileRecords records,
    MarketDataStore market,
    RunStore runs,
    PlanStore plans,
    ExportStore exports,
    ValuationStore values,
    GrantPapers papers,
    TimeProvider clock) : IDisposable
{
    private const int Tries = 3;

    private readonly SemaphoreSlim making = new(1);

    /// <summary>Makes a package.</summary>
    /// <param name="issuer">The issuer.</param>
    /// <param name="folder">Where the package goes: a folder that is empty or not there.</param>
    /// <param name="isNotForPublication">Whether nobody signs in where it is made, so that its papers say that they are not for publication.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>
    /// The package; <see cref="ReasonCode.UnknownGrant"/> where the issuer has no grants; <see cref="ReasonCode.NotDetermined"/> where
    /// something of it was stored meanwhile, each time that it was tried.
    /// </returns>
    public async Task<Outcome<EvidencePackage>> WriteAsync(string issuer, string folder, bool isNotForPublication, CancellationToken cancellationToken)
    {
        await making.WaitAsync(cancellationToken);
        try
        {
            return await MakeAsync(issuer, folder, isNotForPublication, cancellationToken);
        }
        finally
        {
            making.Release();
        }
    }

    /// <summary>
    /// Says which issuers a package may name, by the rows of what it would hold: nothing is copied, and no paper is made. What is stored meanwhile
    /// may name more, so the package says it once more.
    /// </summary>
    /// <param name="issuer">The issuer.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>The issuers, this one among them; none where it may name any.</returns>
    public async Task<IReadOnlyList<string>> NamedAsync(string issuer, CancellationToken cancellationToken) =>
        await Named().ByRowsAsync(issuer, await PartitionsAsync(issuer, cancellationToken), Runs(), cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => making.Dispose();

    private async Task<Outcome<EvidencePackage>> MakeAsync(string issuer, string folder, bool isNotForPublication, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            using var folderInMaking = new FolderInMaking(folder);
            var partial = folderInMaking.Partial;
            var manner = new Manner(clock.GetUtcNow(), isNotForPublication);
            var partitions = await PartitionsAsync(issuer, cancellationToken);
            if (partitions.Count == 0) return Unknown(issuer);

            var before = await LookAsync(issuer, partitions, manner, cancellationToken);
            var copy = new IssuerCopy(storage, market, Runs());
            var found = await copy.CopyAsync(issuer, partitions, new(partial), cancellationToken);
            if (found.Grants.Count == 0) return Unknown(issuer);
            if (await WritePapersAsync(issuer, found.Grants, manner, partial, cancellationToken) != before) continue;

            await File.WriteAllTextAsync(Path.Combine(partial, PackageReadme.FileName), PackageReadme.Of(issuer, manner.At, CodeVersion.Current), cancellationToken);
            var manifest = await FolderManifest.WriteAsync(partial, FolderForm.Package, issuer, manner.At, cancellationToken, isNotForPublication);
            folderInMaking.Finish();
            return new EvidencePackage(manifest, await Named().OfAsync(issuer, found, cancellationToken));
        }

        return new Failure(ReasonCode.NotDetermined, "issuer", issuer, "something of it was stored each time that it was copied; do it again while nothing of it comes in");
    }

    private static Failure Unknown(string issuer) => new(ReasonCode.UnknownGrant, "issuer", issuer, "no grant of this issuer is stored");

    private RunCopy Runs() => new(storage, runs, plans, exports, values);

    private NamedIssuers Named() => new(storage, records);

    private async Task<List<GrantPartition>> PartitionsAsync(string issuer, CancellationToken cancellationToken) =>
    [
        .. (await buckets.ListAsync(cancellationToken)).Select(listed => listed.Partition)
            .Where(partition => partition.Issuer == issuer)
            .OrderBy(partition => partition.Key, StringComparer.Ordinal),
    ];

    /// <summary>A name for what the papers of an issuer would say now, made at the same time.</summary>
    private async Task<string> LookAsync(
        string issuer, IEnumerable<GrantPartition> partitions, Manner manner, CancellationToken cancellationToken)
    {
        var ids = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var partition in partitions)
        {
            await foreach (var listed in grants.ListAsync(partition.Key, cancellationToken: cancellationToken)) ids.Add(listed.GrantId);
        }

        using var said = new PapersTag();
        foreach (var id in ids) said.Add(id, await papers.FindAsync(issuer, id, manner.At, manner.IsNotForPublication, cancellationToken));
        return said.Name();
    }

    private async Task<string> WritePapersAsync(
        string issuer, IEnumerable<string> ids, Manner manner, string folder, CancellationToken cancellationToken)
    {
        var place = Path.Combine(folder, PackageFolder.PapersName);
        Directory.CreateDirectory(place);
        using var said = new PapersTag();
        foreach (var id in ids)
        {
            var paper = await papers.FindAsync(issuer, id, manner.At, manner.IsNotForPublication, cancellationToken);
            said.Add(id, paper);
            if (paper is null) continue;

            await foreach (var (name, _, content) in GrantPapers.MakeAsync(paper, cancellationToken))
                await File.WriteAllBytesAsync(Path.Combine(place, name), content, cancellationToken);
        }

        return said.Name();
    }

    /// <summary>How papers are made.</summary>
    private readonly record struct Manner(DateTimeOffset At, bool IsNotForPublication);

    private sealed class PapersTag : IDisposable
    {
        private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

        // Whatever a paper says stands behind this one's tag.
        public void Add(string grantId, GrantPaper? paper) => hash.AppendData(Encoding.UTF8.GetBytes(
            $"{grantId}\n{(paper is null ? "" : PaperTag.Of(paper, PaperKind.Report, PaperLanguage.English))}\n"));

        public string Name() => Convert.ToHexStringLower(hash.GetHashAndReset());

        public void Dispose() => hash.Dispose();
    }
}

/// <summary>A package that was made.</summary>
/// <param name="Manifest">Its manifest.</param>
/// <param name="Named">The issuers that it may name, this one among them; none where it may name any.</param>
public sealed record EvidencePackage(FolderManifest Manifest, IReadOnlyList<string> Named);
