using System.Net;
using Testing;

namespace Pricing.Api.Tests.Prices;

public sealed class PriceEndpointTests(AzuriteFixture azurite) : ApiTests(azurite)
{
    private const string Inputs =
        """{"S":3505,"X":1,"T":15,"sigma":0.5577379782,"q":0.00534950071327,"r":0.01275,"policy":"iij-practice","shares":200,"currency":"JPY"}""";

    [Fact]
    public async Task Price_InputsOfThe3rdSeries_IsThePublishedAmount()
    {
        var (status, answer) = await PostAsync("/api/price", Inputs);

        // 647,000 yen per right: the company's notice of 11 July 2013.
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(
            ("647000", "3235", "iij-practice", "JPY"),
            (Text(answer, "amountPerRight"), Text(answer, "valuePerShare"), Text(answer, "policy"), Text(answer, "currency")));
    }

    [Fact]
    public async Task Price_WithEverythingAsked_AnswersItBesideTheValue()
    {
        var (status, answer) = await PostAsync("/api/price", With(
            Inputs.Replace("\"X\":1", "\"X\":3505", StringComparison.Ordinal),
            """
            "explain":true,"greeks":true,"sensitivity":{"sigma":[0,"0.1"],"T":[-16,0],"r":[],"q":[],"S":[5]},"impliedVolatility":{"perRight":475600}
            """));
        var (_, plain) = await PostAsync("/api/price", With(Inputs, """
            "explain":false,"greeks":null,"sensitivity":false
            """));

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("475600", Text(answer, "amountPerRight"));
        var steps = answer["explanation"]!.AsArray();
        Assert.Equal(("S", "3505", "as given"), (Text(steps[0]!, "symbol"), Text(steps[0]!, "value"), Text(steps[0]!, "formula")));
        Assert.Equal(("amount", "475600"), (Text(steps[^1]!, "symbol"), Text(steps[^1]!, "rounded")));
        Assert.Equal(("delta", "per 1 JPY of S"), (Text(answer["greeks"]!["figures"]![0]!, "name"), Text(answer["greeks"]!["figures"]![0]!, "unit")));
        var cells = answer["sensitivity"]!["amountsPerRight"]!;
        Assert.StartsWith("InvalidField T=", Text(cells[0]![0]!, "failure"), StringComparison.Ordinal);
        Assert.Equal(("475600", "523000"), (Text(cells[0]![1]!, "amountPerRight"), Text(cells[1]![1]!, "amountPerRight")));
        var alone = Assert.Single(answer["sensitivity"]!["oneAtATime"]!.AsArray())!;
        Assert.Equal(("S", "5", "476400", "800"), (Text(alone, "input"), Text(alone, "change"), Text(alone, "amountPerRight"), Text(alone, "perRightChange")));
        Assert.Equal("right", Text(answer["impliedVolatility"]!, "of"));
        Assert.InRange(0.5577379782, answer["impliedVolatility"]!["low"]!.GetValue<double>(), answer["impliedVolatility"]!["high"]!.GetValue<double>());
        Assert.All(["explanation", "greeks", "sensitivity", "impliedVolatility"], name => Assert.Null(plain[name]));
    }

    [Theory]
    [InlineData("18.75/3505")]
    [InlineData(" 18.75 / 3505 ")]
    public async Task Price_YieldAsAQuotient_IsExact(string quotient)
    {
        var (status, answer) = await PostAsync("/api/price", With(
            Inputs.Replace("\"q\":0.00534950071327,", "", StringComparison.Ordinal),
            $"""
            "q":"{quotient}","explain":true
            """));

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("647000", Text(answer, "amountPerRight"));
        Assert.Equal("18.75/3505", Text(answer["explanation"]!.AsArray().Single(step => Text(step!, "symbol") == "q")!, "value"));
    }

