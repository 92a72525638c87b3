using Pricing.Files.Tests.Workbooks;
using Pricing.Pipeline.Storage;
using Testing;
using static EndToEnd.Tests.Host;

namespace EndToEnd.Tests;

/// <summary>The walk of docs/first-grant.md: from nothing to a final number of one's own.</summary>
public sealed class FirstGrantTests(AzuriteFixture azurite) : IDisposable
{
    /// <summary>Computed apart, with Python's statistics.stdev and math.erfc.</summary>
    private const string AmountPerRight = "18,200";

    private static readonly DateOnly Allotted = new(2024, 6, 14);

    private readonly TemporaryFolder folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Walk_FromAnEmptyFolder_EndsWithAFinalAmount()
    {
        string[] place = ["--data", Path.Combine(folder.FullPath, "data"), "--azurite-port", Text(FreePort.NextRange(3))];
        var environment = Environment(connection: null);

        var trial = await LocalProgram.RunAsync(["take", .. Files(), "--dry-run"], environment);
        var taken = await LocalProgram.RunAsync(["take", .. Files(), .. place], environment);
        var night = await LocalProgram.RunAsync(["night", "2024-06-14", .. place], environment);
        var again = await LocalProgram.RunAsync(["night", "2024-06-14", .. place, "--reason", "a look", "--by", "an auditor"], environment);
        var report = Path.Combine(folder.FullPath, "papers", "算定書.html");
        Directory.CreateDirectory(Path.GetDirectoryName(report)!);
        var papers = await LocalProgram.RunAsync(["report", "架空商事", "第1回", "--language", "ja", "--out", report, .. place], environment);

        Assert.Equal((0, ""), (trial.ExitCode, trial.Error));
        Assert.Equal((0, ""), (taken.ExitCode, taken.Error));
        Assert.Equal((0, ""), (night.ExitCode, night.Error));
        Assert.Contains("Night of 2024-06-14 v1: 1 grant, 1 value, 0 failed (0 unchanged, 0 provisional)", night.Output, StringComparison.Ordinal);
        Assert.All(
            ["架空商事", "第1回", "grant date, final", "3 of 5 years,", "no earlier close", "0.52 %, 5y", "31.16 %, 156 returns", "45/1496", AmountPerRight],
            shown => Assert.Contains(shown, night.Output, StringComparison.Ordinal));
        Assert.Equal(0, again.ExitCode);
        Assert.Contains("Night of 2024-06-14 v2: 1 grant, 1 value, 0 failed (1 unchanged, 0 provisional)", again.Output, StringComparison.Ordinal);
        Assert.Equal(TableOf(night.Output), TableOf(again.Output));
        Assert.Equal(0, papers.ExitCode);
        Assert.Contains("is of a number allotted that is confirmed, and the terms state no allotted_confirmed_on", papers.Error, StringComparison.Ordinal);
        Assert.StartsWith($"{report}\n", papers.Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Equal(
            ["架空商事 第1回 2024-06-14 v1 ja note.txt", "算定書.html"],
            Directory.GetFiles(Path.GetDirectoryName(report)!).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Contains("18,200円", await File.ReadAllTextAsync(report, Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Night_WithARunningHost_AsksItAndPrintsTheSameTable()
    {
        var account = await azurite.NewAccountAsync();
        await TakeAsync(account);
        var alone = await NightAsync(account, "2024-06-14");
        var ports = Ports();
        await using var host = LocalProgram.Start(
            [.. ports, "--no-samples"], Environment(account.ConnectionString, ("Api__Key", "secret"), ("Night__Scheduled", "false")));
        using var client = new HttpClient { BaseAddress = new($"http://127.0.0.1:{ports[1]}") };
        await Eventually.TrueAsync("the host is up", () => IsUpAsync(client), Cancellation, TimeSpan.FromSeconds(60));

        var asked = await LocalProgram.RunAsync(["night", "2024-06-14", "--port", ports[1]], Environment(account.ConnectionString, ("Api__Key", "secret")));
        var workbook = Path.Combine(folder.FullPath, "workbook.xlsx");
        var paper = await LocalProgram.RunAsync(
            ["workbook", "架空商事", "第1回", "--port", ports[1], "--out", workbook], Environment(account.ConnectionString, ("Api__Key", "secret")));
        var none = await LocalProgram.RunAsync(
            ["workbook", "架空商事", "第2回", "--port", ports[1], "--out", workbook], Environment(account.ConnectionString, ("Api__Key", "secret")));
        var never = await LocalProgram.RunAsync(
            ["workbook", "--date", "2024-06-13", "--port", ports[1], "--out", workbook], Environment(account.ConnectionString, ("Api__Key", "secret")));
        var keyless = await LocalProgram.RunAsync(["night", "2024-06-14", "--port", ports[1]], Environment(account.ConnectionString));

        Assert.Equal((0, ""), (asked.ExitCode, asked.Error));
        Assert.Contains($"Host: http://127.0.0.1:{ports[1]}", asked.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Storage:", asked.Output, StringComparison.Ordinal);
        Assert.Equal(TableOf(alone.Output), TableOf(asked.Output));
        Assert.Equal((0, ""), (paper.ExitCode, paper.Error));
        Assert.True(new FileInfo(workbook).Length > 10_000);
        Assert.Equal(3, none.ExitCode);
        Assert.Contains("no such grant of 架空商事 is stored", none.Error, StringComparison.Ordinal);
        Assert.Equal(3, never.ExitCode);
        Assert.Contains("no grant has a value for it", never.Error, StringComparison.Ordinal);
        Assert.Equal(1, keyless.ExitCode);
        Assert.Contains("asks for its key", keyless.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2024-06-15", "InvalidField date=2024-06-15: is no business date; the last one before it is 2024-06-14, the next 2024-06-17, with whose valuation")]
    [InlineData("2024-13-14", "InvalidField date=2024-13-14: ")]
    [InlineData("2049-01-05", "InvalidField date=2049-01-05: is in the future")]
    public async Task Night_DateThatCannotBeValued_IsOneLineAndExitCode2(string date, string message)
    {
        var result = await NightAsync(await azurite.NewAccountAsync(), date);

        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith(message, Assert.Single(result.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Night_ValueThatFails_IsShownWithExitCode3()
    {
        var account = await azurite.NewAccountAsync();
        var storage = await StorageAsync(account);
        await storage.GrantBatches.UploadBlobAsync("grants.xlsx", new BinaryData(Grants()), Cancellation);

        var result = await NightAsync(account, "2024-06-14");

        Assert.Equal(3, result.ExitCode);
        Assert.Contains("MissingPrice", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Night_DateWhoseRowIsMissing_IsProvisionalUntilARowSaysThatThereWasNoTrade()
    {
        var account = await azurite.NewAccountAsync();
        var lines = FirstGrant.Closes().Split("\r\n");
        var shown = folder.Write("no-trade.csv", "日付,証券コード,終値\n2024/6/14,4999,\n");
        var cheap = folder.Write("cheap.csv",
            "issuer,grant_id,security_code,currency,allotment_date,exercise_start,exercise_end,exercise_price,shares_per_right,maximum_rights,allotted_rights,policy,expected_remaining_years\n"
            + "架空商事,廉価,4999,円,2024-06-14,2026-06-15,2034-06-14,100.5,100,500,480,continuous,5\n");
        string[] files = [.. Files(), cheap];
        await File.WriteAllLinesAsync(files[1], lines.Where(line => !line.StartsWith("2024/6/14,", StringComparison.Ordinal)), Cancellation);

        var taken = await LocalProgram.RunAsync(["take", .. files], Environment(account.ConnectionString));
        var first = await NightAsync(account, "令和6年6月14日");
        await LocalProgram.RunAsync(["take", shown], Environment(account.ConnectionString));
        var second = await NightAsync(account, "2024/6/14");

        Assert.Equal((0, ""), (taken.ExitCode, taken.Error));
        Assert.Contains("note: 4999: no row of 1 session between 2021-06-14 and 2024-06-17 (2024-06-14): add what is missing", taken.Output, StringComparison.Ordinal);
        Assert.Contains("note: line 2: exercise_price 100.5 has a fraction of 1 JPY", taken.Output, StringComparison.Ordinal);
        Assert.Contains("Night of 2024-06-14 v1: 2 grants, 2 values, 0 failed (0 unchanged, 2 provisional)", first.Output, StringComparison.Ordinal);
        Assert.Contains("no row of 2024-06-14 is stored, so the close before it is taken and the value is provisional; take in that day's close, or a row of the day without a close", Unfolded(first.Output), StringComparison.Ordinal);
        Assert.Contains("架空商事 廉価: X 100.5 is below a fifth of S ", Unfolded(first.Output), StringComparison.Ordinal);

        // The provisional values are looked at again every business morning; where that came first, the night finds them unchanged.
        Assert.Matches(@"2 values, 0 failed \([02] unchanged, 0 provisional\)", second.Output);
        Assert.DoesNotContain("no row of", Unfolded(second.Output), StringComparison.Ordinal);

        // Whichever of the two runs made the change is named with it.
        Assert.Matches(@"v[23] 架空商事 第1回 stays [\d,]+ per right; Provisional to Final", Unfolded(second.Output));

        // No curve is stored of a date before, so there is no rate, and no period was derived.
        var early = await NightAsync(account, "2024/6/12");
        Assert.Equal(3, early.ExitCode);
        Assert.Contains("NoCurve", early.Output, StringComparison.Ordinal);
        Assert.Matches(@"[\d.]+ years,\s+no earlier close", early.Output);
    }

    [Fact]
    public async Task Night_TableThatIsWiderThanTheConsole_IsAListOfTheSameFigures()
    {
        var account = await azurite.NewAccountAsync();
        await TakeAsync(account);
        var storage = await StorageAsync(account);
        var issuer = new string('長', 80);
        await storage.GrantBatches.UploadBlobAsync("grants.csv", BinaryData.FromString(
            "issuer,grant_id,security_code,currency,allotment_date,exercise_start,exercise_end,exercise_price,shares_per_right,maximum_rights,allotted_rights,policy,expected_remaining_years\n"
            + $"{issuer},g1,4999,JPY,2024-06-14,2026-06-15,2034-06-14,2000円,100株,500個,480個,continuous,5年\n"), Cancellation);

        var result = await NightAsync(account, "2024-06-14");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Contains($"\n{issuer} g1\n  S: 1,496\n  X: 2,000\n  T: 5\n  sigma: 31.16 %, 156 returns, 2021-06-14..2024-06-14, 3 of 5 years, no earlier close\n", result.Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains($"\n  per right: {AmountPerRight}\n", result.Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.DoesNotContain("───", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WithoutSamples_IsEmptyAsksNoFeedAndStaysSo()
    {
        var account = await azurite.NewAccountAsync();
        var first = await LocalProgram.RunAsync([.. Ports(), "--no-samples", "--once"], Environment(account.ConnectionString));
        var later = await LocalProgram.RunAsync([.. Ports(), "--once"], Environment(account.ConnectionString));

        Assert.Equal((0, ""), (first.ExitCode, first.Error));
        Assert.Contains("from files", first.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("sample", first.Output, StringComparison.Ordinal);
        Assert.Equal((0, ""), (later.ExitCode, later.Error));
        Assert.DoesNotContain("sample", later.Output, StringComparison.Ordinal);
        Assert.Equal(0, await CountAsync((await StorageAsync(account)).Grants, 1));
    }

    [Fact]
    public async Task Start_WithoutSamples_WhereTheyAre_IsRefused()
    {
        var account = await azurite.NewAccountAsync();
        await LocalProgram.RunAsync([.. Ports(), "--once"], Environment(account.ConnectionString));

        var option = await LocalProgram.RunAsync([.. Ports(), "--no-samples", "--once"], Environment(account.ConnectionString));
        var setting = await LocalProgram.RunAsync([.. Ports(), "--once"], Environment(account.ConnectionString, ("Local__Samples", "false")));

        Assert.Equal((1, 1), (option.ExitCode, setting.ExitCode));
        Assert.StartsWith("The samples are in ", option.Error, StringComparison.Ordinal);
        Assert.Equal(option.Error, setting.Error);
    }

    private static Task<ProgramResult> NightAsync(StorageOptions account, params IReadOnlyList<string> arguments) => LocalProgram.RunAsync(
        ["night", .. arguments, "--port", Text(FreePort.Next())], Environment(account.ConnectionString));

    private static async Task<PipelineStorage> StorageAsync(StorageOptions account)
    {
        var storage = StorageClients.Create(account);
        await storage.CreateAsync(Cancellation);
        return storage;
    }

    // A console folds what is wider than it.
    private static string Unfolded(string output) => string.Join(' ', output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string TableOf(string output) => output[output.IndexOf("  grant ", StringComparison.Ordinal)..];

    private static async Task<bool> IsUpAsync(HttpClient client)
    {
        try
        {
            return await client.GetStringAsync(new Uri("/health", UriKind.Relative), Cancellation) == "ok";
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private async Task TakeAsync(StorageOptions account)
    {
        var taken = await LocalProgram.RunAsync(["take", .. Files()], Environment(account.ConnectionString));
        Assert.Equal((0, ""), (taken.ExitCode, taken.Error));
    }

    private string[] Files()
    {
        var grants = Path.Combine(folder.FullPath, "grants.xlsx");
        File.WriteAllBytes(grants, Grants());
        return [grants, folder.Write("4999.csv", FirstGrant.Closes()), folder.Write("dividends.csv", FirstGrant.Dividends), folder.Write("curve.csv", FirstGrant.Curve)];
    }

    private static byte[] Grants() => new TestWorkbook()
        .Row("新株予約権 一覧")
        .Row(
            "発行会社", "新株予約権番号", "証券コード", "通貨", "割当日", "行使期間開始日", "行使期間終了日", "行使価額(円)", "付与株式数",
            "新株予約権の総数", "割当個数", "算定ルール", "予想残存期間(年)")
        .Row(
            "架空商事", "第1回", TestWorkbook.Number(4999), "JPY", TestWorkbook.Date(Allotted), TestWorkbook.Date(new(2026, 6, 15)),
            TestWorkbook.Date(new(2034, 6, 14)), TestWorkbook.Number(2000), TestWorkbook.Number(100), TestWorkbook.Number(500),
            TestWorkbook.Number(480), "continuous", TestWorkbook.Number(5))
        .ToBytes();
}
