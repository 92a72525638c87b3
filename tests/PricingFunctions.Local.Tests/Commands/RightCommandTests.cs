using System.Text.Json.Nodes;
using Testing;

namespace PricingFunctions.Local.Tests.Commands;

/// <summary>The commands <c>right</c> on the sample's third series.</summary>
public sealed class RightCommandTests : IDisposable
{
    private const string Events =
        "issuer,grant_id,date,kind,rights,reference,holder,office_lost,heir,book_value\n"
        + "IIJ,3rd-series,2014-06-27,left_office,,minutes,D-01,director,,\n"
        + "IIJ,3rd-series,2014-07-07,exercised,20,notice,D-01,,,12940000\n"
        + "IIJ,3rd-series,2014-07-08,exercised,1,notice,D-01,,,647000\n";

    private const string Holders =
        "issuer,grant_id,holder,group,rights\nIIJ,3rd-series,D-01,Directors,60\nIIJ,3rd-series,E-01,Executive officers,29\n";

    private const string Actions =
        "code,kind,ratio,record_date,reference\n3774,split,1:2,2020-12-31,disclosure\n3774,split,1:2,2022-09-30,disclosure\n";

    private static readonly string Grants = Path.Combine(RepositoryRoot.Find(), "samples", "grants", "iij-3rd-series.csv");
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Exercise_AfterLosingOffice_SaysWhatItDeliversCostsAndAddsToCapital()
    {
        var result = await RunAsync(
            "exercise", "--rights", "1", "--on", "2014-07-01", "--holder", "D-01", "--grant-date-value", "647000",
            "--events", folder.Write("events.csv", string.Join('\n', Events.Split('\n')[..2])), "--holders", folder.Write("holders.csv", Holders));

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal(
            """
            issuer: IIJ
            grant id: 3rd-series
            rights outstanding: 88
            holder rights: 59
            window: 2014-06-28..2014-07-07
            last day: 2014-07-07
            exercise:
              rights: 1
              shares per right: 200
              exercise price: 1
              shares: 200
              dropped fraction: 0
              amount payable: 200
              new shares: 200
              treasury shares: 0
              treasury book value: 0
              book value: 647000
              book value origin: assumed: fully expensed, never modified
              limit: 647200
              capital stock: 323600
              capital reserve: 323600
              other capital surplus: 0
            section 5: 2014-07-01 is in the exercise period 2013-07-12..2043-07-11
            section 7: the holder has 60 rights by allotment
            section 11: item 2: office was lost on 2014-06-27; the holder can exercise in 2014-06-28..2014-07-07

            """,
            result.Output);
    }

    [Fact]
    public async Task Exercise_BeyondTheTenDays_IsRefusedBySectionForPeopleAndPrograms()
    {
        string[] asked =
        [
            "exercise", "--rights", "1", "--on", "2014-07-08", "--holder", "D-01",
            "--events", folder.Write("events.csv", string.Join('\n', Events.Split('\n')[..2])),
        ];
        const string refusal = "RefusedBySection11 date=2014-07-08: section 11, item 2: the holder can exercise in 2014-06-28..2014-07-07";

        var text = await RunAsync(asked);
        var json = await RunAsync([.. asked, "--json"]);

        Assert.Equal((3, $"refused: {refusal}\n"), (text.ExitCode, text.Output));
        var answer = JsonNode.Parse(json.Output)!;
        Assert.Equal((3, false, refusal), (json.ExitCode, (bool)answer["accepted"]!, (string)answer["refused"]![0]!));
    }

    [Fact]
    public async Task Window_Capital_Adjust_AnswerFromTheFilesAlone()
    {
        var actions = folder.Write("actions.csv", Actions);
        var heir = await RunAsync("window", "--inherited", "2014-08-31", "--json");
        var period = await RunAsync("window");
        var capital = await RunAsync("capital", "--rights", "1", "--on", "2022-10-01", "--book-value", "647000", "--actions", actions, "--json");
        var adjusted = await RunAsync("adjust", "--on", "2022-09-30", "--actions", actions, "--json");

        Assert.Equal(("2014-08-31", "2015-02-28"), ((string)JsonNode.Parse(heir.Output)!["window"]!["from"]!, (string)JsonNode.Parse(heir.Output)!["window"]!["to"]!));
        Assert.Contains("window: 2013-07-12..2043-07-11", period.Output, StringComparison.Ordinal);
        Assert.Equal((800m, 323_900m, 323_900m), JsonNode.Parse(capital.Output)! is var amounts ? ((decimal)amounts["shares"]!, (decimal)amounts["capitalStock"]!, (decimal)amounts["capitalReserve"]!) : default);
        var steps = JsonNode.Parse(adjusted.Output)!;
        Assert.Equal(("400", "800"), ((string)steps["sharesInForce"]!, (string)steps["sharesForValuation"]!));
        Assert.Equal(["2020-12-29", "2022-09-29"], steps["steps"]!.AsArray().Select(step => (string)step!["exDate"]!));
    }

