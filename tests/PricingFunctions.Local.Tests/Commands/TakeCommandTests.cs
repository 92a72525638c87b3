using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pricing.Pipeline.Intake.Records;
using Pricing.Pipeline.Intake.Waiting;
using Pricing.Pipeline.MarketData.History;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Storage;
using Testing;
using static PricingFunctions.Local.Tests.Commands.TakeCase;

namespace PricingFunctions.Local.Tests.Commands;

/// <summary>The command without a host: judging alone, into an account, and into a data folder.</summary>
public sealed class TakeCommandTests(AzuriteFixture azurite) : IDisposable
{
    private const string Prices = "Code,Date,Close\n3774,2013-07-09,3500\n3774,2013-07-10,3510\n9433,2013-07-10,5000\n";
    private const string Closes = "Date,Close\n2013-07-10,3510\n";

    private readonly TemporaryFolder folder = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("grants.csv", GrantHeader + "IIJ,g1,3774,JPY,2013-07-11,2013-07-12,2043-07-11,1,200,135,135,iij-practice,15\n", "grants", 1, 0)]
    [InlineData("events.csv", Events, "events", 1, 0)]
    [InlineData("holders.csv", "issuer,grant_id,holder,group,rights\nIIJ,g1,h1,directors,5\n", "holders", 1, 0)]
    [InlineData("prices.csv", Prices, "prices", 3, 2)]
    [InlineData("dividends.csv", "Code,Kind,Amount,RecordDate,AnnouncedOn\n3774,final,18.75,2013-03-31,2013-05-15\n", "dividends", 1, 1)]
    [InlineData("curves.csv", "date,1Y,10Y\n2013-07-10,0.1,0.8\n", "curves", 1, 0)]
    public async Task DryRun_EveryKind_IsJudgedWithoutStorage(string name, string content, string kind, int stored, int shares)
    {
        var path = folder.Write(name, content);

        var result = await TakeAsync(NoStorage, path, "--dry-run", "--json");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal(
            $$"""{"file":{{JsonSerializer.Serialize(path)}},"kind":"{{kind}}","rows":{{(kind == "prices" ? 3 : 1)}},"stored":{{stored}},"unchanged":0,"amended":0,"waiting":0,"rejected":0,"shares":{{shares}},"notices":[],"defect":null}""" + "\n",
            result.Output);
    }

    [Fact]
    public async Task DryRun_CurvesWithSeveralWrongFigures_NamesEachWithItsRow()
    {
        var path = folder.Write("curves.csv", "date,tenor,percent\n2013-07-11,5,0.3\n2013-07-11,10,0.8\n2013-07-11,15,85 %\n2013-07-12,10,abc\n");

        var result = await TakeAsync(NoStorage, path, "--dry-run");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("  4 rows, 0 would be stored, 0 unchanged, 0 amended, 0 waiting, 2 refused\n  defect: line 4: ImplausibleValue percent=85 %: 2013-07-11: the yield of 15 years is beyond 15 %", result.Output, StringComparison.Ordinal);
        Assert.Contains(", and 1 more\n  line 5: InvalidField percent=abc: is not a number\n", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DryRun_SeveralFiles_IsTheStrongestExitCodeAndOneBadFileStopsNoOther()
    {
        var good = folder.Write("good.csv", Prices);
        var refused = folder.Write("refused.csv", GrantHeader + Grant("g1") + Grant("g2", price: "x") + Grant("g3", policy: "none"));
        var broken = folder.Write("broken.csv", "Date,Close\n2013-07-10,abc\n");
        var missing = Path.Combine(folder.FullPath, "missing.csv");

        var partial = await TakeAsync(NoStorage, refused, good, "--dry-run");
        var all = await TakeAsync(NoStorage, broken, missing, folder.FullPath, refused, good, "--dry-run");
        var json = await TakeAsync(NoStorage, broken, missing, folder.FullPath, refused, good, "--dry-run", "--json");

        Assert.Equal((3, 2, 2), (partial.ExitCode, all.ExitCode, json.ExitCode));
        Assert.Contains($"{refused}: grants, by its header\n  3 rows, 1 would be stored, 0 unchanged, 0 amended, 1 waiting, 1 refused\n  line 3: InvalidField exercise_price=x: is not a number\n  to be corrected and sent again as CSV: the same command with --rejects PATH\n  line 4 waits: UnknownPolicy policy=none", partial.Output, StringComparison.Ordinal);
        Assert.Equal($"{missing} is not there\n{folder.FullPath} is a folder; name a file\n", all.Error.ReplaceLineEndings("\n"));
        Assert.Contains("  defect: line 2: InvalidField Close=abc: is not a number", all.Output, StringComparison.Ordinal);
        Assert.EndsWith($"{good}: prices, by its header\n  3 rows, 3 would be stored, 0 unchanged, 0 amended, 0 waiting, 0 refused, 2 shares: 3774 2013-07-09..2013-07-10, 9433 2013-07-10..2013-07-10\n", all.Output, StringComparison.Ordinal);
        Assert.Equal(
            ["line 2: InvalidField Close=abc: is not a number, and 1 more", $"{missing} is not there", $"{folder.FullPath} is a folder; name a file", "", ""],
            Lines(json).Select(line => line["defect"]?.ToString() ?? ""));
        Assert.Equal(["prices", "", "", "grants", "prices"], Lines(json).Select(line => line["kind"]?.ToString() ?? ""));
    }

    [Theory]
    [InlineData("two.csv", "Date,Close,Amount,RecordDate\n", "the columns fit more than one kind (Prices, Dividends); state the kind")]
    [InlineData("none.csv", "a,b\n1,2\n", "none of the first 10 rows is a header of a known kind")]
    [InlineData("empty.csv", "", "the file is empty")]
    public async Task DryRun_FileOfNoKind_IsADefectWithTheCandidates(string name, string content, string reason)
    {
        var result = await TakeAsync(NoStorage, folder.Write(name, content), "--dry-run", "--json");

        var line = Assert.Single(Lines(result));
        Assert.Equal((2, null), (result.ExitCode, line["kind"]));
        Assert.Contains(reason, line["defect"]!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task DryRun_TwoRowsOfOneGrantThatDiffer_NamesTheLineOfTheFirst()
    {
        var path = folder.Write("grants.csv", GrantHeader + Grant("g0") + Grant("g1") + Grant("g1", price: "2"));

        var result = await TakeAsync(NoStorage, path, "--dry-run");

        Assert.Equal(3, result.ExitCode);
        Assert.Contains("line 4: DuplicateGrant grant_id=g1: stands with other terms in line 3 of this file", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DryRun_KindAndCodeStated_AreHeeded()
    {
        var two = folder.Write("two.csv", "Date,Close,Amount,RecordDate\n2013-07-10,3510,1,2013-03-31\n");

        var result = await TakeAsync(NoStorage, two, "--kind", "PRICES", "--code", "3774.T", "--dry-run");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("two.csv: prices, as stated\n  1 row, 1 would be stored", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--kind stocks", "--kind stocks: must be grants, events, holders, prices, dividends, actions, curves")]
    [InlineData("--code 12", "--code 12: is no Tokyo code")]
    [InlineData("--origin real", "--origin real: must be synthetic")]
    [InlineData("--replace", "--replace needs --reason")]
    [InlineData("--kind grants --code 3774", "--code names the share of a file; the rows of grants name their own")]
    [InlineData("--port 70000", "--port 70000: not a port")]
    [InlineData("--rejects ", "--rejects: is empty; state a file or a folder")]
    [InlineData("--reason a\tb", @"--reason a\u0009b: holds a control character")]
    public async Task Take_WrongOption_IsOneLineAndExitCode2(string options, string reason)
    {
        var result = await TakeAsync(NoStorage, [folder.Write("f.csv", Prices), .. options.Split(' ')]);

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.StartsWith(reason, Assert.Single(result.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Take_ReasonWithALineEndBehindIt_IsJudgedWithoutIt()
    {
        var result = await TakeAsync(NoStorage, folder.Write("3774.csv", Prices), "--dry-run", "--replace", "--reason", $"{new string('x', 200)}\r\n");

        Assert.DoesNotContain("--reason", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Take_ReasonLongerThanOverHttp_IsOneLineAndExitCode2()
    {
        var result = await TakeAsync(NoStorage, folder.Write("f.csv", Prices), "--replace", "--reason", new string('x', 201));

        Assert.Equal((2, "", "--reason: is longer than 200 characters"), (result.ExitCode, result.Output, result.Error.TrimEnd()));
    }

    [Fact]
    public async Task Take_FileOfNoName_IsOneLineAndExitCode2()
    {
        var result = await TakeAsync(NoStorage, "", "--dry-run");

        Assert.Equal((2, "FILE: is empty; state a file"), (result.ExitCode, result.Error.TrimEnd()));
    }

    [Fact]
    public async Task Take_NoFile_IsExitCode2() => Assert.Equal(2, (await TakeAsync(NoStorage)).ExitCode);

    [Fact]
    public async Task Take_IntoAnAccount_StoresAndAnswersTheSameFileTheSame()
    {
        var (environment, storage) = await AccountAsync(azurite);
        var path = folder.Write("grants.csv", GrantHeader + Grant("g1") + Grant("g2", price: "x"));
        var prices = folder.Write("3774.csv", Closes);

        var first = await TakeAsync(environment, path, prices, "--json");
        var again = await TakeAsync(environment, path, prices, "--json");

        Assert.Equal((3, ""), (first.ExitCode, first.Error));
        Assert.Equal((3, first.Output), (again.ExitCode, again.Output));
        Assert.Equal(["grants 2 1 1", "prices 1 1 0"], Lines(first).Select(line => $"{line["kind"]} {line["rows"]} {line["stored"]} {line["rejected"]}"));
        Assert.True((await new GrantStore(storage, TimeProvider.System).FindAsync("IIJ|00", "g1", version: null, Cancelled)).IsSuccess);
        var record = Assert.Single(await new FileRecords(storage).RecentAsync(ContentHash.Of(Closes), Cancelled));
        Assert.Equal(("3774.csv", "take", Environment.UserName, FileState.Done), (record.Name, record.Door, record.Who, record.State));
    }

    [Fact]
    public async Task Take_WorkbookAndJson_AreTaken()
    {
        var (environment, storage) = await AccountAsync(azurite);
        var json = folder.Write("closes.json", """[{"Code":"3774","Date":"2013-07-10","Close":3510.0}]""");
        var lines = folder.Write("3774.ndjson", "{\"日付\":\"2013-07-11\",\"終値\":3505}\n");

        var result = await TakeAsync(environment, json, lines);

        Assert.Equal(0, result.ExitCode);
        Assert.Equal([3510m, 3505m], (await new MarketDataStore(storage).ReadPricesAsync("37740", Cancelled))!.Closes.Select(close => close.Close));
    }

    [Fact]
    public async Task Take_EventsBeforeTheirGrant_WaitAndAreJudgedWhenItComes()
    {
        var (environment, storage) = await AccountAsync(azurite);
        var events = await TakeAsync(environment, folder.Write("events.csv", Events));
        var grants = await TakeAsync(environment, folder.Write("grants.csv", GrantHeader + Grant("g1")));

        Assert.Equal((3, 0), (events.ExitCode, grants.ExitCode));
        Assert.Contains(
            "1 row, 0 stored, 0 unchanged, 0 amended, 1 waiting, 0 refused\n  line 2 waits: UnknownGrant grant_id=g1: ", events.Output, StringComparison.Ordinal);
        Assert.Contains($"waiting withdraw {ContentHash.Of(Events)}-events LINE", events.Output, StringComparison.Ordinal);
        Assert.Equal(0, await new WaitingStore(storage).CountAsync(Cancelled));
        Assert.Equal("stored", Assert.Single(await new FateStore(storage).OfFileAsync($"{ContentHash.Of(Events)}-events", Cancelled)).Result);
    }

    [Fact]
    public async Task Take_SecondDecisionOfADay_SaysToTakeBackTheFirst()
    {
        const string header = "issuer,grant_id,date,kind,rights,reference,decided_shares,decided_exercise_price\n";
        var (environment, _) = await AccountAsync(azurite);
        await TakeAsync(environment, folder.Write("grants.csv", GrantHeader + Grant("g1")), folder.Write("a.csv", header + "IIJ,g1,2014-07-01,adjusted,,a,250,2\n"));

        var second = await TakeAsync(environment, folder.Write("b.csv", header + "IIJ,g1,2014-07-01,adjusted,,b,251,2\n"));

        Assert.Equal(3, second.ExitCode);
        Assert.Contains("events are not replaced: take back first the one that is stored, by an event of its kind whose reverses names its id", second.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("--replace", second.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Take_PolicyThatComesWithTheSettings_IsWhatRowsWaitedFor()
    {
        var (environment, storage) = await AccountAsync(azurite);
        var waits = await TakeAsync(environment, folder.Write("grants.csv", GrantHeader + Grant("g1", policy: "house-rule")));
        environment["Policies__0__Name"] = "house-rule";
        environment["Policies__0__BasedOn"] = "release-text";

        var other = await TakeAsync(environment, folder.Write("3774.csv", Closes));

        Assert.Equal((3, 0), (waits.ExitCode, other.ExitCode));
        Assert.True((await new GrantStore(storage, TimeProvider.System).FindAsync("IIJ|00", "g1", version: null, Cancelled)).IsSuccess);
    }

    [Fact]
    public async Task Take_ReplaceWithReason_ReplacesWhatStays()
    {
        var (environment, storage) = await AccountAsync(azurite);
        await TakeAsync(environment, folder.Write("3774.csv", Closes));
        var path = folder.Write("3774.csv", Closes.Replace("3510", "3511", StringComparison.Ordinal));

        var refused = await TakeAsync(environment, path);
        var replaced = await TakeAsync(environment, path, "--replace", "--reason", "訂正", "--origin", "synthetic");

        var again = await TakeAsync(environment, path, "--replace", "--reason", "訂正", "--origin", "synthetic");

        Assert.Equal((3, 0), (refused.ExitCode, replaced.ExitCode));
        Assert.Contains("to put this file's figures in their place: send them in a file that is another one", again.Output, StringComparison.Ordinal);
        Assert.Contains("ConflictingData close=3511: 3510 is stored for 3774 on 2013-07-10 and stays", refused.Output, StringComparison.Ordinal);
        Assert.Contains("--replace --reason", refused.Output, StringComparison.Ordinal);
        Assert.Equal(3511m, (await new MarketDataStore(storage).ReadPricesAsync("37740", Cancelled))!.Find(new(2013, 7, 10))!.Value.Close);
        Assert.Contains(await new FileRecords(storage).RecentAsync(null, Cancelled), record => record is { Reason: "訂正", IsSynthetic: true });
    }

    [Fact]
    public async Task Take_StorageThatIsAway_IsExitCode1()
    {
        var environment = Storage($"DefaultEndpointsProtocol=http;AccountName=a;AccountKey=dGVzdA==;BlobEndpoint=http://127.0.0.1:{FreePort.Next()}/a;QueueEndpoint=http://127.0.0.1:{FreePort.Next()}/a;TableEndpoint=http://127.0.0.1:{FreePort.Next()}/a;");

        var result = await TakeAsync(environment, folder.Write("3774.csv", Closes));

        Assert.Equal((1, 1), (result.ExitCode, result.Error.TrimEnd().Split('\n').Length));
        Assert.StartsWith("The storage account cannot be used", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Take_WithoutAnything_StartsTheEmulatorOnTheFolderAndEndsIt()
    {
        string[] place = ["--data", Path.Combine(folder.FullPath, "data"), "--azurite-port", FreePort.NextRange(3).ToString(CultureInfo.InvariantCulture)];
        var path = folder.Write("3774.csv", Closes);

        var first = await TakeAsync(NoStorage, [path, .. place]);
        var again = await TakeAsync(NoStorage, [path, .. place]);

        Assert.Equal((0, "", 0), (first.ExitCode, first.Error, again.ExitCode));
        Assert.Contains($"data in {place[1]}, a new folder\n", first.Output, StringComparison.Ordinal);
        Assert.Contains($"data in {place[1]}\n", again.Output, StringComparison.Ordinal);
        Assert.EndsWith(
            "3774.csv: prices, by its header\n  the same file was taken in before, and nothing is done; what became of it then:\n  1 row, 1 stored, 0 unchanged, 0 amended, 0 waiting, 0 refused, 1 share: 3774 2013-07-10..2013-07-10\n"
            + "  what other files have replaced of it since stays replaced; to put this file's figures in their place: --replace --reason \"...\"\n",
            again.Output,
            StringComparison.Ordinal);
    }

    private static List<JsonNode> Lines(ProgramResult result) =>
        [.. result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)];
}
