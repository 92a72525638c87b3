using System.Globalization;
using Testing;

namespace PricingFunctions.Local.Tests.Commands;

/// <summary>The expected figures were computed apart, with Python's statistics.stdev over math.log.</summary>
public sealed class VolatilityCommandTests : IDisposable
{
    /// <summary>Out of order, with days without a close, rows outside the window and a 1:2 split on 2024-01-16.</summary>
    private const string Closes =
        """
        Open,DATE,Close,Adj Close
        1,2024/01/04,100,50
        1,2024-01-05,110,55
        1,2024/01/12,120,60
        1,2024/01/09,99,49.5
        1,2024/01/10,null,
        1,2024/01/11,105,52.5
        1,2024/01/15,#VALUE!,
        1,2024/01/16,60,60
        1,2024/1/19,66,66
        1,2024/01/19,66,66
        1,2024/01/22,,
        1,2024/01/26,63,63
        1,2024/02/02,70,70
        1,2024/03/29,77,77
        1,2024/04/30,66,66
        """;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("2024-01-01", "2024-02-02", "weekly", "--split 2@2024-01-16", 0.5163232649282675, "4,2024-01-05,2024-02-02")]
    [InlineData("2024/1/1", "令和6年2月2日", "weekly", "--split 2@R6.1.16", 0.5163232649282675, "4,2024-01-05,2024-02-02")]
    [InlineData("2024-01-01", "2024-02-02", "weekly", "", 2.381383582929793, "4,2024-01-05,2024-02-02")]
    [InlineData("2024-01-01", "2024-02-02", "weekly", "--column adj-close", 0.5163232649282675, "4,2024-01-05,2024-02-02")]
    [InlineData("2024-01-01", "2024-02-02", "weekly", "--split 4@2024-01-16 --split 1/2@2024-01-16", 0.5163232649282675, "4,2024-01-05,2024-02-02")]
    [InlineData("2024-01-04", "2024-02-02", "daily", "--split 2@2024-01-16", 1.3319560083601178, "8,2024-01-04,2024-02-02")]
    [InlineData("2024-01-04", "2024-02-02", "daily", "--split 2@2024-01-16 --periods-per-year 252", 1.3372732191561572, "8,2024-01-04,2024-02-02")]
    [InlineData("2024-01-17", "2024-04-30", "monthly", "", 0.5092696541538569, "3,2024-01-26,2024-04-30")]
    public async Task Volatility_Closes_GivesSigmaReturnsAndDates(
        string from, string to, string frequency, string more, double sigma, string rest)
    {
        var file = folder.Write("closes.csv", Closes.Replace("Adj Close", "Adj-Close", StringComparison.Ordinal));

        var result = await LocalProgram.RunAsync(
            ["volatility", file, "--from", from, "--to", to, "--frequency", frequency,
                .. more.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);

        Assert.Equal(0, result.ExitCode);
        var closed = more.Contains("adj-close", StringComparison.Ordinal) ? "Close" : "Adj-Close";
        Assert.Equal([$"{file}: not used: Open, {closed}", $"{file}: 1 row that repeats a row above is left out: line 11, 2024-01-19"], Notices(result.Error).Take(2));
        Assert.StartsWith($"{file}: no row of 65 sessions between 2024-01-04 and 2024-04-30 (", Notices(result.Error)[2], StringComparison.Ordinal);
        var lines = result.Output.Split('\n');
        Assert.Equal(3, lines.Length);
        Assert.Equal("sigma,returns,first,last", lines[0]);
        var (text, afterSigma) = lines[1].Split(',', 2) is [var first, var second] ? (first, second) : ("", "");
        Assert.Equal(rest, afterSigma);
        Assert.Equal(sigma, double.Parse(text, CultureInfo.InvariantCulture), tolerance: 1e-14);
        Assert.Equal(text, double.Parse(text, CultureInfo.InvariantCulture).ToString("R", CultureInfo.InvariantCulture));
        Assert.Equal("", lines[2]);
    }

    [Theory]
    [InlineData("2024-01-12", "2024-01-19", "TooFewReturns window=2024-01-12..2024-01-19: 1 returns")]
    [InlineData("2024-02-02", "2024-01-19", "InvalidField window=2024-02-02..2024-01-19: ends before it starts")]
    public async Task Volatility_NotToBeEstimated_SaysWhyWithExitCode3(string from, string to, string message)
    {
        var result = await EstimateAsync(Closes, from, to);

        Assert.Equal((3, ""), (result.ExitCode, result.Output));
        Assert.StartsWith(message, Notices(result.Error)[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Volatility_RowsThatContradict_AreAllNamed()
    {
        var result = await EstimateAsync(
            "Date,Close\n2024-01-05,1\n2024-01-12,2\n2024-01-12,3\n", "2024-01-01", "2024-02-01");

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Contains("line 4: ConflictingData Close=3: ", result.Error, StringComparison.Ordinal);
        Assert.Contains("2 in line 3 and 3 in line 4", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Volatility_RowsThatCannotBeRead_AreAllNamedByTheirLines()
    {
        var result = await EstimateAsync(
            "Date,Close\n2024-01-05,bad\n2024-01-12,2\n12.1.2024,3\n", "2024-01-01", "2024-02-01");

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Contains("line 2: InvalidField Close=bad: is not a number", result.Error, StringComparison.Ordinal);
        Assert.Contains("line 4: InvalidField Date=12.1.2024: ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Volatility_FactorsOfTheFile_CountAndDaysWithoutASessionDoNot()
    {
        var stated = Closes.Replace("Open,DATE,Close,Adj Close", "Split Factor,DATE,Close,Adj Close", StringComparison.Ordinal)
            .Replace("1,2024/01/16,", "2,2024/01/16,", StringComparison.Ordinal);

        // 2024-01-06 was a Saturday.
        var result = await EstimateAsync(stated + "\n,2024-01-06,999,\n", "2024-01-01", "2024-02-02");
        var twice = await LocalProgram.RunAsync(
            "volatility", folder.Write("stated.csv", stated), "--from", "2024-01-01", "--to", "2024-02-02", "--frequency", "weekly", "--split", "2@2024-01-16");
        var other = await LocalProgram.RunAsync(
            "volatility", folder.Write("stated.csv", stated), "--from", "2024-01-01", "--to", "2024-02-02", "--frequency", "weekly", "--split", "4@2024-01-16");

        Assert.Equal(0, result.ExitCode);
        Assert.EndsWith("1 row of a day without a session is left out: line 17, 2024-01-06", Assert.Single(Notices(result.Error), line => line.Contains("without a session", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Equal(0.5163232649282675, double.Parse(result.Output.Split('\n')[1].Split(',')[0], CultureInfo.InvariantCulture), tolerance: 1e-14);
        Assert.Equal((0, result.Output), (twice.ExitCode, twice.Output));
        Assert.Equal(2, other.ExitCode);
        Assert.Contains("states another split of 2024-01-16", other.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--from 2024-13-1 --to 2024-02-02 --frequency weekly", "--from 2024-13-1: is not a date such as 2013-07-11")]
    [InlineData("--from 2024-01-01 --frequency weekly", "Option '--to' is required.")]
    [InlineData("--from 2024-01-01 --to 2024-02-02 --frequency hourly", "Argument 'hourly' not recognized. Must be one of: 'weekly' 'daily' 'monthly'")]
    [InlineData("--from 2024-01-01 --to 2024-02-02 --frequency daily --split 0@2024-01-16", "--split 0@2024-01-16: not of the form NEW_PER_OLD@yyyy-MM-dd with a ratio above 0")]
    [InlineData("--from 2024-01-01 --to 2024-02-02 --frequency daily --periods-per-year -1", "--periods-per-year -1: not a number above 0")]
    [InlineData("--from 2024-01-01 --to 2024-02-02 --frequency daily --column Preis", "lacks Preis")]
    public async Task Volatility_UnreadableOption_IsOneLineAndExitCode2(string options, string message)
    {
        var result = await LocalProgram.RunAsync(
            ["volatility", folder.Write("closes.csv", Closes), .. options.Split(' ')]);

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.EndsWith(message, Assert.Single(result.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    /// <summary>What a price file can do wrong is refused by this door as by every other.</summary>
    [Theory]
    [InlineData("Date,Close\n2024-01-05,1000\n2101-01-05,1000\n", "Date=2101-01-05")]
    [InlineData("Date,Adj Close\n2024-01-05,1000\n", "lacks Close")]
    [InlineData("Date,調整後終値\n2024-01-05,1000\n", "lacks Close")]
    [InlineData("Date,Close,AdjFactor\n2024-01-05,1000,\n2024-01-09,1010,0.5\n", "2024-01-09: the closes go from 1000 to 1010")]
    [InlineData("Date,Close,SplitFactor\n2024-01-05,1000,\n2024-01-09,2010,2\n", "turn the factor round")]
    [InlineData("Date,Close,Stock Splits\n2024-01-05,1000,0\n2024-01-09,1010,2\n", "take the raw closes")]
    [InlineData("Date,Close,SplitFactor\n2024-01-05,1000,\n2024-01-09,3010,0.333\n", "write it as 1:3 or 1/3")]
    [InlineData("Date,Close,SplitFactor,AdjFactor\n2024-01-05,1000,,\n2024-01-09,505,2,0.4\n", "states another split")]
    [InlineData("Date,Close,Code\n2024-01-05,1000,3774\n2024-01-09,505,9433\n", "several shares")]
    [InlineData("Date,Close,Stock\n2024-01-05,1000,3774\n2024-01-09,505,9433\n", "several shares")]
    [InlineData("Date,Close\n2024-01-05,1000\n2024-01-09,0\n", "must be above 0")]
    [InlineData("Date,Close\n2024-01-05,\"1000\n2024-01-09,1010\n", "line 2: FeedMalformed quote=1000: a quote opens in this line and never closes")]
    [InlineData("Date;Close\n2024-01-05;1,000\n2024-01-09;1,010\n", "can be read as 1000 or as 1.000")]
    public async Task Volatility_FileWithAMistake_IsRefusedAndSaysWhich(string content, string message)
    {
        var result = await EstimateAsync(content, "2024-01-01", "2024-02-01");

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Volatility_ClosesAdjustedForAStatedSplit_AreRefused()
    {
        var result = await LocalProgram.RunAsync(
            "volatility", folder.Write("adjusted.csv", "Date,Close\n2024-01-05,1000\n2024-01-09,1010\n2024-01-16,990\n"),
            "--from", "2024-01-01", "--to", "2024-02-02", "--frequency", "weekly", "--split", "2@2024-01-09");

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Contains("2024-01-09: the closes go from 1000 to 1010", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Volatility_JapaneseFileInCp932WithALineAbove_IsReadAndSaysWhatItPassedOver()
    {
        var file = Path.Combine(folder.FullPath, "jp.csv");
        var text = "3774 架空\r\n日付,始値,終値,出来高,備考\r\n2024/1/5,1,\"1,000\",100,\r\n2024/1/12,1,0,0,\r\n2024/1/19,1,1010,10,\r\n2024年1月26日,1,1020,10,\r\n";
        await File.WriteAllBytesAsync(file, System.Text.CodePagesEncodingProvider.Instance.GetEncoding(932)!.GetBytes(text), TestContext.Current.CancellationToken);

        var result = await LocalProgram.RunAsync("volatility", file, "--from", "2024-01-01", "--to", "2024-02-02", "--frequency", "weekly");

        Assert.Equal(0, result.ExitCode);
        Assert.EndsWith(",2,2024-01-05,2024-01-26\n", result.Output, StringComparison.Ordinal);
        Assert.Contains("3774 架空", result.Error, StringComparison.Ordinal);
        Assert.Contains("備考", result.Error, StringComparison.Ordinal);
    }

    private static string[] Notices(string error) => error.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private Task<ProgramResult> EstimateAsync(string content, string from, string to) => LocalProgram.RunAsync(
        "volatility", folder.Write("closes.csv", content), "--from", from, "--to", to, "--frequency", "weekly");
}
