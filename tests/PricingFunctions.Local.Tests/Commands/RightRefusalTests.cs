using Testing;

namespace PricingFunctions.Local.Tests.Commands;

/// <summary>What the commands <c>right</c> and a dry run of <c>take</c> refuse, and what they say where a figure is not known.</summary>
public sealed class RightRefusalTests : IDisposable
{
    private const string ActionHeader = "code,kind,ratio,record_date,effective_date,reference,meant_reason\n";
    private const string HolderHeader = "issuer,grant_id,holder,group,rights\n";
    private const string EventHeader = "issuer,grant_id,date,kind,rights,reference\n";

    private static readonly string Sample = Path.Combine(RepositoryRoot.Find(), "samples", "grants", "iij-3rd-series.csv");
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("3774,gratis_allotment,1:3,2018-09-30,,b,")]
    [InlineData("3774,consolidation,2:1,,2018-10-01,b,")]
    public async Task Actions_OfTwoKindsOnOneExDate_AreRefusedByBothCommandsUnlessTheyAreMeant(string second)
    {
        const string split = "3774,split,1:2,2018-09-30,,a,\n";
        const string refused = "line 3: ConflictingData ex_date=2018-09-26: line 2 states a split with the same ex-date, and which of the two counts first decides the figures";
        var path = folder.Write("actions.csv", $"{ActionHeader}{split}{second}\n");

        var adjusted = await RightAsync("adjust", Grant(), "--on", "2018-11-01", "--actions", path);
        var taken = await LocalProgram.RunAsync(["take", path, "--dry-run"]);

        Assert.Equal((2, true), (adjusted.ExitCode, taken.ExitCode != 0));
        Assert.Contains(refused, adjusted.Error, StringComparison.Ordinal);
        Assert.Contains(refused, taken.Output + taken.Error, StringComparison.Ordinal);

        folder.Write("actions.csv", $"{ActionHeader}{split}{second}both resolved\n");
        var meant = await RightAsync("adjust", Grant(), "--on", "2018-11-01", "--actions", path);

        Assert.Equal(0, meant.ExitCode);
        Assert.Contains("of line 3 have the ex-date 2018-09-26; both count, line 2 first", meant.Error, StringComparison.Ordinal);
        Assert.Contains("shares 200 to 400", meant.Output.Split("step:")[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("exercise")]
    [InlineData("capital")]
    public async Task Exercise_OfALiabilityWithoutItsBookValue_NeedsTheBookedCost(string command)
    {
        string[] asked = [command, Grant("award_class=liability"), "--rights", "1", "--on", "2014-07-01", "--grant-date-value", "647000"];

        var blank = await RightAsync(asked);
        var stated = await RightAsync([.. asked, "--book-value", "700000"]);

        Assert.Equal((3, 0), (blank.ExitCode, stated.ExitCode));
        Assert.StartsWith("refused: InvalidField book_value=: is missing", blank.Output, StringComparison.Ordinal);
        Assert.Contains("the booked cost to date is needed", blank.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("fully expensed", blank.Output + stated.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Acquired_WithoutAResolution_IsRefusedByBothCommands()
    {
        const string refused = "InvalidField resolution=: is missing beside acquired";
        var path = folder.Write("events.csv", $"{EventHeader}IIJ,3rd-series,2019-05-01,acquired,89,made up\n");

        var events = await RightAsync("events", Grant(), "--events", path);
        var taken = await LocalProgram.RunAsync(["take", path, "--dry-run"]);

        Assert.Equal((2, true), (events.ExitCode, taken.ExitCode != 0));
        Assert.Contains(refused, events.Error, StringComparison.Ordinal);
        Assert.Contains(refused, taken.Output + taken.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Holders_WithMoreRightsThanWereAllotted_AreRefused()
    {
        var one = await RightAsync("events", Grant(), "--holders", folder.Write("one.csv", $"{HolderHeader}IIJ,3rd-series,D-01,Directors,90\n"));
        var two = await RightAsync("events", Grant(), "--holders", folder.Write("two.csv", $"{HolderHeader}IIJ,3rd-series,D-01,Directors,60\nIIJ,3rd-series,D-02,Directors,30\n"));
        var all = await RightAsync("events", Grant(), "--holders", folder.Write("all.csv", $"{HolderHeader}IIJ,3rd-series,D-01,Directors,60\nIIJ,3rd-series,D-02,Directors,29\n"));

        Assert.Equal((2, 2, 0), (one.ExitCode, two.ExitCode, all.ExitCode));
        Assert.Contains("line 2: RightsNotOutstanding rights=90: makes 90 rights of all holders, and 89 were allotted", one.Error, StringComparison.Ordinal);
        Assert.Contains("line 3: RightsNotOutstanding rights=30: makes 90 rights of all holders, and 89 were allotted", two.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Take_DryRunOfAHolderTwice_IsJudgedInsideTheFile()
    {
        var path = folder.Write("h2.csv", $"{HolderHeader}IIJ,3rd-series,D-01,Directors,60\nIIJ,3rd-series,D-01,Directors,60\nIIJ,3rd-series,D-01,Directors,61\n");

        var taken = await LocalProgram.RunAsync(["take", path, "--dry-run", "--json"]);
        var text = await LocalProgram.RunAsync(["take", path, "--dry-run"]);

        Assert.Contains("\"stored\":1,\"unchanged\":1", taken.Output, StringComparison.Ordinal);
        Assert.Contains("\"rejected\":1", taken.Output, StringComparison.Ordinal);
        Assert.Contains("ConflictingData holder=: line 2 states the same holder with another group or number; keep the right one", text.Output + text.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Allotment_ToBeConfirmedLater_IsPlanned()
    {
        var result = await RightAsync("allotment", Grant("allotted_confirmed_on=2099-01-01"), "--grant-date-value", "647000");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("numbers: planned: the allotted number is to be confirmed on 2099-01-01\n", result.Output, StringComparison.Ordinal);
        Assert.Contains("number to be allotted (planned), group all, rights 89, amount 57583000", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("number allotted", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Capital_InDollars_SaysWhatIsNeeded()
    {
        var result = await RightAsync("capital", Grant("currency=USD"), "--rights", "1", "--on", "2014-07-01", "--book-value", "6470");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("note: capital stock, capital reserve and other capital surplus are not known", result.Output, StringComparison.Ordinal);
        Assert.Contains("in yen by the rates of the books", result.Output, StringComparison.Ordinal);
    }

    // 2024-06-30 is a Sunday.
    [Theory]
    [InlineData("2024-06-28", "section 5: 2024-06-28 is in the exercise period 2013-07-12..2024-06-30")]
    [InlineData("2024-07-01", "section 5: 2024-07-01 is behind the exercise period 2013-07-12..2024-06-30; its last day, no business date, is moved to the next one by last_day_rule")]
    public async Task Exercise_OnAMovedLastDay_SaysThatItIsMoved(string on, string expected)
    {
        var grant = Grant("exercise_end=2024-06-30", "last_day_rule=next-business-date-beyond-period", "expected_remaining_years=5");

        var result = await RightAsync("exercise", grant, "--rights", "1", "--on", on, "--book-value", "1");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Contains($"{expected}\n", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2013-07-10", "allotment date: 2013-07-11\nshares in force: not yet allotted\nshares for valuation: 200\nexercise price in force: not yet allotted\n")]
    [InlineData("2013-07-11", "date: 2013-07-11\nshares in force: 200\n")]
    public async Task Adjust_BeforeTheAllotment_HasNothingInForce(string on, string expected)
    {
        var result = await RightAsync("adjust", Grant(), "--on", on);

        Assert.Contains(expected, result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Window_OfNobodyNamed_NamesNobody()
    {
        var result = await RightAsync("window", Grant(), "--died", "2014-07-01", "--inherited", "2014-06-30");

        Assert.Equal(3, result.ExitCode);
        Assert.Contains("holder=the holder", result.Output, StringComparison.Ordinal);
    }

    /// <summary>The grant of the sample in a file of its own, with other words in some columns.</summary>
    private string Grant(params string[] changes)
    {
        var lines = File.ReadAllLines(Sample);
        var names = lines[0].Split(',');
        var fields = lines.Single(line => line.StartsWith("IIJ,3rd-series,", StringComparison.Ordinal)).Split(',');
        foreach (var change in changes.Select(change => change.Split('='))) fields[Array.IndexOf(names, change[0])] = change[1];
        return folder.Write("grant.csv", $"{lines[0]}\n{string.Join(',', fields)}\n");
    }

    private static Task<ProgramResult> RightAsync(params string[] options) => LocalProgram.RunAsync(["right", .. options]);
}
