using System.Globalization;
using System.Text;
using Testing;

namespace PricingFunctions.Local.Tests.Commands;

public sealed class PriceCommandTests : IDisposable
{
    private const string Header = "id,S,X,T,sigma,q,r,policy,shares,currency\n";
    private const string ResultHeader = "id,value_per_share,amount_per_right,error\n";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    /// <summary>IIJ's and Saul Centers' filings; a tie exactly on a boundary.</summary>
    [Fact]
    public async Task Price_PublishedValues_AreReproducedInTheInputsOrder()
    {
        var result = await PriceAsync(
            Header
            + "iij-3,3505,1,15,0.5577379782,0.005349500713266762,0.01275,iij-practice,200,JPY\n"
            + "saul-2010,38.76,38.76,5,0.369,0.0423,0.0217,annual-discount,1,USD\n"
            + "saul-2009,32.68,32.68,6,0.344,0.0454,0.0219,annual-discount,1,USD\n"
            + "tie,3505,1,5,0.2,0,0,release-text,200,JPY\n"
            + "no-time,32.70,32.68,0,,0,0,continuous,100,USD\n");

        Assert.Equal(ResultHeader
            + "iij-3,3235,647000,\n"
            + "saul-2010,8.86,8.86,\n"
            + "saul-2009,6.86,6.86,\n"
            + "tie,3504,700800,\n"
            + "no-time,0.02,2,\n", result.Output);
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
    }

    [Fact]
    public async Task Price_SharePriceNearTheEndOfADecimal_IsPricedAndTheRowsBehindItToo()
    {
        var result = await PriceAsync(
            Header
            + "largest,79228162514264337593543950335,1,1,0.3,0,0,release-text,1,JPY\n"
            + "above,1,79228162514264337593543950335,1,0.3,0,0,release-text,1,JPY\n"
            + "iij-3,3505,1,15,0.5577379782,0.005349500713266762,0.01275,iij-practice,200,JPY\n");

        Assert.Equal(3, result.Output.Split('\n').Count(line => line.StartsWith("largest,", StringComparison.Ordinal) || line.StartsWith("above,", StringComparison.Ordinal) || line == "iij-3,3235,647000,"));
        Assert.DoesNotContain("Exception", result.Error, StringComparison.Ordinal);
        Assert.InRange(result.ExitCode, 0, 3);
    }

    [Fact]
    public async Task Price_WithAnalyses_WritesThemBelowEachRow()
    {
        const string row = "atm,3505,3505,15,0.5577379782,0.005349500713266762,0.01275,iij-practice,200,JPY\n";
        const string bad = "bad,-1,3505,15,0.5577379782,0,0,iij-practice,200,JPY\n";

        var text = await PriceWithAsync(Header + row + bad, "--explain", "--greeks", "--sensitivity", "--implied-per-right", "475600");
        var json = await PriceWithAsync(Header + row + bad, "--implied-per-share", "1e20", "--json");

        Assert.Equal((3, 3), (text.ExitCode, json.ExitCode));
        Assert.StartsWith("atm: 2378 JPY per share, 475600 per right, iij-practice\n\n  symbol", text.Output, StringComparison.Ordinal);
        Assert.Matches(@"\n  d1 +1\.\d{10} +d of the release", text.Output);
        Assert.Matches(@"\n  vega +26\.3711629819 +5274\.23259637\d* +per 1 % point of sigma", text.Output);
        Assert.Matches(@"\n  sigma 0 +\d+ +\d+ +475600 +\d+ +\d+\n", text.Output);
        Assert.Matches(@"\n  r \+0\.001 +\d+ +\d+ +\+\d+\n", text.Output);
        Assert.Contains("  implied volatility of 475600 a right: 0.55", text.Output, StringComparison.Ordinal);
        Assert.EndsWith("\n\nbad: InvalidField S=-1: a share price is at least 0\n", text.Output, StringComparison.Ordinal);
        var lines = json.Output.Split('\n');
        Assert.StartsWith("{\"id\":\"atm\",\"valuePerShare\":\"2378\",\"amountPerRight\":\"475600\",", lines[0], StringComparison.Ordinal);
        Assert.Contains("\"impliedVolatility\":{\"amount\":100000000000000000000,\"of\":\"share\",\"failures\":[\"InvalidField value=", lines[0], StringComparison.Ordinal);
        Assert.Equal("{\"id\":\"bad\",\"failures\":[\"InvalidField S=-1: a share price is at least 0\"]}", lines[1]);
    }

