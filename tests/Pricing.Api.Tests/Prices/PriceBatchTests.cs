using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Azure.Data.Tables;
using Testing;

namespace Pricing.Api.Tests.Prices;

public sealed class PriceBatchTests(AzuriteFixture azurite) : ApiTests(azurite)
{
    private const string Inputs =
        """{"S":3505,"X":1,"T":15,"sigma":0.5577379782,"q":0.00534950071327,"r":0.01275,"policy":"iij-practice","shares":200,"currency":"JPY"}""";

    private const string Share = """{"code":"3774","date":"2013-07-11","window_from":"2005-12-02","X":1,"T":15,"policy":"iij-practice","shares":200,"currency":"JPY"}""";

    [Fact]
    public async Task Price_ListOfEveryKind_AnswersEachInItsPlace()
    {
        await RunSampleNightAsync();

        var (status, answer) = await PostAsync("/api/price", $$$"""
            [{{{Inputs}}}, {"S":1}, 7, null, {{{Share}}}, {"grant":{{{Grant}}} }, {"grant":{"issuer":"IIJ","grant_id":"3rd-series"}},
             {{{Inputs.Replace("\"T\":15", "\"T\":\"15\",\"greeks\":true", StringComparison.Ordinal)}}}, [], {{{Inputs.Replace("3505", "-1", StringComparison.Ordinal)}}}, {{{Inputs}}}]
            """);

        Assert.Equal(HttpStatusCode.OK, status);
        var items = answer.AsArray();
        Assert.Equal(Enumerable.Range(0, 11), items.Select(item => (int)item!["index"]!));
        Assert.Equal(
            ["647000", "8 failures", "1 failures", "1 failures", "647000", "647000", "647000", "647000", "1 failures", "1 failures", "647000"],
            items.Select(item => item!["value"] is { } value ? Text(value, "amountPerRight") : $"{Text(item, "failureCount")} failures"));
        Assert.StartsWith("InvalidField T=: is missing", Failures(items[1]!)[0], StringComparison.Ordinal);
        Assert.Equal(["InvalidField row=7: is not a JSON object"], Failures(items[2]!));
        Assert.NotNull(items[7]!["value"]!["greeks"]);
        Assert.StartsWith("InvalidField S=-1: ", Assert.Single(Failures(items[9]!)), StringComparison.Ordinal);

        // A question in a list is answered as it is alone, to the last digit.
        Assert.Equal((await PostAsync("/api/price", Inputs)).Answer.ToJsonString(), items[0]!["value"]!.ToJsonString());
        Assert.Equal((await PostAsync("/api/price", Share)).Answer.ToJsonString(), items[4]!["value"]!.ToJsonString());
    }

