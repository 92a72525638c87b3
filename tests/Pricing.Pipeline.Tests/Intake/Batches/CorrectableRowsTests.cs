using System.Text;
using Pricing.Files.Tests.Workbooks;
using Pricing.Pipeline.Intake.Batches;
using Pricing.Pipeline.Intake.Records;
using Pricing.Pipeline.MarketData.History;
using Testing;

namespace Pricing.Pipeline.Tests.Intake.Batches;

/// <summary>What was refused comes back as a table; corrected and sent again it is stored.</summary>
public sealed class CorrectableRowsTests(AzuriteFixture azurite) : IngestionTests(azurite)
{
    private const string Names =
        "issuer,grant_id,security_code,currency,allotment_date,exercise_start,exercise_end,exercise_price,shares_per_right,maximum_rights,allotted_rights,policy,expected_remaining_years";

    static CorrectableRowsTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Fact]
    public async Task Write_RowsOfAnotherDelimiterEncodingAndMark_MeanTheSameWhenSentAgain()
    {
        var header = "発行会社;新株予約権番号;証券コード;通貨;割当日;行使期間開始日;行使期間終了日;行使価額(円);付与株式数;発行総数;割当個数;算定ルール;予想残存期間;名称\n";
        var cp932 = Encoding.GetEncoding(932).GetBytes(
            header
            + "IIJ;g1;3774;JPY;平成25年7月11日;2013-07-12;2043-07-11;1234,5;200;135;135;iij-practice;15;第3回\n"
            + "IIJ;g2;3774;JPY;2013/7/11;2013-07-12;2043-07-11;1,505;200;135;なし;iij-practice;15;\"a;\n\"\"b\"\"\"\n");
        var sent = await TakeAsync("g.csv", cp932);

        var table = await TableAsync(sent);
        var again = await TakeAsync("again.csv", table.Replace("なし", "100", StringComparison.Ordinal));

        Assert.Equal((1, 1), (sent.Stored, sent.Rejected));
        Assert.StartsWith(
            "\uFEFFrejected_line,発行会社,新株予約権番号,証券コード,通貨,割当日,行使期間開始日,行使期間終了日,行使価額,付与株式数,発行総数,割当個数,算定ルール,予想残存期間,名称,rejected_field",
            $"\uFEFF{table.TrimStart('\uFEFF')}",
            StringComparison.Ordinal);
        Assert.Contains("is not a number (column 割当個数)", table, StringComparison.Ordinal);
        Assert.Contains("3,IIJ,g2,3774,JPY,2013/7/11,2013-07-12,2043-07-11,1.505,200,135,なし,iij-practice,15,\"a;\n\"\"b\"\"\",allotted_rights,なし,", table, StringComparison.Ordinal);
        Assert.Equal(
            (1, 0, "line 2: exercise_price 1.505 has a fraction of 1 JPY; it is taken as it stands, though terms usually round it up"),
            (again.Stored, again.Rejected, again.Notices));
        var grant = (await GrantAsync("g2"))!.Terms;
        Assert.Equal((1.505m, "a;\n\"b\"", 100), (grant.ExercisePrice, grant.Title, grant.AllottedRights));
    }

    [Fact]
    public async Task Write_ObjectsOnOneLine_AreToldApart()
    {
        var grants = Batch.Grants(3);
        grants[0]["allotted_rights"] = "x";
        grants[2]["allotted_rights"] = "y";
        grants[2]["title"] = "the last";
        var sent = await TakeAsync("g.json", $"[{string.Join(',', grants.Select(grant => System.Text.Json.JsonSerializer.Serialize(grant)))}]");

        var table = await TableAsync(sent);
        var again = await TakeAsync("again.csv", table.Replace(",x,", ",1,", StringComparison.Ordinal).Replace(",y,", ",2,", StringComparison.Ordinal));

        Assert.Equal((1, 2), (sent.Stored, sent.Rejected));
        Assert.StartsWith($"rejected_line,{Names},title,rejected_field,", table, StringComparison.Ordinal);
        Assert.Equal((2, 0), (again.Stored, again.Rejected));
        Assert.Equal((1, 2), ((await GrantAsync("g00000"))!.Terms.AllottedRights, (await GrantAsync("g00002"))!.Terms.AllottedRights));
    }

    [Fact]
    public async Task Write_Workbook_NamesTheCell()
    {
        var bytes = new TestWorkbook()
            .Row(Names.Split(','))
            .Row("IIJ", "g1", "3774", "JPY", TestWorkbook.Date(new(2013, 7, 11)), TestWorkbook.Date(new(2013, 7, 12)), TestWorkbook.Date(new(2043, 7, 11)), TestWorkbook.Error("#REF!"), TestWorkbook.Number(200), TestWorkbook.Number(135), TestWorkbook.Number(135), "iij-practice", TestWorkbook.Number(15))
            .ToBytes();
        var sent = await TakeAsync("g.xlsx", bytes);

        var table = await TableAsync(sent);
        var again = await TakeAsync("again.csv", table.Replace("2043-07-11,#REF!", "2043-07-11,1", StringComparison.Ordinal));

        Assert.Contains("exercise_price (H2)", table, StringComparison.Ordinal);
        Assert.Equal((1, 0, null), (again.Stored, again.Rejected, again.Defect));
        Assert.Equal(new DateOnly(2043, 7, 11), (await GrantAsync("g1"))!.Terms.ExerciseEnd);
    }

    [Fact]
    public async Task Write_RowsThatCannotBeTakenApart_AreRefusedAgainWhereNobodyCorrectsThem()
    {
        var sent = await TakeAsync(
            "g.csv",
            $"{Names},\n"
            + "IIJ,g1,3774,JPY,2013-07-11,2013-07-12,2043-07-11,3,505,200,135,135,iij-practice,15\n"
            + "IIJ,g2,3774,JPY,2013-07-11,2013-07-12,2043-07-11,1,200,135,135,iij-practice,15,what is this\n");

        var again = await TakeAsync("again.csv", await TableAsync(sent));

        Assert.Equal((0, 2), (sent.Stored, sent.Rejected));
        Assert.Equal((0, 2), (again.Stored, again.Rejected));
        Assert.Contains("column 15 (O)=what is this: has no name in the header", string.Join('\n', await RejectsAsync(again)), StringComparison.Ordinal);
    }

    /// <summary>What is written of a row must not say that there was no trade, where the row does not.</summary>
    [Theory]
    [InlineData("[{\"Date\":\"2013-07-09\",\"Close\":3505},\n{\"Date\":\"2013-07-10\"}]", "row")]
    [InlineData("Date,Volume,Close\n2013-07-09,1,3505\n2013-07-10,1\n", "row")]
    [InlineData("日付,終値,出来高(千株)\n2013-07-09,3505,1\n2013-07-10,3505,0\n", "Volume")]
    [InlineData("（単位：円、千株）\n日付,終値,出来高\n2013-07-09,3505,1\n2013-07-10,3505,0\n", "Volume")]
    [InlineData("Date,Close,Volume\n2013-07-09,3505,1K\n2013-07-10,3505,0.00K\n", "Volume")]
    [InlineData("date,1Y,10Y\n2013-07-09,0.1,0.8\n2013-07-10,0.1\n", "row")]
    public async Task Write_RowsOfAFileThatIsTakenWhole_AreRefusedAgainWhereNobodyCorrectsThem(string content, string field)
    {
        var sent = await TakeAsync("3774.csv", content);

        var again = await TakeAsync("again.csv", await TableAsync(sent));

        Assert.Contains($" {field}=", Assert.Single(await RejectsAsync(sent)), StringComparison.Ordinal);
        Assert.Equal((0, 1), (sent.Stored, sent.Rejected));
        Assert.Equal((0, 1), (again.Stored, again.Rejected));
    }

    [Fact]
    public async Task Write_FileThatIsTakenWhole_GivesEveryRowWithItsShare()
    {
        var sent = await TakeAsync("3774.csv", "Date;Close;Vol.\n2013-07-09;3.505,5;1,2K\n2013-07-10;abc;1\n2013-07-11;3.506,5;-\n");

        var table = await TableAsync(sent);
        var again = await TakeAsync("again.csv", table.Replace(",abc,", ",3506,", StringComparison.Ordinal));

        Assert.Equal((3, 0, 1), (sent.Rows, sent.Stored, sent.Rejected));
        Assert.Equal(
            "rejected_line,Date,Close,Vol.,Code,rejected_field,rejected_value,rejected_reason\r\n"
            + "2,2013-07-09,3505.5,1200,37740,,,\r\n"
            + "3,2013-07-10,abc,1,37740,Close,abc,is not a number\r\n"
            + "4,2013-07-11,3506.5,,37740,,,\r\n",
            table);
        Assert.Equal((3, 1, null), (again.Stored, again.Shares, again.Defect));
        Assert.Equal([3505.5m, 3506m, 3506.5m], (await Host.Get<MarketDataStore>().ReadPricesAsync("37740", Cancellation))!.Closes.Select(close => close.Close));
    }

    [Theory]
    [InlineData("日付,証券コード,終値")]
    [InlineData("Date,Ticker,Close")]
    public async Task Write_FileWithAStatedShareAndItsColumn_NamesTheShareOnce(string header)
    {
        var sent = await TakeAsync("closes.csv", $"{header}\n2013-07-09,3774,3505\n2013-07-10,3774,abc\n", code: "37740");

        var table = await TableAsync(sent);
        var again = await TakeAsync("again.csv", table.Replace(",abc,", ",3506,", StringComparison.Ordinal));

        Assert.StartsWith($"rejected_line,{header},rejected_field,", table, StringComparison.Ordinal);
        Assert.Equal((2, 0, null), (again.Stored, again.Rejected, again.Defect));
    }

    [Theory]
    [InlineData("curves.csv", "date,1年,10Y\n2013-07-09,0.1 %,0.8\n2013-07-10,0.1,x\n", ",x,", ",0.81,", 2)]
    [InlineData("curves.json", """[{"date":"2013-07-09","1Y":0.1,"10Y":"0.8"},{"date":"2013-07-10","1Y":0.1,"10Y":"x"}]""", ",x,", ",0.81,", 2)]
    [InlineData("dividends.csv", "証券コード,配当区分,配当金額,基準日,公表日\n3774,期末,18.75,2013-03-31,2013-05-15\n3774,中間,x,2012-09-30,2012-11-10\n", ",x,", ",10,", 2)]
    [InlineData("events.csv", "issuer,grant_id,date,kind,rights,reference\nIIJ,g1,2014-07-01,exercised,5,minutes\nIIJ,g1,2014-07-02,行使,x,minutes\n", ",x,", ",6,", 1)]
    public async Task Write_EveryOtherKind_IsStoredWhenCorrected(string name, string content, string wrong, string right, int count)
    {
        await TakeAsync("grants.csv", Batch.Csv(Batch.Grant("grant_id=g1")));
        var sent = await TakeAsync(name, content);

        var again = await TakeAsync("again.csv", (await TableAsync(sent)).Replace(wrong, right, StringComparison.Ordinal));

        Assert.Equal(1, sent.Rejected);
        Assert.Equal((count, 0, null, sent.Kind), (again.Stored, again.Rejected, again.Defect, again.Kind));
    }

    [Theory]
    [InlineData(
        "4999.csv", "Date,Close\n2013-07-09,100\n2013-07-10,101\n", "Date,Close\n2013-07-10,102\n2013-07-11,103\n",
        "2,2013-07-10,102,49990,close,102,101 is stored for 4999 on 2013-07-10 and stays", 1)]
    [InlineData(
        "dividends.csv",
        "証券コード,配当区分,配当金額,基準日,公表日\n3774,期末,18.75,2013-03-31,2013-05-15\n",
        "証券コード,配当区分,配当金額,基準日,公表日\n3774,中間,10,2012-09-30,2012-11-10\n3774,期末,19,2013-03-31,2013-05-15\n",
        "3,3774,期末,19,2013-03-31,2013-05-15,amount,19,\"18.75 is stored for the final dividend of 3774 with the record date 2013-03-31, announced on 2013-05-15, and stays\"", 1)]
    [InlineData(
        "actions.csv",
        "code,kind,ratio,record_date\n3774,split,1:2,2012-09-30\n",
        "code,kind,ratio,record_date\n3774,split,1:3,2012-09-30\n",
        "2,3774,split,1:3,2012-09-30,ratio,3,2 is stored for the split of 3774 with the ex-date 2012-09-26 and stays", 1)]
    [InlineData(
        "curve.csv",
        "date,1Y,10Y\n2013-07-09,0.1,0.8\n",
        "date,tenor,percent\n2013-07-09,1,0.1\n2013-07-09,10,0.9\n",
        "2,2013-07-09,1,0.1,,,\r\n3,2013-07-09,10,0.9,percent,0.9,another curve is stored for 2013-07-09 and stays (stored / sent): 10Y 0.8 / 0.9", 1)]
    public async Task Write_WhatDiffersFromWhatIsStored_NamesItsRowAndReplacesItWhenSentAgainSo(
        string name, string first, string second, string row, int replaced)
    {
        await TakeAsync(name, first);
        var sent = await TakeAsync(name, second);

        var table = await TableAsync(sent);
        var again = await TakeAsync("again.csv", table, replace: true);

        Assert.Equal(1, sent.Rejected);
        Assert.Contains(row, table, StringComparison.Ordinal);
        Assert.Equal((replaced, 0, null), (again.Stored, again.Rejected, again.Defect));
        Assert.Equal(0, (await TakeAsync("more.csv", table)).Rejected);
    }

    [Fact]
    public async Task Write_CurvesOfWhichOneDiffers_GivesTheRowsOfItsDateAlone()
    {
        await TakeAsync("first.csv", "date,1Y,10Y\n2013-07-09,0.1,0.8\n");
        var sent = await TakeAsync("second.csv", "date,tenor,percent\n2013-07-08,10,0.8\n2013-07-09,10,0.9\n2013-07-10,10,0.8\n2013-07-09,1,0.2\n");

        var table = await TableAsync(sent);

        Assert.Equal((2, 1), (sent.Stored, sent.Rejected));
        Assert.Equal(["3", "5"], table.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(row => row.Split(',')[0]));
    }

    [Fact]
    public async Task Write_CurvesWithSeveralWrongFigures_MarksTheRowOfEach()
    {
        var sent = await TakeAsync("curve.csv", "date,tenor,percent\n2013-07-09,1,0.1\n2013-07-09,5,abc\n2013-07-09,10,0.8\n2013-07-09,15,85 %\n");

        var table = await TableAsync(sent);

        Assert.Contains("\r\n2,2013-07-09,1,0.1,,,\r\n3,2013-07-09,5,abc,percent,abc,is not a number\r\n4,2013-07-09,10,0.8,,,\r\n5,2013-07-09,15,85,percent,85 %,", table, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("what,ever\n1,2\n", "rejected_line,rejected_field,rejected_value,rejected_reason\r\n1,header,")]
    [InlineData("Date,Close\n2013-07-10,3510\n", "rejected_line,Date,Close,rejected_field,rejected_value,rejected_reason\r\n2,2013-07-10,3510,Code,,")]
    public async Task Write_FileWithADefect_SaysWhichOne(string content, string beginning)
    {
        var sent = await TakeAsync("what.csv", content);

        Assert.StartsWith(beginning, await TableAsync(sent), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Write_NothingRefused_IsAHeaderAlone() => Assert.Equal(
        "rejected_line,rejected_field,rejected_value,rejected_reason\r\n",
        await TableAsync(await TakeAsync("g.csv", Batch.Csv(Batch.Grant()))));

    private Task<FileReport> TakeAsync(string name, string content, bool replace = false, string? code = null) =>
        TakeAsync(name, Encoding.UTF8.GetBytes(content), replace, code);

    private async Task<FileReport> TakeAsync(string name, byte[] content, bool replace = false, string? code = null)
    {
        using var stream = new MemoryStream(content);
        var sent = new SentFile { Name = name, Door = "take", Replace = replace, Code = code };
        return (await Host.Get<FileIntake>().TakeAsync(stream, sent, Cancellation)).Value;
    }

    private async Task<string> TableAsync(FileReport report)
    {
        var record = await Host.Get<FileRecords>().FindAsync(report.Batch, Cancellation);
        using var body = new MemoryStream();
        await Host.Get<CorrectableRows>().WriteAsync(record!, report, body, Cancellation);
        return new StreamReader(new MemoryStream(body.ToArray())).ReadToEnd();
    }
}
