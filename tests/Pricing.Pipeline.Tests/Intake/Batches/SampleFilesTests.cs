using System.Text;
using Pricing.Files.Schemas;
using Pricing.Files.Tables;
using Pricing.Pipeline.Intake.Batches;
using Pricing.Pipeline.Intake.Records;
using Pricing.Pipeline.Register.Grants;
using Pricing.Policies;
using PricingFunctions.Local;

namespace Pricing.Pipeline.Tests.Intake.Batches;

/// <summary>Every table that the repository shows is one that its own reader takes.</summary>
public sealed class SampleFilesTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Samples =>
    [
        .. Directory.EnumerateFiles(Path.Combine(RepositoryRoot.Find(), "samples"), "*", SearchOption.AllDirectories)
            .Where(path => Path.GetExtension(path) != ".md")
            .Select(path => Path.GetRelativePath(RepositoryRoot.Find(), path)),
    ];

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task Sample_OfEveryFolder_IsReadWithoutADefect(string path)
    {
        var full = Path.Combine(RepositoryRoot.Find(), path);
        await using var content = File.OpenRead(full);

        // Rows for the command price, which no door takes in.
        if (File.ReadLines(full).First().StartsWith("id,S,X,T,", StringComparison.Ordinal))
            await ReadAsync(content);
        else
            await JudgeAsync(content, Path.GetFileName(path));
    }

    [Fact]
    public async Task Table_OfTheGuideToTheFirstGrant_IsTakenAsItStands()
    {
        var guide = await File.ReadAllLinesAsync(Path.Combine(RepositoryRoot.Find(), "docs/first-grant.md"), Cancellation);
        var kinds = new List<string>();
        foreach (var table in Tables(guide.TakeWhile(line => !line.StartsWith("## 2", StringComparison.Ordinal))))
        {
            using var content = new MemoryStream(Encoding.UTF8.GetBytes(table));
            kinds.Add(await JudgeAsync(content, "4999.csv"));
        }

        Assert.Equal(["grants", "prices", "dividends", "curves"], kinds);
    }

    private static async Task ReadAsync(Stream content)
    {
        using var table = await TableReader.OpenAsync(content, new() { Today = new(2026, 1, 15), Kind = FileKind.Valuations }, Cancellation);
        while (await table.ReadAsync(Cancellation)) Assert.Empty(table.Fields.Failures);

        Assert.Empty(table.Defects);
        Assert.NotEqual(0, table.RowCount);
    }

    private static async Task<string> JudgeAsync(Stream content, string name)
    {
        var trial = new FileTrial(new GrantTermsReader(new PolicyCatalog()), TimeProvider.System);
        var judged = await trial.JudgeAsync(content, new() { Name = name, Door = SentFile.TakeDoor }, Cancellation);

        Assert.Empty(judged.Rejects);
        Assert.Equal((null, 0, 0), (judged.Report.Defect, judged.Report.Rejected, judged.Report.Waiting));
        Assert.NotEqual(0, judged.Report.Stored);
        return judged.Report.Kind;
    }

    private static IEnumerable<string> Tables(IEnumerable<string> lines)
    {
        var table = new StringBuilder();
        foreach (var line in lines.Append(""))
        {
            if (line.StartsWith("|-", StringComparison.Ordinal)) continue;
            if (line.StartsWith('|'))
            {
                table.AppendJoin(',', line.Trim('|').Split('|').Select(cell => cell.Trim())).Append('\n');
            }
            else if (table.Length > 0)
            {
                yield return table.ToString();
                table.Clear();
            }
        }
    }
}