    [Theory]
    [InlineData("1/0")]
    [InlineData("1/-2")]
    [InlineData("1/2/3")]
    [InlineData("/")]
    [InlineData("1e20/1")]
    public async Task Price_QuotientThatIsNone_IsNoNumber(string quotient)
    {
        var (status, problem) = await PostAsync("/api/price", Inputs.Replace("0.00534950071327", $"\"{quotient}\"", StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.StartsWith($"InvalidField q={quotient}: ", Assert.Single(Failures(problem)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""
        "greeks":1
        """, "InvalidField greeks=1: must be true or false")]
    [InlineData("""
        "sensitivity":"all"
        """, "InvalidField sensitivity=\"all\": must be true, or an object of lists of changes")]
    [InlineData("""
        "sensitivity":{"X":[1]}
        """, "UnknownField sensitivity.X=: is no input; name sigma, T, r, q or S")]
    [InlineData("""
        "sensitivity":{"r":[0],"r":[0.01]}
        """, "InvalidField sensitivity.r=: is there twice")]
    [InlineData("""
        "sensitivity":{"r":["a"]}
        """, "InvalidField sensitivity.r=[\"a\"]: must be a list of at most 25 numbers")]
    [InlineData("""
        "impliedVolatility":{"perShare":1,"perRight":2}
        """, "InvalidField impliedVolatility={\"perShare\":1,\"perRight\":2}: must be an object with one number, perShare or perRight")]
    [InlineData("""
        "sensitivity":{"r":["\ud800"]}
        """, "InvalidField body=: holds an escape that is half a character")]
    public async Task Price_AnalysisThatCannotBeRead_NamesTheMember(string member, string failure)
    {
        var (status, problem) = await PostAsync("/api/price", With(Inputs, member));

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(failure, Assert.Single(Failures(problem)));
    }

    // What is asked for stands in the body; in the address nothing is passed over.
    [Fact]
    public async Task Price_ParameterInTheAddress_IsRefused()
    {
        var (status, problem) = await PostAsync("/api/price?explain=true", Inputs);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("UnknownField explain=: is no parameter of this address, which has none", Assert.Single(Failures(problem)));
    }

    [Fact]
    public async Task Price_Grant_IsValuedFromStoredDataAndNothingIsStored()
    {
        await RunSampleNightAsync();
        var before = await StorageContent.AllAsync(Host.Pipeline.Storage, Cancellation);

        var (status, answer) = await PostAsync("/api/price", $$"""{"grant":{{Grant}},"date":"2013-07-11"}""");
        var (_, without) = await PostAsync("/api/price", $$"""{"grant":{{Grant}}}""");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(
            ("647000", "GrantDate", "Final", "397", "0.01275"),
            (Text(answer, "amountPerRight"), Text(answer, "kind"), Text(answer, "status"), Text(answer, "returns"), Text(answer, "riskFreeRate")));
        Assert.Equal(answer.ToJsonString(), without.ToJsonString());

        // What only a stored value has is not there.
        Assert.All(["runDate", "runVersion", "evidence", "hash"], name => Assert.Null(answer[name]));
        var (_, explained) = await PostAsync("/api/price", $$"""{"grant":{{Grant}},"explain":true,"greeks":true}""");
        Assert.Equal(
            [
                "S 3505 close of 2013-07-11",
                "days 10957 from 2013-07-11 to 2043-07-11",
                "T 15 years(a, s) + years(s, e) / 2, a 2013-07-11, s 2013-07-11, e 2043-07-11; years are whole anniversaries and the days of the year begun",
                "k 397 ln(close / close before)",
                "r(15) 1.275 curve of 2013-07-11",
                "D1 8.75 1750 as declared / 200 by the splits since",
                "D2 10 as declared",
                "n 200 the terms",
            ],
            explained["explanation"]!.AsArray()
                .Where(step => Text(step!, "symbol") is "S" or "days" or "T" or "k" or "r(15)" or "D1" or "D2" or "n")
                .Select(step => $"{Text(step!, "symbol")} {Text(step!, "value")} {Text(step!, "formula")}"));
        Assert.Equal(("647000", "Final"), (Text(explained, "amountPerRight"), Text(explained, "status")));
        Assert.NotNull(explained["greeks"]);
        Assert.Equal(before, await StorageContent.AllAsync(Host.Pipeline.Storage, Cancellation));
    }

    [Theory]
    [InlineData("0.5577379782", "55.77379782", "sigma")]
    [InlineData("0.01275", "1.275", "r")]
    [InlineData("0.01275", "-0.0501", "r")]
    [InlineData("0.00534950071327", "-0.0001", "q")]
    [InlineData("0.00534950071327", "\"-1/3\"", "q")]
    [InlineData("\"T\":15", "\"T\":150", "T")]
    public async Task Price_PercentForAFraction_IsRefusedUnlessItIsMeantAndTheReasonIsInTheAnswer(string good, string bad, string field)
    {
        var body = Inputs.Replace(good, bad, StringComparison.Ordinal);

        var (refused, problem) = await PostAsync("/api/price", body);
        var (meant, answer) = await PostAsync("/api/price", $$"""{{body.TrimEnd().TrimEnd('}')}},"meant_reason":"a test"}""");

        Assert.Equal(HttpStatusCode.BadRequest, refused);
        Assert.StartsWith($"ImplausibleValue {field}=", Assert.Single(Failures(problem)), StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.OK, "a test"), (meant, Text(answer, "meantReason")));
    }

    [Fact]
    public async Task Price_GrantWhosePeriodGoesBeyondItsExercisePeriod_IsRefusedUnlessItIsMeant()
    {
        await RunSampleNightAsync();
        var stated = Grant.TrimEnd().TrimEnd('}').Replace("\"midpoint\"", "30.5", StringComparison.Ordinal);

        var (refused, problem) = await PostAsync("/api/price", $$"""{"grant":{{stated}} } }""");
        var (meant, answer) = await PostAsync("/api/price", $$"""{"grant":{{stated}},"meant_reason":"a test"} }""");

        Assert.Equal(HttpStatusCode.BadRequest, refused);
        Assert.StartsWith("ImplausibleValue expected_remaining_years=30.5: goes beyond 2043-07-11", Assert.Single(Failures(problem)), StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.OK, "30.5"), (meant, Text(answer, "years")));
    }

    [Fact]
    public async Task Price_GrantWhoseRateIsFarOffTheStoredCurve_IsRefusedUnlessItIsMeant()
    {
        await RunSampleNightAsync();
        var stated = $$"""{{Grant.TrimEnd().TrimEnd('}')}},"risk_free_rate":"0.05","rate_source":"a bank" """;

        var (refused, problem) = await PostAsync("/api/price", $$"""{"grant":{{stated}} } }""");
        var (meant, answer) = await PostAsync("/api/price", $$"""{"grant":{{stated}},"meant_reason":"a swap rate"} }""");

        Assert.Equal(HttpStatusCode.BadRequest, refused);
        Assert.StartsWith("ImplausibleValue risk_free_rate=0.05: is more than 0.02 off the curve", Assert.Single(Failures(problem)), StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.OK, "a swap rate"), (meant, Text(answer, "meantReason")));
        Assert.Equal(("7.61", "FirstClose"), (Text(answer, "windowYears"), Text(answer, "windowLimit")));
    }

    [Theory]
    [InlineData("", "InvalidField body=: is not JSON")]
    [InlineData("{", "InvalidField body=: is not JSON")]
    [InlineData("7", "InvalidField body=: is not a JSON object")]
    [InlineData("[7", "InvalidField body=: is not JSON")]
    [InlineData("[] 7", "InvalidField body=: is not JSON")]
    [InlineData("""{"S":1} {}""", "InvalidField body=: is not JSON")]
    [InlineData("""{"S":1,"S":2}""", "InvalidField S=: is there twice")]
    [InlineData("""{"S":[1]}""", "InvalidField S=: is a nested value")]
    [InlineData("""{"strike":1}""", "UnknownField strike=: is no field of this request")]
    [InlineData("""{"S":"\ud800"}""", """InvalidField row={"S":"\ud800"}: holds an escape that is half a character""")]
    [InlineData("""{"\ud800":1}""", """InvalidField row={"\ud800":1}: holds an escape that is half a character""")]
    [InlineData("""{"grant":{},"grant":{}}""", "InvalidField grant=: is there twice")]
    [InlineData("""{"grant":7}""", "InvalidField grant=7: is not a JSON object")]
    [InlineData("""{"grant":{"issuer":"\ud800"}}""", """InvalidField grant={"issuer":"\ud800"}: holds an escape that is half a character""")]
    [InlineData("""{"grant":{"strike":1}}""", "UnknownField strike=: is no field of this request")]
    [InlineData("""{"grant":{"amends":1}}""", "UnknownField amends=: is no field of this request")]
    [InlineData("""{"grant":{},"S":1}""", "UnknownField S=: is no field of this request")]
    [InlineData("""{"grant":{},"date":"9999-12-31"}""", "InvalidField date=9999-12-31: is not a date within 1990-01-01..2099-12-31, such as 2013-07-11")]
    [InlineData("""{"grant":{},"date":"11 July"}""", "InvalidField date=11 July: is not a date within 1990-01-01..2099-12-31, such as 2013-07-11")]
    public async Task Price_Unreadable_NamesFieldAndValue(string body, string expected)
    {
        var (status, problem) = await PostAsync("/api/price", body);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(expected, Failures(problem)[0]);
    }

    [Theory]
    [InlineData("\"S\":3505", "\"S\":\"many\"", "InvalidField S=many: is not a number")]
    [InlineData("\"S\":3505", "\"S\":-1", "InvalidField S=-1: ")]
    [InlineData("\"S\":3505,", "", "InvalidField S=: is missing")]
    [InlineData("\"T\":15", "\"T\":-1", "InvalidField T=-1: ")]
    [InlineData("iij-practice", "none", "UnknownPolicy policy=none: known policies are")]
    [InlineData("JPY", "yen", "InvalidField currency=yen: not a currency code of ISO 4217")]
    [InlineData("0.5577379782", "-1", "InvalidField sigma=-1: ")]
    [InlineData("\"shares\":200", "\"shares\":0", "InvalidField shares=0: ")]
    public async Task Price_OneBadInput_IsTheOnlyFailure(string good, string bad, string expected)
    {
        var (status, problem) = await PostAsync("/api/price", Inputs.Replace(good, bad, StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.StartsWith(expected, Assert.Single(Failures(problem)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        """{"S":"x","X":1,"T":-1,"sigma":0.5,"q":0,"r":0,"policy":"zz","shares":1,"currency":"JPY","foo":1,"greeks":1}""",
        "UnknownField foo", "InvalidField S", "UnknownPolicy policy", "InvalidField T", "InvalidField greeks")]
    [InlineData(
        "{}",
        "InvalidField T", "InvalidField q", "InvalidField r", "InvalidField S", "InvalidField X", "InvalidField shares", "InvalidField policy", "InvalidField currency", "InvalidField sigma")]
    [InlineData(
        """{"code":"IIJ","date":"x","T":0,"X":1,"shares":1,"policy":"zz","currency":"JPY","foo":1,"explain":7}""",
        "UnknownField foo", "UnsupportedMarket code", "InvalidField date", "InvalidField T", "UnknownPolicy policy", "InvalidField explain")]
    [InlineData("""{"grant":{"issuer":"IIJ","grant_id":"none","foo":1},"date":"x","bar":1}""", "UnknownField bar", "UnknownField foo", "InvalidField date", "UnknownGrant grant_id")]
    public async Task Price_ManyMistakes_AreAllNamedAtOnce(string body, params string[] expected)
    {
        var (status, problem) = await PostAsync("/api/price", body);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(expected.Order(StringComparer.Ordinal), problem["failures"]!.AsArray().Select(failure => $"{Text(failure!, "code")} {Text(failure!, "field")}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Price_GrantWithoutStoredPrices_IsARefusalThatNamesTheCode()
    {
        var (status, problem) = await PostAsync("/api/price", $$"""{"grant":{{Grant}}}""");

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(["MissingPrice security_code=3774: no price of it is stored; take in its closes, or correct the code"], Failures(problem));
    }

    [Theory]
    [InlineData("2099-12-31")]
    [InlineData("1990-01-01")]
    [InlineData("2013-07-13")]
    public async Task Price_GrantOnADateWithoutData_IsARefusal(string date)
    {
        await RunSampleNightAsync();

        var (status, problem) = await PostAsync("/api/price", $$"""{"grant":{{Grant}},"date":"{{date}}"}""");

        Assert.True(status is HttpStatusCode.BadRequest or HttpStatusCode.OK, $"{status}");
        Assert.True(status == HttpStatusCode.OK || Failures(problem).Count > 0);
    }

    private static string With(string body, string members) => $"{body.TrimEnd().TrimEnd('}')},{members.Trim()}}}";
}
