using System.IO.Compression;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Pricing.Pipeline.Values;
using Pricing.Proof;
using Pricing.Proof.Findings;
using Pricing.Proof.Folders;
using Testing;

namespace Pricing.Api.Tests.Endpoints;

public sealed class PackageEndpointTests(AzuriteFixture azurite) : ApiTests(azurite)
{
    private const string Place = "/api/issuers/IIJ/package";

    private readonly AzuriteFixture azurite = azurite;

    [Fact]
    public async Task Package_OfAnIssuer_IsProvenOnAnEmptyStorage()
    {
        await Host.Pipeline.Get<PolicyRegister>().NoteAsync(Cancellation);
        await RunSampleNightAsync();
        using var folder = new TemporaryFolder();

        using var answer = await Host.Client.GetAsync(new Uri(Place, UriKind.Relative), Cancellation);
        await using (var content = await answer.Content.ReadAsStreamAsync(Cancellation)) await ZipFile.ExtractToDirectoryAsync(content, folder.FullPath, Cancellation);

        Assert.Equal((HttpStatusCode.OK, "application/zip"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        Assert.Equal("IIJ package 2026-01-05.zip", answer.Content.Headers.ContentDisposition!.FileNameStar);
        Assert.True(answer.Content.Headers.ContentLength > 0);
        var manifest = (await FolderManifest.ReadAsync(folder.FullPath, FolderForm.Package, Cancellation)).Value;
        Assert.Empty(await manifest.DifferencesAsync(folder.FullPath, FolderForm.Package, Cancellation).ToListAsync(Cancellation));
        Assert.Equal(("IIJ", 12), (manifest.Subject, manifest.Files.Keys.Count(file => file.StartsWith("papers/", StringComparison.Ordinal))));
        Assert.True(manifest.IsNotForPublication);
        Assert.Contains("Not for publication", await File.ReadAllTextAsync(Path.Combine(folder.FullPath, "papers", "IIJ 3rd-series 2013-07-11 v1 report.html"), Cancellation), StringComparison.Ordinal);
        var report = await VerifyAsync(folder.FullPath, manifest);
        Assert.True(report.IsAlike, string.Join(" | ", report.Findings));
        Assert.Equal((3, 12), (report.Checked[ProofSubject.Values], report.Checked[ProofSubject.Papers]));
    }

    [Fact]
    public async Task Package_Taken_StandsInTheAccessLogAsAnExport()
    {
        await RunSampleNightAsync();

        using var answer = await Host.Client.GetAsync(new Uri(Place, UriKind.Relative), Cancellation);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await Eventually.TrueAsync(
            "the log names the call",
            async () => (await GetAsync("/api/access?date=2026-01-05&limit=100")).AsArray().Any(entry => (Text(entry!, "kind"), Text(entry!, "path"), Text(entry!, "status")) == ("Export", Place, "200")),
            Cancellation);
    }

    private async Task<ProofReport> VerifyAsync(string folder, FolderManifest manifest)
    {
        var storage = await azurite.NewStorageAsync(Cancellation);
        await StorageFolder.LoadAsync(folder, storage, Cancellation);
        await using var host = Host.Pipeline.Another(storage);
        await using var services = host.AddTo(new ServiceCollection()).AddProof().BuildServiceProvider();
        return (await services.GetRequiredService<Verifier>().VerifyAsync(new() { Package = new(folder, manifest) }, Cancellation)).Value;
    }
}
