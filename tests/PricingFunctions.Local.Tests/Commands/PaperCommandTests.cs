using Testing;

namespace PricingFunctions.Local.Tests.Commands;

/// <summary>What the commands for papers refuse before they start anything.</summary>
public sealed class PaperCommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public static TheoryData<string> Commands => ["workbook --date 2013-07-11", "workbook IIJ 3rd-series", "report IIJ 3rd-series"];

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("workbook --date 2013-07-11 --feed-port 23501")]
    [InlineData("report --feed-port 23501")]
    [InlineData("explain --feed-port 23501")]
    public async Task Papers_AnOptionThatThereIsNot_IsTakenForNoIssuer(string command)
    {
        var result = await LocalProgram.RunAsync(command.Split(' '));

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.StartsWith($"--feed-port is no option of '{command.Split(' ')[0]}'", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("workbook --date 2013-07-11 --value-version 1", "--value-version: the workbook of a date has the current values")]
    [InlineData("workbook --date someday", "--date someday: ")]
    public async Task Workbook_OptionThatItCannotHeed_IsOneLineAndExitCode2(string command, string reason)
    {
        var result = await LocalProgram.RunAsync(command.Split(' '));

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.StartsWith(reason, Assert.Single(result.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Papers_AFolderThatIsNotThere_IsRefusedAndNotMade(string command)
    {
        var missing = Path.Combine(folder.FullPath, "nope");
        var result = await LocalProgram.RunAsync([.. command.Split(' '), "--out", Path.Combine(missing, "x.xlsx")]);
        var itself = await LocalProgram.RunAsync([.. command.Split(' '), "--out", folder.FullPath]);

        Assert.Equal((2, $"--out {Path.Combine(missing, "x.xlsx")}: there is no folder {missing}"), (result.ExitCode, result.Error.Trim()));
        Assert.False(Directory.Exists(missing));
        Assert.Equal((2, $"--out {folder.FullPath}: is a folder; state the file to write"), (itself.ExitCode, itself.Error.Trim()));
    }
}