    [Theory]
    [InlineData("--implied-per-right", "x", "--implied-per-right x: not a number of at least 0 that a decimal of 28 digits holds")]
    [InlineData("--implied-per-right", "1e40", "--implied-per-right 1e40: not a number of at least 0 that a decimal of 28 digits holds")]
    public async Task Price_AmountThatIsNone_IsRefused(string option, string amount, string message)
    {
        var result = await PriceWithAsync(Header, option, amount);

        Assert.Equal((2, $"{message}\n"), (result.ExitCode, result.Error));
    }

    [Fact]
    public async Task Price_PercentForAFraction_IsRefusedUnlessItIsMeantAndTheReasonIsPrinted()
    {
        const string columns = "id,S,X,T,sigma,q,r,policy,shares,currency,想定内の理由\n";

        var result = await PriceAsync(
            columns
            + "sigma,3505,1,15,55.77,0.005,0.01275,iij-practice,200,JPY,\n"
            + "r,3505,1,15,0.5577,0.005,1.275,iij-practice,200,JPY,\n"
            + "q,3505,1,15,0.5577,0.53,0.01275,iij-practice,200,JPY,\n"
            + "T,3505,1,101,0.5577,0.005,0.01275,iij-practice,200,JPY,\n"
            + "signs,3505,1,15,55.77 %,0.5 %,1.275 %,iij-practice,200,JPY,\n"
            + "meant,3505,1,15,3.5,0.005,0.01275,iij-practice,200,JPY,crisis of 1998\n");

        var lines = result.Output.Split('\n');
        Assert.Equal(3, result.ExitCode);
        Assert.Equal(ResultHeader.TrimEnd() + ",meant_reason", lines[0]);
        Assert.All(lines[1..5], line => Assert.Contains("ImplausibleValue", line, StringComparison.Ordinal));
        Assert.Equal(["sigma", "r", "q", "T"], lines[1..5].Select(line => line.Split("ImplausibleValue ")[1].Split('=')[0]));
        Assert.Matches(@"^signs,3\d+,6\d+,,$", lines[5]);
        Assert.Matches(@"^meant,\d+,\d+,,crisis of 1998$", lines[6]);
    }

    [Fact]
    public async Task Price_QuoteThatNeverCloses_IsNamedByItsLineAfterTheRowsBefore()
    {
        var result = await PriceAsync(
            Header
            + "first,3505,1,15,0.5577379782,0.005349500713266762,0.01275,iij-practice,200,JPY\n"
            + "second,3505,1,15,0.5577379782,0.005349500713266762,0.01275,\"iij-practice,200,JPY\n"
            + "third,3505,1,15,0.5577379782,0.005349500713266762,0.01275,iij-practice,200,JPY\n");

        Assert.Equal((2, ResultHeader + "first,3235,647000,\n"), (result.ExitCode, result.Output));
        Assert.Contains("line 3: FeedMalformed quote=iij-practice,200,JPY: a quote opens in this line and never closes", result.Error, StringComparison.Ordinal);
    }

    /// <summary>The release taken literally (section 12): unrounded per share, a fraction of a yen up per right.</summary>
    [Fact]
    public async Task Price_ReleaseText_LeavesTheValuePerShareUnrounded()
    {
        var result = await PriceAsync(
            Header + "iij-3,3505,1,15,0.5577379782,0.005349500713266762,0.01275,release-text,200,JPY\n");

        var fields = result.Output[ResultHeader.Length..].Split(',');
        Assert.Equal(["iij-3", fields[1], "646783", "\n"], fields);
        Assert.Equal(3233.913303093399, double.Parse(fields[1], CultureInfo.InvariantCulture), tolerance: 1e-10);
    }

