using System.Text.Encodings.Web;
using Azure.Data.Tables;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Storage;
using Pricing.Proof.Findings;
using Pricing.Proof.Folders;

namespace Pricing.Proof.Packages;

/// <summary>
/// Compares what stands beside the stored things of a package with them: its papers are made again, and what its manifest says of issuer
/// and release is looked for.
/// </summary>
/// <param name="storage">The storage that the package is loaded into.</param>
/// <param name="buckets">Its partitions.</param>
/// <param name="grants">Its grants.</param>
/// <param name="papers">Makes papers.</param>
/// <param name="log">Where the findings go.</param>
internal sealed class PaperProof(PipelineStorage storage, IssuerBuckets buckets, GrantStore grants, GrantPapers papers, ProofLog log)
{
    private const string ReportEnding = ".html";

    private static readonly string FirstValue = Keys.End(Keys.Shared + "|");

    /// <summary>Compares.</summary>
    /// <param name="package">The package.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task CheckAsync(PackageFolder package, CancellationToken cancellationToken)
    {
        var manifest = package.Manifest;
        await CheckReleaseAsync(manifest, cancellationToken);
        var partitions = (await buckets.ListAsync(cancellationToken)).Select(listed => listed.Partition).ToList();
        var issuers = string.Join(", ", partitions.Select(partition => partition.Issuer).Distinct());
        log.Compare(FolderManifest.FileName, "subject", manifest.Subject, issuers, "the package holds the grants of somebody else");

        foreach (var path in manifest.Files.Keys.Where(path => !IsOfPackage(path)))
            log.Differs(path, "", "", "", "is no file of a package");

        // Packages of earlier releases have none.
        if (manifest.Files.ContainsKey(PackageReadme.FileName))
            await log.LookAsync(PackageReadme.FileName, () => CompareReadmeAsync(package, issuers, cancellationToken));

        var there = Directory.Exists(package.Papers)
            ? Directory.EnumerateFiles(package.Papers).Select(path => Path.GetFileName(path)).ToHashSet(StringComparer.Ordinal)
            : [];
        foreach (var partition in partitions)
        {
            await foreach (var listed in grants.ListAsync(partition.Key, cancellationToken: cancellationToken))
            {
                await log.LookAsync($"{PackageFolder.PapersName} of {partition.Issuer} {listed.GrantId}", async () =>
                {
                    await foreach (var (name, formerName, content) in papers.MakeAsync(partition.Issuer, listed.GrantId, manifest.MadeAt, manifest.IsNotForPublication, cancellationToken))
                    {
                        log.Count(ProofSubject.Papers);
                        var named = there.Contains(name) || formerName is null || !there.Contains(formerName) ? name : formerName;
                        var place = $"{PackageFolder.PapersName}/{named}";
                        if (there.Remove(named)) await log.LookAsync(place, () => CompareAsync(package, place, named, content, cancellationToken));
                        else log.Differs(place, "", "", "", "is not there, and what is stored makes it");
                    }
                });
            }
        }

        foreach (var name in there.Order(StringComparer.Ordinal))
            log.Differs($"{PackageFolder.PapersName}/{name}", "", "", "", "is made of nothing that the package holds");
    }

    private async Task CompareReadmeAsync(PackageFolder package, string issuer, CancellationToken cancellationToken)
    {
        var (manifest, place) = (package.Manifest, PackageReadme.FileName);
        var stated = await File.ReadAllTextAsync(Path.Combine(package.Folder, place), cancellationToken);
        if (stated == PackageReadme.Of(issuer, manifest.MadeAt, manifest.Release)) return;

        if (manifest.Release == CodeVersion.Current) log.Differs(place, "", "", "", "is not as this program writes it");
        else log.NotChecked(place, $"made by {manifest.Release}, and this is {CodeVersion.Current}, which writes another one");
    }

    private bool IsOfPackage(string path) =>
        path == PackageReadme.FileName || path.StartsWith($"{PackageFolder.PapersName}/", StringComparison.Ordinal) || StorageFolder.IsPart(path, storage);

    private async Task CompareAsync(PackageFolder package, string place, string name, byte[] content, CancellationToken cancellationToken)
    {
        var release = package.Manifest.Release;
        var found = PaperParts.Of(name, content);
        var stated = PaperParts.Of(name, await File.ReadAllBytesAsync(Path.Combine(package.Papers, name), cancellationToken), found);
        if (name.EndsWith(ReportEnding, StringComparison.Ordinal)
            && PaperParts.FooterOf(stated[""]) is var footer && !footer.Contains(release, StringComparison.Ordinal))
        {
            log.Differs(FolderManifest.FileName, "release", release, footer, $"{place} states that another release made it");
        }

        // A report states the release that made it.
        var (current, other) = (HtmlEncoder.Default.Encode(CodeVersion.Current), HtmlEncoder.Default.Encode(release));
        foreach (var part in found.Keys.ToList()) found[part] = found[part].Replace(current, other, StringComparison.Ordinal);
        if (PaperParts.Difference(stated, found) is not var (differing, says, made)) return;

        if (release == CodeVersion.Current)
            log.Differs(place, differing, says, made, "what is stored makes another paper");
        else
            log.NotChecked(place, $"made by {release}, and this is {CodeVersion.Current}, which makes another paper: it states '{says}', made again it states '{made}'");
    }

    /// <summary>Nothing but reports and values says which release was there.</summary>
    private async Task CheckReleaseAsync(FolderManifest manifest, CancellationToken cancellationToken)
    {
        var engines = new SortedSet<string>(StringComparer.Ordinal);
        var rows = storage.Valuations.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"RowKey ge {FirstValue}"), select: ["engine"], cancellationToken: cancellationToken);
        await foreach (var row in rows)
        {
            if (row["engine"] is string engine) engines.Add(engine);
        }

        if (manifest.Release == CodeVersion.Current || engines.Contains(manifest.Release)) return;

        log.NotChecked(
            FolderManifest.FileName,
            $"release: it says that {manifest.Release} made the package; its values were made by {string.Join(", ", engines)}, and this is {CodeVersion.Current}: whether there is such a release cannot be seen");
    }
}