    [Fact]
    public async Task Price_PlainInputs_AreAnsweredAsThoseThatAreWrittenOtherwise()
    {
        var numbers = new Random(7);
        var plain = Enumerable.Range(0, 700).Select(_ => string.Create(CultureInfo.InvariantCulture, $$"""
            {"S":{{numbers.Next(1, 9000)}},"X":{{numbers.Next(0, 9000)}},"T":{{numbers.Next(0, 40)}},"sigma":{{numbers.NextDouble():0.000000}},"q":{{numbers.NextDouble() / (numbers.Next(2) == 0 ? 5 : 5000):0.00000}},"r":{{(numbers.NextDouble() / 5) - 0.02:0.0000}},"policy":"{{(numbers.Next(2) == 0 ? "iij-practice" : "release-text")}}","shares":{{numbers.Next(0, 300)}},"currency":"{{(numbers.Next(3) == 0 ? "USD" : "JPY")}}"}
            """)).ToList();

        var (_, fast) = await PostAsync("/api/price", $"[{string.Join(',', plain)}]");
        var (_, slow) = await PostAsync("/api/price", $"[{string.Join(',', plain.Select(item => item.Replace("\"S\":", "\"explain\":false,\"S\":", StringComparison.Ordinal)))}]");

        Assert.Equal(slow.ToJsonString(), fast.ToJsonString());
        Assert.Contains(fast.AsArray(), item => item!["failures"] is not null);
        Assert.Contains(fast.AsArray(), item => item!["value"] is not null);
    }

    [Fact]
    public async Task Price_TenThousand_AreAnsweredAndOneMoreIsRefused()
    {
        var many = new StringBuilder("[").Append(Inputs);
        for (var index = 1; index < 10_000; index++) many.Append(',').Append(Inputs);

        var (status, answer) = await PostAsync("/api/price", $"{many}]");
        var (refused, problem) = await PostAsync("/api/price", $"{many},{{}}]");

        Assert.Equal((HttpStatusCode.OK, 10_000), (status, answer.AsArray().Count));
        Assert.All(answer.AsArray(), item => Assert.Equal("647000", Text(item!["value"]!, "amountPerRight")));
        Assert.Equal(HttpStatusCode.BadRequest, refused);
        Assert.Equal(["InvalidField body=10001 items: holds more than 10000 questions; send them in several requests"], Failures(problem));
        Assert.Equal("[]", (await PostAsync("/api/price", " [] ")).Answer.ToJsonString());
    }

    [Fact]
    public async Task Price_ListOfMistakes_IsCappedInNumberAndSize()
    {
        var fields = string.Join(',', Enumerable.Range(0, 900).Select(index => $"\"field{index}\":\"{new string('v', 500)}\""));

        var (status, answer) = await PostAsync("/api/price", $"[{{{fields}}},{{{fields}}}]");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.All(answer.AsArray(), item =>
        {
            // The fields that nothing knows, and the nine that are missing.
            Assert.Equal(("909", 10), (Text(item!, "failureCount"), item!["failures"]!.AsArray().Count));
            Assert.InRange(item.ToJsonString().Length, 1, 10_000);
        });
    }

    [Fact]
    public async Task Price_MoreAnalysesThanOneRequestMay_AreRefusedOneByOne()
    {
        var explained = Inputs.Replace("\"T\":15", "\"T\":15,\"explain\":true", StringComparison.Ordinal);

        var (_, answer) = await PostAsync("/api/price", $"[{string.Join(',', Enumerable.Repeat(explained, 502))}]");

        Assert.NotNull(answer[499]!["value"]!["explanation"]);
        Assert.StartsWith("InvalidField items=: ask for more than values in more than 500 places", Failures(answer[500]!)[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Price_ManyStoredGrants_LeaveTheAnalysesToThoseThatAskForThem()
    {
        await RunSampleNightAsync();
        const string stored = """{"grant":{"issuer":"IIJ","grant_id":"3rd-series"}}""";
        const string explained = """{"explain":true,"grant":{"issuer":"IIJ","grant_id":"3rd-series"}}""";

        var (status, answer) = await PostAsync("/api/price", $"[{string.Join(',', Enumerable.Repeat(stored, 501))},{explained},{Inputs}]");

        Assert.Equal((HttpStatusCode.OK, 503), (status, answer.AsArray().Count));
        Assert.Equal(Enumerable.Range(0, 503), answer.AsArray().Select(item => (int)item!["index"]!));
        Assert.All(answer.AsArray(), item => Assert.Equal("647000", Text(item!["value"]!, "amountPerRight")));
        Assert.NotNull(answer[501]!["value"]!["explanation"]);
    }

    [Fact]
    public async Task Price_MoreSharesThanAreKept_AreAnsweredEachInItsPlace()
    {
        await RunSampleNightAsync();
        var others = Enumerable.Range(2000, 40).Select(code => Share.Replace("3774", $"{code}", StringComparison.Ordinal));

        var (_, answer) = await PostAsync("/api/price", $"[{Share},{string.Join(',', others)},{Share}]");

        var items = answer.AsArray();
        Assert.Equal(("647000", "647000"), (Text(items[0]!["value"]!, "amountPerRight"), Text(items[41]!["value"]!, "amountPerRight")));
        Assert.Equal(
            Enumerable.Range(2000, 40).Select(code => $"MissingPrice code={code}: no price of it is stored; take in its closes, or correct the code"),
            items.Skip(1).Take(40).Select(item => Assert.Single(Failures(item!))));
    }

    [Fact]
    public async Task Price_ShareOnADate_FindsTheInputsAndSaysWhere()
    {
        await RunSampleNightAsync();

        var (status, answer) = await PostAsync("/api/price", Share.Replace("\"X\"", "\"explain\":true,\"X\"", StringComparison.Ordinal));

        // The company's notice of 11 July 2013: 3,505 yen, 15 years, 1.275 %, 18.75 yen a share.
        Assert.Equal((HttpStatusCode.OK, "647000"), (status, Text(answer, "amountPerRight")));
        var inputs = answer["inputs"]!;
        Assert.Equal(
            ("3505", "Close", "15", "0.01275", "18.75/3505", "397", "Final"),
            (Text(inputs, "sharePrice"), Text(inputs, "sharePriceOrigin"), Text(inputs, "years"), Text(inputs, "riskFreeRate"), Text(inputs, "dividendYield"), Text(inputs, "returns"), Text(inputs, "status")));
        Assert.Contains(answer["explanation"]!.AsArray(), step => Text(step!, "symbol") == "sigma");
    }

    [Theory]
    [InlineData("\"code\":\"3774\"", "\"code\":\"IIJ\"", "UnsupportedMarket code=IIJ: ")]
    [InlineData("\"code\":\"3774\"", "\"code\":\"9984\"", "MissingPrice code=9984: no price of it is stored; take in its closes, or correct the code")]
    [InlineData("\"date\":\"2013-07-11\",", "", "InvalidField date=: is missing")]
    [InlineData("\"date\":\"2013-07-11\"", "\"date\":\"tomorrow\"", "InvalidField date=tomorrow: is not a date")]
    [InlineData("\"T\":15", "\"T\":0", "InvalidField T=0: must be above 0")]
    [InlineData("\"T\":15", "\"T\":150", "ImplausibleValue T=150: ")]
    [InlineData("\"X\":1", "\"X\":-1", "InvalidField X=-1: ")]
    [InlineData("\"shares\":200", "\"shares\":0", "InvalidField shares=0: must be above 0")]
    [InlineData("iij-practice", "none", "UnknownPolicy policy=none: ")]
    [InlineData("JPY", "yen", "InvalidField currency=yen: ")]
    [InlineData("\"X\":1", "\"X\":1,\"S\":3505", "UnknownField S=: is no field of this request")]
    [InlineData("\"X\":1", "\"X\":1,\"risk_free_rate\":0.01", "InvalidField rate_source=: is missing")]
    [InlineData("\"X\":1", "\"X\":1,\"dividend_per_share\":-1", "InvalidField dividend_per_share=-1: must be at least 0")]
    [InlineData("2005-12-02", "2014-01-01", "InvalidField window")]
    public async Task Price_ShareThatCannotBeValued_NamesTheField(string good, string bad, string expected)
    {
        await RunSampleNightAsync();

        var (status, problem) = await PostAsync("/api/price", Share.Replace(good, bad, StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.StartsWith(expected, Assert.Single(Failures(problem)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Price_StoredGrant_IsValuedByItsStoredTermsAndEvents()
    {
        await RunSampleNightAsync();
        await Host.Pipeline.IngestAsync("events.csv", "issuer,grant_id,date,kind,rights,reference\nIIJ,3rd-series,2013-07-13,forfeited,20,minutes\n", Cancellation);

        var (status, answer) = await PostAsync("/api/price", """{"grant":{"issuer":"IIJ","grant_id":"3rd-series"}}""");
        var (_, later) = await PostAsync("/api/price", """{"grant":{"issuer":"IIJ","grant_id":"3rd-series"},"date":"2013-07-16","greeks":true}""");
        var (unknown, problem) = await PostAsync("/api/price", """{"grant":{"issuer":"IIJ","grant_id":"4th-series"}}""");

        Assert.Equal((HttpStatusCode.OK, "647000", "89"), (status, Text(answer, "amountPerRight"), Text(answer, "rightsOutstanding")));
        Assert.True(later["failures"] is JsonArray || Text(later, "rightsOutstanding") == "69", later.ToJsonString());
        Assert.Equal(HttpStatusCode.BadRequest, unknown);
        Assert.Equal(["UnknownGrant grant_id=4th-series: no such grant of IIJ is stored"], Failures(problem));
    }

    // What an earlier version of the rules took in, or somebody changed in the table since.
    [Theory]
    [InlineData("risk_free_rate", "0.0145", "InvalidField rate_source=: is missing beside a stated risk_free_rate")]
    [InlineData("exercise_end", "2013-07-11", "InvalidField exercise_end=2013-07-11: is before exercise_start 2013-07-12")]
    public async Task Price_StoredGrantWhoseTermsTheRulesRefuse_FailsAloneAndAsInANight(string column, string value, string failure)
    {
        await UploadSamplesAsync();
        var table = Host.Pipeline.Storage.Grants;
        var row = (await table.GetEntityAsync<TableEntity>("IIJ|00", "3rd-series", cancellationToken: Cancellation)).Value;
        row[column] = value;
        await table.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace, Cancellation);
        await Host.Pipeline.RunNightsAsync(Cancellation);

        var (_, answer) = await PostAsync("/api/price", $$$"""[{"grant":{"issuer":"IIJ","grant_id":"3rd-series"}},{{{Inputs}}}]""");
        var night = (await GetAsync("/api/grants/IIJ/3rd-series/values/2013-07-11"))[0]!;

        Assert.Equal([failure], Failures(answer[0]!));
        Assert.Equal(failure, Text(night, "failures"));
        Assert.Equal("647000", Text(answer[1]!["value"]!, "amountPerRight"));
    }
}
