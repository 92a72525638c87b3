using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Pricing.Proof.Findings;
using Pricing.Proof.Folders;
using Pricing.Proof.Packages;
using Testing;

namespace Pricing.Proof.Tests;

public sealed class PackageTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private ProvenStorage proven = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Package => Path.Combine(folder.FullPath, "package");

    public async ValueTask InitializeAsync()
    {
        proven = await ProvenStorage.StartAsync(azurite);
        Assert.True((await WriteAsync("IIJ")).IsSuccess);
    }

    public async ValueTask DisposeAsync()
    {
        await proven.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task Verify_APackageOnAnEmptyStorage_IsAlike()
    {
        var report = await VerifyAsync();

        Assert.Empty(report.Findings);
        Assert.Equal((2, 2, 2, 2), (report.Checked[ProofSubject.Values], report.Checked[ProofSubject.Grants], report.Checked[ProofSubject.Events], report.Checked[ProofSubject.Manifests]));
        Assert.Empty(await DifferencesAsync());
    }

    [Fact]
    public async Task Verify_APackageAfterRowsWaitedWereWithdrawnRefusedAmendedAndCorrected_IsAlike()
    {
        await proven.LiveOnAsync();
        Directory.Delete(Package, recursive: true);
        Assert.True((await WriteAsync(ProvenStorage.OtherIssuer)).IsSuccess);

        var report = await VerifyAsync();

        Assert.True(report.IsAlike, ProvenStorage.Shown(report));
        Assert.Equal(4, report.Checked[ProofSubject.Events] + report.Checked[ProofSubject.Holders] - 1);
    }

    [Theory]
    [InlineData("grants", "\"RowKey\":\"3rd-series\"", "grants IIJ 3rd-series")]
    [InlineData("grants", "exercised", "events of IIJ 3rd-series, ")]
    [InlineData("ledger", "\"iij-practice|", "ledger policy iij-practice|")]
    public async Task Verify_ARowDeletedInAPackageWithItsManifest_IsNamed(string table, string marked, string place)
    {
        var path = Path.Combine(Package, $"tables/{table}.ndjson");
        var lines = await File.ReadAllLinesAsync(path, Cancellation);
        var left = lines.Where(line => !line.Contains(marked, StringComparison.Ordinal)).ToList();
        Assert.NotEqual(lines.Length, left.Count);
        await File.WriteAllLinesAsync(path, left, Cancellation);

        var report = await VerifyAsync();

        Assert.Contains(report.Findings, finding => finding.Kind == FindingKind.Difference && finding.Place.StartsWith(place, StringComparison.Ordinal));
    }

    [Fact]
    public void Write_APackage_NamesNoOtherIssuerButInTheFileThatBothCameIn()
    {
        var naming = Directory.EnumerateFiles(Package, "*", SearchOption.AllDirectories)
            .Where(path => File.ReadAllText(path, Encoding.UTF8).Contains(ProvenStorage.OtherIssuer, StringComparison.Ordinal));

        Assert.Equal("intake", Path.GetFileName(Path.GetDirectoryName(Assert.Single(naming))));
    }

    [Fact]
    public async Task Differences_AFileThatWasChangedOneThatIsGoneAndOneThatIsNew_AreNamed()
    {
        var body = Directory.EnumerateFiles(Path.Combine(Package, "blobs/raw-market-data")).Order(StringComparer.Ordinal).First();
        await File.AppendAllTextAsync(body, " ", Cancellation);
        File.Delete(Path.Combine(Package, "papers/IIJ.txt"));
        await File.WriteAllTextAsync(Path.Combine(Package, "new.txt"), "", Cancellation);

        var differences = await DifferencesAsync();

        Assert.Equal([$"blobs/raw-market-data/{Path.GetFileName(body)}", "papers/IIJ.txt", "new.txt"], differences);
    }

    [Fact]
    public async Task Verify_AFigureChangedInAPackageWithItsManifest_IsFoundByComputingItAgain()
    {
        var values = Path.Combine(Package, "tables/valuations.ndjson");
        await File.WriteAllTextAsync(values, (await File.ReadAllTextAsync(values, Cancellation)).Replace("\"647000\"", "\"650000\"", StringComparison.Ordinal), Cancellation);

        var report = await VerifyAsync();

        Assert.Contains(report.Findings, finding => finding is { Field: "amountPerRight", Stored: "650000", Found: "647000" });
    }

    [Fact]
    public async Task Write_AnIssuerWithoutGrants_IsRefused() =>
        Assert.Equal(ReasonCode.UnknownGrant, Assert.Single((await WriteAsync("IJI")).Failures).Code);

    [Fact]
    public async Task Load_WhatWasWrittenOfAStorage_IsTheSameStorage()
    {
        var all = Path.Combine(folder.FullPath, "all");
        await StorageFolder.WriteAsync(proven.Host.Storage, all, Cancellation);
        var loaded = await azurite.NewStorageAsync(Cancellation);

        await StorageFolder.LoadAsync(all, loaded, Cancellation);

        Assert.Equal(await StorageContent.AllAsync(proven.Host.Storage, Cancellation), await StorageContent.AllAsync(loaded, Cancellation));
    }

    private async Task<Outcome<FolderManifest>> WriteAsync(string issuer)
    {
        await using var services = proven.Host.AddTo(new ServiceCollection()).AddProof().BuildServiceProvider();
        return await services.GetRequiredService<PackageFactory>().WriteAsync(
            issuer,
            await azurite.NewStorageAsync(Cancellation),
            Package,
            (_, papers) => File.WriteAllTextAsync(Path.Combine(papers, $"{issuer}.txt"), "a paper", Cancellation),
            Cancellation);
    }

    private async Task<ProofReport> VerifyAsync()
    {
        var storage = await azurite.NewStorageAsync(Cancellation);
        await StorageFolder.LoadAsync(Package, storage, Cancellation);
        await using var host = proven.Host.Another(storage);
        await using var services = host.AddTo(new ServiceCollection()).AddProof().BuildServiceProvider();
        return (await services.GetRequiredService<Verifier>().VerifyAsync(ProofScope.Package, Cancellation)).Value;
    }

    private async Task<List<string>> DifferencesAsync() =>
        await (await FolderManifest.ReadAsync(Package, Cancellation)).Value.DifferencesAsync(Package, Cancellation)
            .Select(difference => difference.Path)
            .ToListAsync(Cancellation);
}
