using System.Text.Json.Nodes;
using Testing;

namespace PricingFunctions.Local.Tests.Commands;

/// <summary>Commands <c>right</c> refuse actions and decisions that <c>take</c> refuses, and take terms as they are stated.</summary>
public sealed class RightDecisionTests : IDisposable
{
    private const string Header = "issuer,grant_id,date,kind,rights,reference,decided_shares,decided_exercise_price\n";
    private const string ActionHeader = "code,kind,ratio,record_date,effective_date,reference\n";
    private const string Split = "3774,split,1:1.5,2018-09-30,2018-10-01,disclosure\n";

    private static readonly string Sample = Path.Combine(RepositoryRoot.Find(), "samples", "grants", "iij-3rd-series.csv");
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("3774,split,1:2,2018-09-30,,a\n3774,gratis_allotment,1:2,2018-09-30,,b\n", "line 3: ConflictingData ex_date=2018-09-26")]
    [InlineData("3774,split,1:2,2018-09-30,,a\n3774,split,1:2,2018-10-05,,b\n", "line 3: ConflictingData ex_date=2018-10-03")]
    public async Task Adjust_ActionsThatContradictEachOther_AreRefusedAsByTake(string actions, string expected)
    {
        var result = await AdjustAsync("2018-10-15", actions);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(expected, result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2018-09-26,adjusted,,minutes,301,4400\n", "AmbiguousTerms date=2018-09-26")]
    [InlineData("2018-09-30,adjusted,,minutes,301,4400\n", "AmbiguousTerms date=2018-09-30")]
    [InlineData("2018-11-01,adjusted,,a,301,4400\nIIJ,3rd-series,2018-11-01,adjusted,,b,302,4400\n", "ConflictingData decided_shares=30")]
    [InlineData("2018-11-01,adjusted,,a,301,4400.5\n", "InvalidField decided_exercise_price=4400.5: has a fraction of a yen")]
    public async Task Adjust_DecisionThatIsNoneOrNotClear_IsRefusedAsByTake(string events, string expected)
    {
        var result = await RunAsync("adjust", Grant(), "2018-12-03", Split, events);
        var exercise = await RunAsync("exercise", Grant(), "2018-12-03", Split, events, "--rights", "1", "--book-value", "1");

        Assert.Equal((3, 3), (result.ExitCode, exercise.ExitCode));
        Assert.Contains($"refused: {expected}", result.Output, StringComparison.Ordinal);
        Assert.Contains($"refused: {expected}", exercise.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2018-09-25", "451 2934")]
    [InlineData("2018-10-01", "301 4400")]
    public async Task Adjust_DecisionBeforeTheExDateOrFromTheDayInForce_IsTaken(string decided, string expected)
    {
        var result = await AdjustAsync("2018-10-01", Split, $"{decided},adjusted,,minutes,301,4400\n");

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(expected, JsonNode.Parse(result.Output)! is var answer ? $"{answer["sharesInForce"]} {answer["exercisePriceInForce"]}" : "");
    }

    // What is decided on 2018-09-26 is refused; up to the day before nobody needs it.
    [Fact]
    public async Task Adjust_BeforeADecisionThatIsRefused_AnswersAndNamesIt()
    {
        var result = await AdjustAsync("2018-09-25", Split, "2018-09-26,adjusted,,minutes,301,4400\n");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("events.csv: a decision does not stand: AmbiguousTerms date=2018-09-26", result.Error, StringComparison.Ordinal);
        Assert.Equal("300", $"{JsonNode.Parse(result.Output)!["sharesInForce"]}");
    }

    // 300 shares at 4,500 by the first row; changed on 2018-10-15, two weeks after the split, to 450 at 2,500.
    [Theory]
    [InlineData("2018-10-14", "450 3000 450 3000")]
    [InlineData("2018-10-15", "450 2500 450 2500")]
    [InlineData("2019-10-15", "450 2500 450 2500")]
    public async Task Adjust_TermsChangedAfterTheSplit_AreTakenAsTheyAreStated(string date, string expected)
    {
        var result = await RunAsync("adjust", Grant("450,2500,1,repriced,2018-10-15,asbj8"), date, Split, null, "--json");

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(
            expected,
            JsonNode.Parse(result.Output)! is var answer
                ? $"{answer["sharesInForce"]} {answer["exercisePriceInForce"]} {answer["sharesForValuation"]} {answer["exercisePriceForValuation"]}"
                : "");
    }

    private Task<ProgramResult> AdjustAsync(string date, string actions, string? events = null) =>
        RunAsync("adjust", Grant(), date, actions, events, "--json");

    private Task<ProgramResult> RunAsync(string command, string grant, string date, string actions, string? events, params string[] more) => LocalProgram.RunAsync(
    [
        "right", command, grant, "--on", date, "--actions", folder.Write("actions.csv", ActionHeader + actions),
        .. events is null ? [] : new[] { "--events", folder.Write("events.csv", $"{Header}IIJ,3rd-series,{events}") },
        .. more,
    ]);

    /// <summary>The grant of the sample with 300 shares at 4,500 yen by ratio, and its amendment.</summary>
    private string Grant(string? amendment = null)
    {
        var lines = File.ReadAllLines(Sample);
        var names = lines[0].Split(',');
        var fields = lines.Single(line => line.StartsWith("IIJ,3rd-series,", StringComparison.Ordinal)).Split(',');
        Set("shares_per_right", "300");
        Set("exercise_price", "4500");
        Set("exercise_price_adjustment", "ratio");
        var text = $"{lines[0]},amends,amend_reason,modification_date\n{string.Join(',', fields)},,,\n";
        if (amendment?.Split(',') is [var shares, var price, var amends, var reason, var date, var standard])
        {
            Set("shares_per_right", shares);
            Set("exercise_price", price);
            Set("accounting_standard", standard);
            text += $"{string.Join(',', fields)},{amends},{reason},{date}\n";
        }

        return folder.Write("grant.csv", text);

        void Set(string name, string value) => fields[Array.IndexOf(names, name)] = value;
    }
}
