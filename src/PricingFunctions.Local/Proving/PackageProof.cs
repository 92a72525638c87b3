using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Pricing;
using Pricing.Pipeline.Storage;
using Pricing.Proof;
using Pricing.Proof.Findings;
using Pricing.Proof.Folders;
using PricingFunctions.Local.Options;

namespace PricingFunctions.Local.Proving;

/// <summary>Proves an evidence package on a machine that has nothing of the storage that it came from.</summary>
internal static class PackageProof
{
    /// <summary>Compares the files with the manifest, loads them into a storage in memory, and proves what is there.</summary>
    /// <param name="folder">The package.</param>
    /// <param name="root">The repository's top folder.</param>
    /// <param name="user">The settings.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>What was found; or why the folder is no package.</returns>
    public static async Task<Outcome<ProofReport>> VerifyAsync(
        string folder, string root, IConfiguration user, CancellationToken cancellationToken)
    {
        var read = await FolderManifest.ReadAsync(folder, FolderForm.Package, cancellationToken);
        if (!read.TryGet(out var manifest)) return read.Failures.ToList();

        await Console.Error.WriteLineAsync($"The package of {manifest.Subject}, made by {manifest.Release}; this is {CodeVersion.Current}.");
        var log = new ProofLog();
        await foreach (var (path, stated, found, reason) in manifest.DifferencesAsync(folder, FolderForm.Package, cancellationToken))
            log.Differs($"package {path}", "sha256", stated, found, reason);

        // What is not as it was packed is named by its file; what was made of it is not worth a look.
        if (log.ToReport() is { Differences: > 0 } changed) return changed;

        await using var memory = await MemoryStorage.OpenAsync(root, cancellationToken);
        var storage = StorageClients.Create(memory.Options);
        try
        {
            await StorageFolder.LoadAsync(Path.GetFullPath(folder), storage, cancellationToken);
        }
        catch (InvalidDataException unreadable)
        {
            log.Differs("package", "", "", "", unreadable.Message);
            return log.ToReport();
        }

        await using var services = StorageSearch.ServicesOf(storage, user);
        return await services.GetRequiredService<Verifier>().VerifyAsync(new() { Package = new(folder, manifest) }, cancellationToken);
    }
}
