using Microsoft.Extensions.DependencyInjection;
using Pricing.Proof.Findings;
using Pricing.Proof.Folders;
using Pricing.Proof.Packages;
using Testing;

namespace Pricing.Proof.Tests;

/// <summary>The package of the issuer of the third series, written of a storage that holds something of every kind.</summary>
internal sealed class ProvenPackage(AzuriteFixture azurite, ProvenStorage proven) : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();

    /// <summary>The storage that it was written of.</summary>
    public ProvenStorage Proven => proven;

    /// <summary>A folder that holds the package and nothing else.</summary>
    public string Beside => folder.FullPath;

    /// <summary>The package.</summary>
    public string FullPath => Path.Combine(folder.FullPath, "package");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<ProvenPackage> WriteAsync(AzuriteFixture azurite) => await WriteAsync(azurite, await ProvenStorage.StartAsync(azurite));

    /// <summary>Writes the package of a storage, which goes with it.</summary>
    public static async Task<ProvenPackage> WriteAsync(AzuriteFixture azurite, ProvenStorage proven)
    {
        var package = new ProvenPackage(azurite, proven);
        Assert.True((await package.WriteAsync("IIJ")).IsSuccess);
        return package;
    }

    /// <summary>Writes the package of an issuer in the place of this one.</summary>
    public async Task RewriteAsync(string issuer)
    {
        Directory.Delete(FullPath, recursive: true);
        Assert.True((await WriteAsync(issuer)).IsSuccess);
    }

    /// <summary>Writes the package of an issuer.</summary>
    /// <param name="issuer">The issuer.</param>
    /// <param name="hook">Sees what is asked of the storage meanwhile; null where nobody wants to know.</param>
    /// <param name="folder">Where to; null for this one's place.</param>
    /// <param name="isNotForPublication">Whether nobody signs in where it is written.</param>
    public async Task<Outcome<EvidencePackage>> WriteAsync(string issuer, StorageHook? hook = null, string? folder = null, bool isNotForPublication = false)
    {
        await using var host = Proven.Host.Another(hook?.On(Proven.Host.Storage));
        await using var services = host.AddTo(new ServiceCollection()).AddProof().BuildServiceProvider();
        return await services.GetRequiredService<PackageFactory>().WriteAsync(issuer, folder ?? FullPath, isNotForPublication, Cancellation);
    }

    public async Task<ProofReport> VerifyAsync(Func<FolderManifest, FolderManifest>? forge = null)
    {
        var manifest = (await FolderManifest.ReadAsync(FullPath, FolderForm.Package, Cancellation)).Value;
        var storage = await azurite.NewStorageAsync(Cancellation);
        await StorageFolder.LoadAsync(FullPath, storage, Cancellation);
        await using var host = Proven.Host.Another(storage);
        await using var services = host.AddTo(new ServiceCollection()).AddProof().BuildServiceProvider();
        return (await services.GetRequiredService<Verifier>().VerifyAsync(new() { Package = new(FullPath, forge?.Invoke(manifest) ?? manifest) }, Cancellation)).Value;
    }

    public async Task<List<string>> DifferencesAsync() =>
        await (await FolderManifest.ReadAsync(FullPath, FolderForm.Package, Cancellation)).Value.DifferencesAsync(FullPath, FolderForm.Package, Cancellation)
            .Select(difference => difference.Path)
            .ToListAsync(Cancellation);

    public async ValueTask DisposeAsync()
    {
        await proven.DisposeAsync();
        folder.Dispose();
    }
}
