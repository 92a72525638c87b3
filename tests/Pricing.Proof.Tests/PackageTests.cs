using System.Text;
using System.Text.Json.Nodes;
using Pricing.Pipeline.Intake.Records;
using Pricing.Pipeline.Tests.Intake.Batches;
using Pricing.Proof.Findings;
using Pricing.Proof.Folders;
using Testing;

namespace Pricing.Proof.Tests;

public sealed class PackageTests(AzuriteFixture azurite) : ProvenPackageTests(azurite)
{
    private string Package => Written.FullPath;

    [Fact]
    public async Task Verify_APackageOnAnEmptyStorage_IsAlike()
    {
        var report = await Written.VerifyAsync();

        Assert.Empty(report.Findings);
        Assert.Equal((2, 2, 2, 2), (report.Checked[ProofSubject.Values], report.Checked[ProofSubject.Grants], report.Checked[ProofSubject.Events], report.Checked[ProofSubject.Manifests]));
        Assert.Equal(4, report.Checked[ProofSubject.Papers]);
        Assert.Equal((3, 1, 1), (report.Checked[ProofSubject.Decisions], report.Checked[ProofSubject.Publications], report.Checked[ProofSubject.Closings]));
        Assert.Contains("Publication no. 1: cost in the books", await File.ReadAllTextAsync(Path.Combine(Package, Report), Cancellation), StringComparison.Ordinal);
        Assert.Empty(await Written.DifferencesAsync());
    }

    [Fact]
    public async Task Verify_AnotherReleaseOrIssuerInTheManifest_IsNamed()
    {
        var release = await Written.VerifyAsync(manifest => manifest with { Release = "9.9.9" });
        var subject = await Written.VerifyAsync(manifest => manifest with { Subject = ProvenStorage.OtherIssuer });

        Assert.Contains(release.Findings, finding => finding is { Kind: FindingKind.Difference, Place: "manifest.json", Field: "release", Stored: "9.9.9" }
            && finding.Found.Contains(CodeVersion.Current, StringComparison.Ordinal));
        Assert.Contains(release.Findings, finding => finding is { Kind: FindingKind.NotChecked, Place: "manifest.json" });
        var finding = Assert.Single(subject.Findings);
        Assert.Equal(("manifest.json", "subject", "IIJ"), (finding.Place, finding.Field, finding.Found));
    }

    [Theory]
    [InlineData("2013-07-11", false, "runs 2013-07-11 v1")]
    [InlineData("2013-07-12", false, "runs 2013-07-12 v1")]
    [InlineData("2013-07-11", true, "runs 2013-07-12 v1")]
    [InlineData("2013-07-12", true, "runs/chain.json")]
    public async Task Verify_AWholeRunTakenOutOfAPackage_IsNamed(string date, bool withItsLink, string place)
    {
        foreach (var table in new[] { "runs", "valuations" })
        {
            var path = Path.Combine(Package, $"tables/{table}.ndjson");
            var lines = await File.ReadAllLinesAsync(path, Cancellation);
            string[] ofRun = [$"\"PartitionKey\":\"{date}\"", $"\"runDate\":{{\"string\":\"{date}\"}}", $"\"date\":{{\"string\":\"{date}\"}}"];
            await File.WriteAllLinesAsync(path, lines.Where(line => !ofRun.Any(mark => line.Contains(mark, StringComparison.Ordinal))), Cancellation);
        }

        Directory.Delete(Path.Combine(Package, $"blobs/runs/{date}"), recursive: true);
        if (withItsLink)
        {
            var path = Path.Combine(Package, "blobs/runs/links.json");
            var links = JsonNode.Parse(await File.ReadAllTextAsync(path, Cancellation))!.AsArray();
            Assert.Equal(1, links.RemoveAll(link => link!["link"]!["run"]!["date"]!.GetValue<string>() == date));
            await File.WriteAllTextAsync(path, links.ToJsonString(), Cancellation);
        }

        var report = await Written.VerifyAsync();

        Assert.True(
            report.Findings.Any(finding => finding.Kind == FindingKind.Difference && finding.Place == place), ProvenStorage.Shown(report));
    }