    /// <summary>A release-text that rounds up to 1,000 yen instead of 1 (646,783, above).</summary>
    [Fact]
    public async Task Price_PolicyOfTheEnvironment_IsThatOfTheRow()
    {
        var result = await PriceAsync(
            Header + "iij-3,3505,1,15,0.5577379782,0.005349500713266762,0.01275,house-rule,200,JPY\n",
            new()
            {
                ["Policies__0__Name"] = "house-rule",
                ["Policies__0__BasedOn"] = "release-text",
                ["Policies__0__AmountPerRightUnit"] = "1000",
            });

        Assert.Equal(("647000", 0, ""), (result.Output[ResultHeader.Length..].Split(',')[2], result.ExitCode, result.Error));
    }

    [Fact]
    public async Task Price_PolicyThatCannotBeUsed_NamesEverySettingWithExitCode1()
    {
        var result = await PriceAsync(
            Header,
            new()
            {
                ["Policies__0__Name"] = "house-rule",
                ["Policies__0__BasedOn"] = "release-text",
                ["Policies__0__Tenor"] = "cubic",
                ["Policies__1__Name"] = "house-rule-2",
                ["Policies__1__BasedOn"] = "annual",
                ["Policies__2__Name"] = "house-rule-3",
                ["Policies__2__BasedOn"] = "continuous",
                ["Policies__2__ReturnFrequency"] = "daily",
                ["Policies__3__MinimumReturns"] = "abc",
                ["Policies__4__Estimater"] = "population",
            });

        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.Contains("InvalidField house-rule.Tenor=cubic: must be one of linear, nearest", result.Error, StringComparison.Ordinal);
        Assert.Contains("UnknownPolicy house-rule-2.BasedOn=annual", result.Error, StringComparison.Ordinal);
        Assert.Contains("house-rule-3.PeriodsPerYear=: must be set for daily returns", result.Error, StringComparison.Ordinal);
        Assert.Contains("Policies:3:MinimumReturns = abc: must be a whole number", result.Error, StringComparison.Ordinal);
        Assert.Contains("Estimater", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Price_BadRows_NameEveryFailureAndTheRestIsPriced()
    {
        var result = await PriceAsync(
            Header
            + "many,-1,abc,-2,,0,0,house-rule,0,XXX\n"
            + "digits,1.23456789012345678901234567890123,1,1,0.2,0,0,continuous,1,JPY\n"
            + "comma,3,505,1,15,0.5,0.005,0.01275,iij-practice,200,JPY\n"
            + "short,3505\n"
            + "infinite,3505,1,15,1e999,0,0,continuous,1,JPY\n"
            + "good,3505,1,15,0,0,0,continuous,1,JPY\n");

        Assert.Equal(ResultHeader
            + "many,,,\"InvalidField X=abc: is not a number; "
            + "UnknownPolicy policy=house-rule: known policies are annual-discount, continuous, iij-practice, release-text; "
            + "InvalidField currency=XXX: not a currency code of ISO 4217; "
            + "InvalidField S=-1: a share price is at least 0; InvalidField T=-2: a remaining period is at least 0; "
            + "InvalidField sigma=: a volatility is needed where T is above 0; "
            + "InvalidField shares=0: a right delivers more than 0 shares\"\n"
            + "digits,,,InvalidField S=1.23456789012345678901234567890123: has more digits than the 28 that a decimal holds\n"
            + "comma,,,\"InvalidField row=comma,3,505,1,15,0.5,0.005,0.01275,iij-practice,200,JPY: has 11 fields where the header has 10; "
            + "a comma inside a number or a text needs quotes around the field\"\n"
            + "short,,,\"InvalidField row=short,3505: has 2 fields where the header has 10; a line break inside a text needs quotes around the field\"\n"
            + "infinite,,,InvalidField sigma=1e999: is out of range\n"
            + "good,3504,3504,\n", result.Output);
        Assert.Equal((3, ""), (result.ExitCode, result.Error));
    }

    [Fact]
    public async Task Price_OtherColumnOrderQuotesByteOrderMarkAndLineEnds_AreRead()
    {
        var result = await PriceAsync(
            "\uFEFFcurrency,note,\"id\",shares,policy,r,q,SIGMA,t,X,S\r\n"
            + "JPY,\"a, b\",\"with \"\"quotes\"\", and\r\nlines\",200.0,continuous,-1e-3,0,0.2,0,1,\"3,505.0\"\r\n"
            + "\r\n"
            + "JPY,,\u65E5\u672C,1,continuous,0,0,0,1,1,10");

        Assert.Equal(
            ResultHeader + "\"with \"\"quotes\"\", and\nlines\",3504,700800,\n" + "\u65E5\u672C,9,9,\n", result.Output);
        Assert.Equal((0, $"{Path.Combine(folder.FullPath, "rows.csv")}: not used: note\n"), (result.ExitCode, result.Error));
    }

    [Theory]
    [InlineData("", "cannot be read: FeedMalformed file=: the file is empty; a header and rows are wanted")]
    [InlineData("id,S,X,T,sigma,q,r,policy\n", "cannot be read: line 1: FeedMalformed header=id,S,X,T,sigma,q,r,policy: the header of Valuations lacks shares, currency")]
    [InlineData("id,S,X,T,sigma,q,r,policy,shares,currency,s\n", "cannot be read: line 1: InvalidField S=s: the header names S twice: S in column 2 (B), s in column 11 (K); keep one")]
    public async Task Price_UnreadableHeader_IsOneLineAndExitCode2(string content, string reason)
    {
        var result = await PriceAsync(content);

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Equal($"{folder.FullPath}{Path.DirectorySeparatorChar}rows.csv {reason}", result.Error.TrimEnd());
    }

    [Fact]
    public async Task Price_NoFile_IsOneLineAndExitCode2()
    {
        var path = Path.Combine(folder.FullPath, "absent.csv");

        var result = await LocalProgram.RunAsync("price", path);

        Assert.Equal((2, "", $"{path} is not there"), (result.ExitCode, result.Output, result.Error.TrimEnd()));
    }

    [Fact]
    public async Task Price_Cp932_IsRead()
    {
        var result = await LocalProgram.RunAsync("price", await WriteAsync([0x93, 0xFA, 0x96, 0x7B]));

        Assert.Equal((0, ResultHeader + "\u65E5\u672C,9,9,\n"), (result.ExitCode, result.Output));
    }

    [Fact]
    public async Task Price_EncodingThatIsNotRead_IsExitCode2()
    {
        var path = await WriteAsync([(byte)'i', 0xE9, (byte)'d']);

        var result = await LocalProgram.RunAsync("price", path);

        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith($"{path} cannot be read: FeedMalformed encoding=Windows-1252", result.Error, StringComparison.Ordinal);
    }

    /// <summary>The rows are larger than the heap that the process gets.</summary>
    [Fact]
    public async Task Price_MoreRowsThanMemory_AreStreamed()
    {
        const int rows = 40_000;
        var padding = new string('x', 1000);
        var path = Path.Combine(folder.FullPath, "rows.csv");
        await using (var writer = new StreamWriter(path))
        {
            await writer.WriteAsync(Header);
            for (var row = 0; row < rows; row++)
                await writer.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{row}{padding},10,1,0,,0,0,continuous,{row + 1},JPY"));
        }

        var result = await LocalProgram.RunAsync(
            ["price", path], new Dictionary<string, string?> { ["DOTNET_GCHeapHardLimit"] = "0x1800000" });

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.EndsWith($"{padding},9,{9 * rows},\n", result.Output, StringComparison.Ordinal);
    }

    private async Task<string> WriteAsync(byte[] id)
    {
        var path = Path.Combine(folder.FullPath, "rows.csv");
        await File.WriteAllBytesAsync(
            path,
            [.. Encoding.ASCII.GetBytes(Header), .. id, .. ",10,1,1,0,0,0,continuous,1,JPY\n"u8],
            TestContext.Current.CancellationToken);
        return path;
    }

    private Task<ProgramResult> PriceAsync(string content, Dictionary<string, string?>? environment = null) =>
        LocalProgram.RunAsync(["price", folder.Write("rows.csv", content)], environment);

    private Task<ProgramResult> PriceWithAsync(string content, string option, params string[] others) =>
        LocalProgram.RunAsync(["price", folder.Write("rows.csv", content), option, .. others]);
}
