using System.Text.Json.Nodes;
using Testing;

namespace PricingFunctions.Local.Tests.Commands;

/// <summary>The files that the commands <c>right</c> read: what they need of them, and what stops nothing.</summary>
public sealed class RightFileTests : IDisposable
{
    private const string Events =
        "issuer,grant_id,date,kind,rights,reference,holder,office_lost,heir,book_value\n"
        + "IIJ,3rd-series,2014-06-27,left_office,,minutes,D-01,director,,\n"
        + "IIJ,3rd-series,2014-07-07,exercised,20,notice,D-01,,,12940000\n"
        + "IIJ,3rd-series,2014-07-08,exercised,1,notice,D-01,,,647000\n";

    private static readonly string Grants = Path.Combine(RepositoryRoot.Find(), "samples", "grants", "iij-3rd-series.csv");
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("holds several rows (3rd-series, 3rd-series-by-the-text, 3rd-series-at-the-money); name one grant by --grant")]
    [InlineData("holds no grant none", "--grant", "none")]
    [InlineData("is not there", "--grant", "3rd-series", "--events", "nowhere.csv")]
    public async Task Right_FilesThatCannotBeRead_AreNamed(string expected, params string[] options)
    {
        var result = await LocalProgram.RunAsync(["right", "window", Grants, .. options]);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(expected, result.Error, StringComparison.Ordinal);
    }

    // A file that is about another grant or share, or that says two things of one holder, is not passed over.
    [Theory]
    [InlineData("--events", "issuer,grant_id,date,kind,rights,reference\nIIJ,4th,2014-07-07,forfeited,1,notice\n", "holds no row of IIJ 3rd-series; its rows are of IIJ 4th")]
    [InlineData("--holders", "issuer,grant_id,holder,group,rights\nIIJ,3rd-series,D-01,Directors,60\nIIJ,3rd-series,D-01,Directors,61\n", "line 3: ConflictingData holder=: line 2 states the same holder with another group or number; keep the right one")]
    [InlineData("--actions", "code,kind,ratio,record_date,reference\n4999,split,1:2,2020-12-31,disclosure\n", "holds no action of the share 3774; its rows are of 4999")]
    public async Task Right_FileOfSomethingElse_IsRefused(string option, string text, string expected)
    {
        var result = await RunAsync("window", option, folder.Write("other.csv", text));

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(expected, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Events_SameRowTwiceAndRowsOfAnotherGrant_AreSaid()
    {
        var rows = Events.Split('\n');
        var text = string.Join('\n', rows[0], rows[1], rows[2], rows[2], rows[2].Replace("3rd-series", "4th", StringComparison.Ordinal), "");

        var result = await RunAsync("events", "--events", folder.Write("events.csv", text), "--on", "2014-07-08", "--json");

        Assert.Equal((0, 69), (result.ExitCode, (int)JsonNode.Parse(result.Output)!["rightsOutstanding"]!));
        Assert.Contains("rows of IIJ 4th are not used: 1 of 4", result.Error, StringComparison.Ordinal);
        Assert.Contains("line 4 says the same as line 3 and is counted once", result.Error, StringComparison.Ordinal);
    }

    // A row of another grant is not needed; one that may be of this grant is.
    [Theory]
    [InlineData("4th", 0, "line 4: InvalidField rights=x: is not a number; the row is of another grant and not used")]
    [InlineData("3rd-series", 2, "line 4: InvalidField rights=x: is not a number")]
    [InlineData("", 2, "line 4: InvalidField grant_id=: is missing")]
    public async Task Events_RowThatCannotBeRead_StopsOnlyWhatNeedsIt(string grant, int exitCode, string expected)
    {
        var text = string.Join('\n', [.. Events.Split('\n')[..3], $"IIJ,{grant},2014-07-07,exercised,x,notice,D-01,,,12940000", ""]);

        var result = await RunAsync("events", "--events", folder.Write("events.csv", text), "--on", "2014-07-08", "--json");

        Assert.Equal(exitCode, result.ExitCode);
        Assert.Contains(expected, result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--grant", "3rd-series")]
    [InlineData]
    public async Task Window_GrantOfAnotherRowThatCannotBeRead_IsNeededOnlyWhereNoneIsNamed(params string[] grant)
    {
        var lines = File.ReadAllLines(Grants);
        var bad = lines[1].Replace("3rd-series", "4th", StringComparison.Ordinal).Replace("2013-07-11", "x", StringComparison.Ordinal);

        var result = await LocalProgram.RunAsync(["right", "window", folder.Write("two.csv", $"{lines[0]}\n{lines[1]}\n{bad}\n"), .. grant, "--left", "2014-06-27"]);

        Assert.Equal(grant.Length > 0 ? 0 : 2, result.ExitCode);
        Assert.Contains("line 3: InvalidField", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("file", 1, "--out {0} cannot be written: ")]
    [InlineData("file/below", 1, "--out {0} cannot be written: ")]
    [InlineData("", 2, "--out: is empty; state a folder")]
    public async Task Reorganise_PlaceThatCannotBeWritten_IsOneLine(string place, int code, string reason)
    {
        folder.Write("file", "");
        var path = place.Length == 0 ? "" : Path.Combine(folder.FullPath, place);

        var result = await RunAsync(
            "reorganise", "--on", "2025-04-01", "--kind", "share_exchange", "--reference", "agreement", "--successor-issuer", "HD",
            "--successor-grant", "1st", "--successor-code", "9999", "--successor-shares", "300", "--out", path);

        Assert.Equal((code, ""), (result.ExitCode, result.Output));
        Assert.StartsWith(reason.Replace("{0}", path, StringComparison.Ordinal), Assert.Single(result.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    private static Task<ProgramResult> RunAsync(params string[] options) =>
        LocalProgram.RunAsync(["right", options[0], Grants, "--grant", "3rd-series", .. options[1..]]);
}
