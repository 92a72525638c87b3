using System.IO.Compression;
using Pricing.Pipeline.Tests.Intake.Batches;
using Pricing.Pipeline.Tests.Settlements;
using Pricing.Proof.Findings;
using Testing;

namespace Pricing.Proof.Tests;

/// <summary>Packages that somebody made for the proof to fail at, with a manifest that says what they hold.</summary>
public sealed class ForgedPackageTests(AzuriteFixture azurite) : ProvenPackageTests(azurite)
{
    [Fact]
    public async Task Verify_AHeadTakenOutAndAValueOfItChanged_IsNamed()
    {
        var path = PathOf("tables/valuations.ndjson");
        var lines = await File.ReadAllLinesAsync(path, Cancellation);
        var left = lines.Where(line => !(line.Contains("\"RowKey\":\"!|", StringComparison.Ordinal) && line.Contains("2013-07-11", StringComparison.Ordinal))).ToList();
        Assert.Equal(lines.Length - 1, left.Count);
        await File.WriteAllLinesAsync(path, left.Select(line => line.Replace("\"647000\"", "\"650000\"", StringComparison.Ordinal)), Cancellation);

        var report = await Written.VerifyAsync();

        Assert.Contains(report.Findings, finding => finding is { Kind: FindingKind.Difference, Place: "runs 2013-07-11 v1, heads of chunk 0 of IIJ|00", Field: "values", Stored: "0", Found: "1" });
        Assert.Contains(report.Findings, finding => finding is { Kind: FindingKind.Difference, Place: "runs/2013-07-11/v1/heads.json", Field: "own" });
    }

    [Fact]
    public async Task Verify_AnExportThatUnpacksToFarMoreThanItsValuesTake_IsNamedAndNotUnpacked()
    {
        await using (var packed = new GZipStream(File.Create(PathOf("blobs/runs/2013-07-11/v1/values/000000.ndjson.gz")), CompressionLevel.Fastest))
            await WriteZerosAsync(packed, megabytes: 1);

        var report = await Written.VerifyAsync();

        Assert.Contains(report.Findings, finding =>
            finding is { Kind: FindingKind.Difference, Place: "runs/2013-07-11/v1/values/000000.ndjson", Reason: "unpacks to more than the values of the run take" });
    }

    [Fact]
    public async Task Verify_AWorkbookWithASheetThatNoMemoryHolds_IsNamedAndNotUnpacked()
    {
        // More than a text can be.
        await using (var archive = await ZipFile.OpenAsync(PathOf(Workbook), ZipArchiveMode.Update, Cancellation)) archive.GetEntry("xl/styles.xml")!.Delete();
        var forged = PathOf("../forged.xlsx");
        await using (var from = await ZipFile.OpenReadAsync(PathOf(Workbook), Cancellation))
        await using (var to = await ZipFile.OpenAsync(forged, ZipArchiveMode.Create, Cancellation))
        {
            foreach (var entry in from.Entries)
            {
                await using var source = await entry.OpenAsync(Cancellation);
                await using var target = await to.CreateEntry(entry.FullName).OpenAsync(Cancellation);
                await source.CopyToAsync(target, Cancellation);
            }

            await using var sheet = await to.CreateEntry("xl/styles.xml", CompressionLevel.Fastest).OpenAsync(Cancellation);
            await WriteZerosAsync(sheet, megabytes: 1100);
        }

        File.Move(forged, PathOf(Workbook), overwrite: true);

        var finding = Assert.Single((await Written.VerifyAsync()).Findings);

        Assert.Equal((FindingKind.Difference, Workbook, "xl/styles.xml", "what is stored makes another paper"), (finding.Kind, finding.Place, finding.Field, finding.Reason));
    }

    [Fact]
    public async Task Verify_PapersOfGrantsWhoseIdsNoFileCanBear_AreAllThere()
    {
        string[] ids = ["x<y", "x_y", new string('z', 199) + "1", new string('z', 199) + "2"];
        await Written.Proven.Host.IngestAsync(
            "names.csv", Batch.Csv([.. ids.Select(id => Rows.Grant($"issuer={ProvenStorage.OtherIssuer}", $"grant_id={id}"))]), Cancellation);
        await Written.Proven.RerunAsync(new(2013, 7, 11));
        await Written.RewriteAsync(ProvenStorage.OtherIssuer);

        var report = await Written.VerifyAsync();

        Assert.True(report.IsAlike, ProvenStorage.Shown(report));
        Assert.Equal((5 * 4, 5 * 4), (report.Checked[ProofSubject.Papers], Directory.EnumerateFiles(PathOf("papers")).Count()));
    }

    [Fact]
    public async Task Verify_FilesThatAreNoneOfAPackage_AreNamed()
    {
        var more = new Dictionary<string, string> { ["more.txt"] = "", ["blobs/more.txt"] = "", ["tables/more.ndjson"] = "" };

        var report = await Written.VerifyAsync(manifest => manifest with { Files = manifest.Files.Concat(more).ToDictionary() });

        Assert.Equal(more.Keys, report.Findings.Select(finding => finding.Place));
    }

    [Fact]
    public async Task Differences_Links_AreNamedAndNotFollowed()
    {
        Directory.CreateSymbolicLink(PathOf("blobs/loop"), Written.FullPath);
        var elsewhere = Path.Combine(Written.Beside, "elsewhere.html");
        File.Move(PathOf(Report), elsewhere);
        File.CreateSymbolicLink(PathOf(Report), elsewhere);

        Assert.Equal(["blobs/loop", Report], await Written.DifferencesAsync());
    }

    private string PathOf(string file) => Path.Combine(Written.FullPath, file);

    private static async Task WriteZerosAsync(Stream target, int megabytes)
    {
        var zeros = new byte[1 << 20];
        for (var written = 0; written < megabytes; written++) await target.WriteAsync(zeros, Cancellation);
    }
}
