using System.Globalization;
using System.IO.Compression;
using Azure.Core;
using Pricing.Pipeline.Tests.Intake.Batches;
using Pricing.Pipeline.Tests.Settlements;
using Pricing.Proof.Findings;
using Testing;

namespace Pricing.Proof.Tests;

/// <summary>The papers of a package, and the words to its reader: they follow from what the package holds.</summary>
public sealed class PackagePaperTests(AzuriteFixture azurite) : ProvenPackageTests(azurite)
{
    private string Package => Written.FullPath;

    [Fact]
    public async Task Verify_AnAmountChangedInAReportWithItsManifest_IsFoundByMakingItAgain()
    {
        var path = Path.Combine(Package, Report);
        await File.WriteAllTextAsync(path, (await File.ReadAllTextAsync(path, Cancellation)).Replace("647,000", "650,000", StringComparison.Ordinal), Cancellation);

        var finding = Assert.Single((await Written.VerifyAsync()).Findings);

        Assert.Equal((FindingKind.Difference, Report), (finding.Kind, finding.Place));
        Assert.Contains("650,000", finding.Stored, StringComparison.Ordinal);
        Assert.Contains("647,000", finding.Found, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_AnAmountChangedInAWorkbookWithItsManifest_IsFoundByMakingItAgain()
    {
        var path = Path.Combine(Package, Workbook);
        await using (var archive = await ZipFile.OpenAsync(path, ZipArchiveMode.Update, Cancellation))
        {
            var changed = 0;
            foreach (var entry in archive.Entries.ToList())
            {
                using var reader = new StreamReader(await entry.OpenAsync(Cancellation));
                var text = await reader.ReadToEndAsync(Cancellation);
                if (!text.Contains("647000", StringComparison.Ordinal)) continue;

                reader.Close();
                await using var writer = new StreamWriter(await entry.OpenAsync(Cancellation));
                writer.BaseStream.SetLength(0);
                await writer.WriteAsync(text.Replace("647000", "650000", StringComparison.Ordinal));
                changed++;
            }

            Assert.NotEqual(0, changed);
        }

        var finding = Assert.Single((await Written.VerifyAsync()).Findings);

        Assert.Equal((FindingKind.Difference, Workbook), (finding.Kind, finding.Place));
        Assert.Contains("650000", finding.Stored, StringComparison.Ordinal);
        Assert.Contains("647000", finding.Found, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_AWorkbookThatHoldsAPartTwice_IsNamed()
    {
        await using (var archive = await ZipFile.OpenAsync(Path.Combine(Package, Workbook), ZipArchiveMode.Update, Cancellation)) archive.CreateEntry("xl/styles.xml");

        var finding = Assert.Single((await Written.VerifyAsync()).Findings);

        Assert.Equal((FindingKind.Difference, Workbook), (finding.Kind, finding.Place));
        Assert.EndsWith($"{Path.GetFileName(Workbook)} holds xl/styles.xml twice", finding.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_PapersThatAreGoneOrMadeOfNothing_AreNamed()
    {
        File.Delete(Path.Combine(Package, Report));
        await File.WriteAllTextAsync(Path.Combine(Package, "papers/more.html"), "", Cancellation);

        var report = await Written.VerifyAsync();

        Assert.Equal([Report, "papers/more.html"], report.Findings.Select(finding => finding.Place));
        Assert.Equal(2, report.Differences);
    }

    [Fact]
    public async Task Verify_AReportUnderTheNameOfEarlierReleasesAndNoReadme_IsAlike()
    {
        File.Move(Path.Combine(Package, Report), Path.Combine(Package, Report.Replace(" report", "", StringComparison.Ordinal)));
        File.Delete(Path.Combine(Package, "README.txt"));

        var report = await Written.VerifyAsync(manifest => manifest with
        {
            Files = manifest.Files.Where(file => file.Key != "README.txt").ToDictionary(file => file.Key, file => file.Value),
        });

        Assert.Empty(report.Findings);
    }

    [Fact]
    public async Task Write_APackage_TellsAnAuditorWhatItHoldsAndHowToCheckIt()
    {
        var path = Path.Combine(Package, "README.txt");
        var text = await File.ReadAllTextAsync(path, Cancellation);

        // Whatever lies at the top, or below a folder of tables or blobs, is told.
        var parts = Directory.EnumerateFiles(Package, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Package, file).Split(Path.DirectorySeparatorChar))
            .Select(file => file switch { ["blobs", var container, ..] => $"blobs/{container}/", ["papers", ..] => "papers/", _ => string.Join('/', file) })
            .Where(part => part != "README.txt")
            .Distinct();
        Assert.All(parts, part => Assert.Equal(2, text.Split('\n').Count(line => line.StartsWith($"  {part} ", StringComparison.Ordinal))));
        Assert.Contains("verify --package FOLDER", text, StringComparison.Ordinal);

        await File.WriteAllTextAsync(path, text.Replace("--package", "--all", StringComparison.Ordinal), Cancellation);

        var finding = Assert.Single((await Written.VerifyAsync()).Findings);
        Assert.Equal((FindingKind.Difference, "README.txt"), (finding.Kind, finding.Place));
    }

    [Fact]
    public async Task Write_WhereNobodySignsIn_MarksThePapersAndProvesThem()
    {
        const string mark = "Not for publication";
        Assert.DoesNotContain(mark, await ReadAsync(Report), StringComparison.Ordinal);
        Assert.DoesNotContain("isNotForPublication", await ReadAsync("manifest.json"), StringComparison.Ordinal);
        Directory.Delete(Package, recursive: true);

        Assert.True((await Written.WriteAsync("IIJ", isNotForPublication: true)).IsSuccess);

        Assert.Contains(mark, await ReadAsync(Report), StringComparison.Ordinal);
        Assert.Contains(await SheetsAsync(), sheet => sheet.Contains(mark, StringComparison.Ordinal));
        var report = await Written.VerifyAsync();
        Assert.True(report.IsAlike, ProvenStorage.Shown(report));

        // Who takes the mark out of the manifest alone is found by the papers.
        var forged = await Written.VerifyAsync(manifest => manifest with { IsNotForPublication = false });
        Assert.Equal(4, forged.Differences);
        Assert.Contains(forged.Findings, finding => finding.Place == Report);
    }

    // What papers say of a number that is confirmed on a day is looked up twice, both times as of the time that they state.
    [Fact]
    public async Task Write_OfAGrantWhoseNumberIsConfirmed_IsMadeAtOnceAndProven()
    {
        await Written.Proven.Host.IngestAsync(
            "confirmed.csv",
            Batch.Csv(Rows.Grant("policy=iij-practice", "title=Third series", "allotted_confirmed_on=2013-07-12", "amends=2", "amend_reason=the allotment")),
            Cancellation);
        await Written.RewriteAsync("IIJ");

        Assert.Contains("89 (confirmed on 12 July 2013)", await ReadAsync(Report), StringComparison.Ordinal);
        var report = await Written.VerifyAsync();
        Assert.True(report.IsAlike, ProvenStorage.Shown(report));
    }

    [Fact]
    public async Task Write_WhileAGrantIsAmendedOnce_HoldsPapersOfWhatItHolds()
    {
        var hook = new StorageHook();
        hook.Once(IsPolicyRead, () => AmendAsync(2));
        Directory.Delete(Package, recursive: true);

        var written = await Written.WriteAsync("IIJ", hook);

        Assert.True(written.IsSuccess);
        var report = await Written.VerifyAsync();
        Assert.True(report.IsAlike, ProvenStorage.Shown(report));
        Assert.Equal(3, report.Checked[ProofSubject.Grants]);
    }

    [Fact]
    public async Task Write_WhileAGrantIsAmendedEachTime_IsRefusedAndLeavesNothing()
    {
        var (hook, version) = (new StorageHook(), 1);
        hook.Each(IsPolicyRead, () => AmendAsync(++version));
        Directory.Delete(Package, recursive: true);

        var written = await Written.WriteAsync("IIJ", hook);

        Assert.Equal(ReasonCode.NotDetermined, Assert.Single(written.Failures).Code);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Written.Beside));
    }

    // The rows of policies are copied after those of grants, once each time.
    private static bool IsPolicyRead(Request request) =>
        Uri.UnescapeDataString(request.Uri.Query) is var query && query.Contains("PartitionKey eq 'policy'", StringComparison.Ordinal) && query.Contains("RowKey ge", StringComparison.Ordinal);

    private async Task<List<string>> SheetsAsync()
    {
        var sheets = new List<string>();
        await using var archive = await ZipFile.OpenReadAsync(Path.Combine(Package, Workbook), Cancellation);
        foreach (var entry in archive.Entries.Where(entry => entry.FullName.StartsWith("xl/worksheets/", StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(await entry.OpenAsync(Cancellation));
            sheets.Add(await reader.ReadToEndAsync(Cancellation));
        }

        return sheets;
    }

    private Task<string> ReadAsync(string file) => File.ReadAllTextAsync(Path.Combine(Package, file), Cancellation);

    private async Task AmendAsync(int version) => await Written.Proven.Host.IngestAsync(
        string.Create(CultureInfo.InvariantCulture, $"amended {version}.csv"),
        Batch.Csv(Rows.Grant(
            "policy=iij-practice",
            string.Create(CultureInfo.InvariantCulture, $"title=Title {version}"),
            string.Create(CultureInfo.InvariantCulture, $"amends={version}"),
            "amend_reason=another title")),
        Cancellation);
}