    [Fact]
    public async Task Adjust_SplitShownByTwoDocuments_CountsOnce()
    {
        var actions = folder.Write("twice.csv", Actions + "3774,split,1:2,2020-12-31,correction of the disclosure\n");

        var result = await RunAsync("adjust", "--on", "2021-01-01", "--actions", actions, "--json");

        Assert.Equal("400", (string)JsonNode.Parse(result.Output)!["sharesInForce"]!);
    }

    [Fact]
    public async Task Reorganise_ShareExchange_WritesFilesThatAreTaken()
    {
        var result = await RunAsync(
            "reorganise", "--on", "2025-04-01", "--kind", "share_exchange", "--reference", "agreement", "--successor-issuer", "HD",
            "--successor-grant", "1st", "--successor-code", "9999", "--successor-shares", "300", "--out", folder.FullPath);

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("successor period: 2025-04-01..2043-07-11", result.Output, StringComparison.Ordinal);
        var taken = await LocalProgram.RunAsync(
            ["take", Path.Combine(folder.FullPath, "successor-grants.csv"), Path.Combine(folder.FullPath, "reorganised-events.csv"), "--dry-run"]);
        Assert.Equal(0, taken.ExitCode);
        Assert.Contains("IIJ/3rd-series", await File.ReadAllTextAsync(Path.Combine(folder.FullPath, "successor-grants.csv"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reorganise_SuccessorThatCannotBe_IsRefusedWithEveryReason()
    {
        var grant = (await File.ReadAllTextAsync(Grants, TestContext.Current.CancellationToken)).Replace(",1,200,", ",3505,200,", StringComparison.Ordinal);
        var result = await LocalProgram.RunAsync(
            "right", "reorganise", folder.Write("dear.csv", grant), "--grant", "3rd-series", "--on", "2025-04-01", "--kind", "merger", "--reference", "agreement",
            "--successor-issuer", "IIJ", "--successor-grant", "3rd-series", "--successor-code", "9999", "--successor-shares", "100.7");

        Assert.Equal(3, result.ExitCode);
        Assert.Contains("InvalidField successor-grant=IIJ/3rd-series", result.Output, StringComparison.Ordinal);
        Assert.Contains("InvalidField successor-shares=100.7", result.Output, StringComparison.Ordinal);
        Assert.Contains("TermsNotStated successor-exercise-price=: the old exercise price is 3505", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Allotment_PublishedAmount_IsOffsetInFull()
    {
        var result = await RunAsync("allotment", "--grant-date-value", "647000");

        Assert.Contains("payable: number planned, group all, rights 135, amount 87345000, offset against remuneration 87345000, paid in cash 0", result.Output, StringComparison.Ordinal);
        Assert.Contains("payable: number allotted, group all, rights 89, amount 57583000, offset against remuneration 57583000, paid in cash 0", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Events_OfAFile_AreSettledOneByOne()
    {
        var result = await RunAsync(
            "events", "--events", folder.Write("events.csv", Events), "--holders", folder.Write("holders.csv", Holders), "--on", "2014-07-08", "--json");

        var life = JsonNode.Parse(result.Output)!;
        Assert.Equal((3, 69), (result.ExitCode, (int)life["rightsOutstanding"]!));
        Assert.Equal(["left_office", "exercised", "exercised"], life["events"]!.AsArray().Select(item => (string)item!["kind"]!));
        Assert.Equal(("D-01", 40, "2014-07-07"), life["lapses"]![0]! is var lapse ? ((string)lapse["holder"]!, (int)lapse["rights"]!, (string)lapse["lastDay"]!) : default);
    }

    /// <summary>Each command of docs/rights.md with the output that stands below it.</summary>
    public static TheoryData<string, string> Documented
    {
        get
        {
            const string prompt = "$ dotnet run --project src/PricingFunctions.Local -- ";
            var commands = new TheoryData<string, string>();
            foreach (var block in File.ReadAllText(Path.Combine(RepositoryRoot.Find(), "docs", "rights.md")).Split("```").Where((_, index) => index % 2 == 1))
            {
                foreach (var command in block.Split(prompt)[1..].Select(text => text.Split('\n', 2)).Where(command => command[0].StartsWith("right ", StringComparison.Ordinal)))
                    commands.Add(command[0], command[1]);
            }

            return commands;
        }
    }

    [Theory]
    [MemberData(nameof(Documented))]
    public async Task Right_CommandOfTheDocument_PrintsWhatStandsThere(string command, string output)
    {
        var samples = Path.Combine(RepositoryRoot.Find(), "samples/");

        var result = await LocalProgram.RunAsync([.. command.Split(' ').Select(word => word.Replace("samples/", samples, StringComparison.Ordinal))]);

        Assert.Equal((0, output), (result.ExitCode, result.Output));
    }

    [Fact]
    public async Task Capital_BookValueInFullWidth_IsReadAsPlainDigits()
    {
        var wide = await RunAsync("capital", "--on", "2014-07-01", "--rights", "1", "--book-value", "６４７０００");
        var plain = await RunAsync("capital", "--on", "2014-07-01", "--rights", "1", "--book-value", "647000");

        Assert.Equal((0, plain.Output), (wide.ExitCode, wide.Output));
    }

    // The old terms are in force to the record date, though nobody has decided on the new ones.
    [Fact]
    public async Task Adjust_BeforeADecidedSplitIsInForce_SaysTheOldTerms()
    {
        var grant = Changed("exercise_price_adjustment=decided", "exercise_price=500");

        var result = await LocalProgram.RunAsync(["right", "adjust", grant, "--on", "2020-12-31", "--actions", folder.Write("actions.csv", Actions)]);

        Assert.Equal(3, result.ExitCode);
        Assert.StartsWith(
            "issuer: IIJ\ngrant id: 3rd-series\ndate: 2020-12-31\nshares in force: 200\nexercise price in force: 500\nrefused: AdjustmentNotDecided decided_shares=: the split with the ex-date 2020-12-29",
            result.Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Allotment_NotConfirmed_SaysPlanned()
    {
        var result = await LocalProgram.RunAsync(["right", "allotment", Changed("allotted_confirmed_on="), "--grant-date-value", "647000"]);

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("numbers: planned: the allotted number is not confirmed", result.Output, StringComparison.Ordinal);
        Assert.Contains("payable: number to be allotted (planned), group all, rights 89, amount 57583000", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("allotment --grant-date-value 647000.5", "InvalidField grant-date-value=647000.5: has a fraction of a yen; amounts in yen are whole")]
    [InlineData("allotment --grant-date-value 79228162514264337593543950335", "InvalidField amount_per_right=79228162514264337593543950335: times 89 rights is more than a decimal holds")]
    [InlineData("exercise --on 2014-07-01 --rights 89 --grant-date-value 79228162514264337593543950335", "InvalidField grant_date_value=79228162514264337593543950335: times 89 rights is more than a decimal holds")]
    [InlineData("capital --on 2014-07-01 --rights 1 --book-value 1 --treasury-shares 10 --treasury-book-value 79228162514264337593543950335", "InvalidField treasury_book_value=79228162514264337593543950335: with the other amounts of the exercise comes to more than a decimal holds")]
    [InlineData("reorganise --on 2020-04-01 --kind merger --reference r --successor-issuer H --successor-grant s --successor-code 9999 --successor-shares 79228162514264337593543950335", "InvalidField shares_per_right=79228162514264337593543950335: must be at most 1000000000000")]
    [InlineData("reorganise --on 2020-04-01 --kind merger --reference r --successor-issuer H --successor-grant s --successor-code 9999 --successor-shares 1 --successor-exercise-price 0.5", "InvalidField successor-exercise-price=0.5: has a fraction of a yen; amounts in yen are whole")]
    public async Task Right_AmountThatCannotBe_IsRefusedByItsName(string command, string expected)
    {
        var result = await RunAsync(command.Split(' '));

        Assert.Equal((3, $"refused: {expected}\n"), (result.ExitCode, result.Output));
    }

    // Ten days before the change of 2016, thirty from then on; a row that amends nothing is no second grant.
    [Theory]
    [InlineData("1", "2016-04-01", "2014-06-27", 0, "window: 2014-06-28..2014-07-07")]
    [InlineData("1", "2016-04-01", "2016-06-27", 0, "window: 2016-06-28..2016-07-27")]
    [InlineData("1", "", "2014-06-27", 0, "window: 2014-06-28..2014-07-27")]
    [InlineData("2", "2016-04-01", "2014-06-27", 2, "line 3: DuplicateGrant amends=2: 3rd-series stands on line 2 already; a row that follows amends the version before it, 1")]
    public async Task Window_GrantWithAnAmendment_GoesByTheTermsOfTheDay(string amends, string modified, string left, int exitCode, string expected)
    {
        var lines = File.ReadAllLines(Changed());
        var amendment = lines[1].Replace(",10,6,as-is,", ",30,6,as-is,", StringComparison.Ordinal);
        var grants = folder.Write(
            "grants.csv", $"{lines[0]},amends,amend_reason,modification_date\n{lines[1]},,,\n{amendment},{amends},meeting,{modified}\n");

        var result = await LocalProgram.RunAsync(["right", "window", grants, "--left", left]);

        Assert.Equal(exitCode, result.ExitCode);
        Assert.Contains(expected, result.Output + result.Error, StringComparison.Ordinal);
    }

    /// <summary>The grant of the sample in a file of its own, with other words in some columns.</summary>
    private string Changed(params string[] changes)
    {
        var lines = File.ReadAllLines(Grants);
        var names = lines[0].Split(',');
        var fields = lines.Single(line => line.StartsWith("IIJ,3rd-series,", StringComparison.Ordinal)).Split(',');
        foreach (var change in changes.Select(change => change.Split('='))) fields[Array.IndexOf(names, change[0])] = change[1];
        return folder.Write("grant.csv", $"{lines[0]}\n{string.Join(',', fields)}\n");
    }

    private static Task<ProgramResult> RunAsync(params string[] options) =>
        LocalProgram.RunAsync(["right", options[0], Grants, "--grant", "3rd-series", .. options[1..]]);
}
