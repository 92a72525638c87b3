using System.Text;
using Pricing.Files.Schemas;

namespace Pricing.Files.Tests.Json;

public sealed class JsonTests
{
    private const string First = """{"Issuer":"ACME","grant id":"G1","date":"2024-05-01","kind":"行使","rights":3.0,"reference":"a"}""";
    private const string Second = """{"issuer":"ACME","grant_id":"G2","date":"2024-05-02","kind":"lapsed","rights":1,"reference":null}""";

    public static TheoryData<string, int, int> Forms => new()
    {
        { $"[{First},\n{Second}]", 1, 2 },
        { $"{First}\n\n{Second}\n", 1, 3 },
        { $"\n{First.Replace(",", ",\n")}\n{Second.Replace(",", ",\n ")}", 2, 8 },
        { $$"""{"pagination_key":"x","events":[""" + $"\n{First},\n{Second}" + """],"n":2}""", 2, 3 },
        { $"{{\"meta\":{{\"x\":{{\"y\":1}}}},\n\"data\":[{First},\n{Second}]}}", 2, 3 },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Read_AnyForm_GivesTheSameRowsWithTheirLines(string json, int first, int second)
    {
        foreach (var encoding in new Encoding[] { new UTF8Encoding(true), new UnicodeEncoding(false, true) })
        {
            var table = await Given.ReadAsync([.. encoding.Preamble, .. encoding.GetBytes(json)]);

            Assert.Empty(table.Defects);
            Assert.Equal(FileKind.Events, table.Kind);
            Assert.Equal(["G1", "G2"], table.Rows.Select(row => row.Fields["grant_id"]));
            Assert.Equal([first, second], table.Rows.Select(row => row.Line));
            Assert.All(table.Rows, row => Assert.Empty(row.Failures));
        }
    }

    [Theory]
    [InlineData("""{"Date":"2024-05-01","Close":3505,"終値(%)":1}""", FileKind.Prices, "percent")]
    [InlineData("""{"Date":"2024-05-01","終値(%)":3505}""", FileKind.Prices, "percent")]
    [InlineData("""{"date":"2024-05-01","10Y (bps)":94}""", FileKind.Curves, "multiplies")]
    public async Task Read_NameWithAUnitThatIsNone_IsRefusedAsInAHeader(string json, FileKind kind, string reason)
    {
        var table = await Given.ReadAsync($"[{json}]", Given.Request(kind));

        Assert.Contains(
            table.Defects.Select(defect => defect.Failure).Concat(table.Rows.SelectMany(row => row.Failures)),
            failure => failure.Reason.Contains(reason, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("oops")]
    [InlineData("{\"issuer\":\"ACME\",")]
    [InlineData("[1,2]")]
    [InlineData("\"text\"")]
    [InlineData("{\"issuer\":\"ACME\",\n\"grant_id\":\"G9\",\n\"rights\":}")]
    public async Task Read_OneMistakeInALine_IsOneDefect(string broken)
    {
        var table = await Given.ReadAsync($"{First}\n{broken}\n{Second}\n");

        Assert.Empty(table.Defects);
        Assert.Equal([0, 1, 0], table.Rows.Select(row => row.Failures.Count));
        Assert.Equal(2, table.Rows[1].Line);
    }

    [Theory]
    [InlineData(""","rights":"9"}""", "is there twice")]
    [InlineData(""","holder":["H1"]}""", "nested")]
    [InlineData(""","holder":{"id":1}}""", "nested")]
    [InlineData(""","holdr":"H1"}""", "nearest one is holder")]
    [InlineData(""","holder":"\ud800"}""", "half a character")]
    [InlineData(""","\ud800":"1"}""", "half a character")]
    public async Task Read_OneMistakeInARow_IsOneFailure(string end, string reason)
    {
        var table = await Given.ReadAsync($"[{First[..^1]}{end},{Second}]");

        Assert.Contains(reason, Assert.Single(table.Rows[0].Failures).Reason);
        Assert.Empty(table.Rows[1].Failures);
    }

    [Fact]
    public async Task Read_ArrayThatBreaksOff_KeepsTheRowsBeforeAndSaysWhere()
    {
        var table = await Given.ReadAsync($"[{First},\n{Second},\n{{\"issuer\"]");

        Assert.Equal(2, table.Rows.Count);
        Assert.Equal(3, Assert.Single(table.Defects).Line);
    }

    [Fact]
    public async Task Read_TwoTablesInOneObject_IsRefused()
    {
        var table = await Given.ReadAsync($"{{\"a\":[{First}],\"b\":[{Second}]}}");

        Assert.Contains("more than one table", Assert.Single(table.Defects).Failure.Reason);
    }

    [Fact]
    public async Task Read_ManyNames_AreRefused()
    {
        var table = await Given.ReadAsync($"[{First},{string.Join(',', Enumerable.Range(0, 11_000).Select(number => $"{{\"n{number}\":1}}"))}]");

        Assert.Contains("more than 10000 different names", Assert.Single(table.Defects).Failure.Reason);
    }

    [Fact]
    public async Task Read_ManyNamesInOneObject_AreLookedAtUpToTheLimit()
    {
        var names = string.Join(',', Enumerable.Range(0, 40_000).Select(number => $"\"n{number}\":1"));

        var table = await Given.ReadAsync($"[{{\"Date\":\"2024-05-01\",{names},\"Close\":1}}]");

        Assert.Contains("more than 10000 different names", Assert.Single(table.Defects).Failure.Reason);
        Assert.Equal(10_000, Assert.Single(table.Notices).Split(',').Length);
    }

    [Theory]
    [InlineData("""{"Date":"2024-05-01","Price":1,"Price":2}""", "Close is there twice; keep one")]
    [InlineData("""{"Date":"2024-05-01","Price":1,"PRICE":2}""", "Close is there twice; keep one")]
    [InlineData("""{"Date":"2024-05-01","Price":1,"Price":2,"Close":3}""", "")]
    public async Task Read_PriceTwice_IsRefusedWhereItIsTheClose(string json, string expected)
    {
        var row = Assert.Single((await Given.ReadAsync($"[{json}]")).Rows);

        Assert.Equal(expected, string.Concat(row.Failures.Select(failure => $"{failure.Field} {failure.Reason}")));
    }

    [Fact]
    public async Task Read_NameWithoutACharacter_IsNamedAsJsonWritesIt()
    {
        var table = await Given.ReadAsync($"[{First},{{\"issuer\":\"x\",\"grant_id\":\"g\",\"\":1}}]");

        Assert.Contains(table.Rows.SelectMany(row => row.Failures).Concat(table.Defects.Select(defect => defect.Failure)), failure => failure.Field == "\"\"");
    }

    [Fact]
    public async Task Read_ObjectOverTheLimit_IsRefused()
    {
        var table = await Given.ReadAsync($"[{First},{{\"issuer\":\"{new string('x', 5_000_000)}\"}}]");

        Assert.Contains("longer than", Assert.Single(table.Defects).Failure.Reason);
    }
}