    [Fact]
    public async Task Write_FolderThatEndsInASlash_HoldsThePackageAndNothingIsBesideIt()
    {
        var path = Path.Combine(Written.Beside, "other");

        Assert.True((await Written.WriteAsync("IIJ", folder: path + Path.DirectorySeparatorChar)).IsSuccess);

        Assert.True((await FolderManifest.ReadAsync(path, FolderForm.Package, Cancellation)).IsSuccess);
        Assert.Equal([path, Package], Directory.EnumerateFileSystemEntries(Written.Beside).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Load_ALineThatIsNoRow_IsNamedWithItsFile()
    {
        var path = Path.Combine(Package, "tables/grants.ndjson");
        var lines = await File.ReadAllLinesAsync(path, Cancellation);
        lines[1] = lines[1][..^5];
        await File.WriteAllLinesAsync(path, lines, Cancellation);

        var refused = await Assert.ThrowsAsync<InvalidDataException>(() => Written.VerifyAsync());

        Assert.StartsWith("line 2 of tables/grants.ndjson cannot be read: ", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Load_ARowThatStandsTwice_IsNamed()
    {
        var path = Path.Combine(Package, "tables/grants.ndjson");
        var lines = await File.ReadAllLinesAsync(path, Cancellation);
        await File.WriteAllLinesAsync(path, [.. lines, lines[^1]], Cancellation);

        var refused = await Assert.ThrowsAsync<InvalidDataException>(() => Written.VerifyAsync());

        Assert.EndsWith(" is there twice", refused.Message, StringComparison.Ordinal);
        Assert.StartsWith("a row of grants, IIJ", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_APackageAfterRowsWaitedWereWithdrawnRefusedMendedAndCorrected_IsAlike()
    {
        await Written.Proven.LiveOnAsync();
        await Written.RewriteAsync(ProvenStorage.OtherIssuer);

        var report = await Written.VerifyAsync();

        Assert.True(report.IsAlike, ProvenStorage.Shown(report));
        Assert.Equal((4, 2), (report.Checked[ProofSubject.Events], report.Checked[ProofSubject.Holders]));
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

        var report = await Written.VerifyAsync();

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
    public async Task Write_ARowThatWaitsInAFileOfItsOwn_HoldsTheFileAndNoRowOfOthers()
    {
        var early = await Written.Proven.Host.IngestAsync(
            "early.csv",
            Batch.Csv(Batch.Event("later-series", 1), Batch.Event("their-series", 1, issuer: ProvenStorage.OtherIssuer)),
            Cancellation);
        Assert.Equal(2, early.Waiting);

        await Written.RewriteAsync("IIJ");

        Assert.Contains("later-series", Assert.Single(await File.ReadAllLinesAsync(Path.Combine(Package, "tables/waiting.ndjson"), Cancellation)), StringComparison.Ordinal);
        var ledger = await File.ReadAllLinesAsync(Path.Combine(Package, "tables/ledger.ndjson"), Cancellation);
        var ofFile = ledger.Where(line => line.Contains($"\"RowKey\":\"{early.Batch}\"", StringComparison.Ordinal)).ToList();
        Assert.Contains(ofFile, line => line.Contains("\"PartitionKey\":\"file\"", StringComparison.Ordinal));
        Assert.Contains(ofFile, line => line.Contains("\"PartitionKey\":\"batch\"", StringComparison.Ordinal));
        Assert.True(File.Exists(Path.Combine(Package, "blobs/intake", FileIdentity.Sha256Of(early.Batch))));
        var report = await Written.VerifyAsync();
        Assert.True(report.IsAlike, ProvenStorage.Shown(report));
    }

    [Fact]
    public async Task Differences_AFileThatWasChangedOneThatIsGoneAndOneThatIsNew_AreNamed()
    {
        var body = Directory.EnumerateFiles(Path.Combine(Package, "blobs/raw-market-data")).Order(StringComparer.Ordinal).First();
        await File.AppendAllTextAsync(body, " ", Cancellation);
        File.Delete(Path.Combine(Package, Report));
        await File.WriteAllTextAsync(Path.Combine(Package, "new.txt"), "", Cancellation);

        var differences = await Written.DifferencesAsync();

        Assert.Equal([$"blobs/raw-market-data/{Path.GetFileName(body)}", Report, "new.txt"], differences);
    }

    [Fact]
    public async Task Verify_AFigureChangedInAPackageWithItsManifest_IsFoundByComputingItAgain()
    {
        var values = Path.Combine(Package, "tables/valuations.ndjson");
        await File.WriteAllTextAsync(values, (await File.ReadAllTextAsync(values, Cancellation)).Replace("\"647000\"", "\"650000\"", StringComparison.Ordinal), Cancellation);

        var report = await Written.VerifyAsync();

        Assert.Contains(report.Findings, finding => finding is { Field: "amountPerRight", Stored: "650000", Found: "647000" });
    }

    [Fact]
    public async Task Write_AnIssuerWithoutGrants_IsRefused() =>
        Assert.Equal(ReasonCode.UnknownGrant, Assert.Single((await Written.WriteAsync("IJI")).Failures).Code);

    [Fact]
    public async Task Load_APackage_HoldsRowsAndBlobsAsTheyAreStored()
    {
        var stored = (await StorageContent.AllAsync(Written.Proven.Host.Storage, Cancellation)).ToHashSet(StringComparer.Ordinal);
        var loaded = await Azurite.NewStorageAsync(Cancellation);

        await StorageFolder.LoadAsync(Package, loaded, Cancellation);

        // Of runs it holds the issuer's part, which is written for it; of what was refused the lines alone.
        var other = (await StorageContent.AllAsync(loaded, Cancellation)).Where(line => !stored.Contains(line)).Select(line => line.Split(' ')[0]);
        Assert.All(other, name => Assert.Matches(@"^runs/(links|chain|\d{4}-\d\d-\d\d/v1/(values/.+|plan|heads))\b", name));
        Assert.True(stored.Count > 50);
    }
}
