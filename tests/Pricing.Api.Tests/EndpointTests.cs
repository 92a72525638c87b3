using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Pricing.Pipeline.Nights.Ledger;
using Pricing.Pipeline.Nights.Steps;
using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Values;
using PricingFunctions.Local;
using Testing;

namespace Pricing.Api.Tests;

public sealed class EndpointTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private const string Inputs =
        """{"S":3505,"X":1,"T":15,"sigma":0.5577379782,"q":0.00534950071327,"r":0.01275,"policy":"iij-practice","shares":200,"currency":"JPY"}""";

    private const string Grant =
        """
        {"issuer":"IIJ","grant_id":"g","security_code":"3774","currency":"JPY","allotment_date":"2013-07-11",
        "window_from":"2005-12-02","exercise_start":"2013-07-12","exercise_end":"2043-07-11","exercise_price":1,
        "shares_per_right":200,"maximum_rights":135,"allotted_rights":135,"policy":"iij-practice","expected_remaining_years":"midpoint"}
        """;

    private ApiHost host = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() =>
        host = await ApiHost.StartAsync(azurite, new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero), Cancellation);

    public ValueTask DisposeAsync() => host.DisposeAsync();

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
    public async Task Price_Grant_IsValuedFromStoredDataAndNothingIsStored()
    {
        await RunSampleNightAsync();
        var before = await StorageContent.AllAsync(host.Pipeline.Storage, Cancellation);

        var (status, answer) = await PostAsync("/api/price", $$"""{"grant":{{Grant}},"date":"2013-07-11"}""");
        var (_, without) = await PostAsync("/api/price", $$"""{"grant":{{Grant}}}""");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(
            ("647000", "GrantDate", "Final", "397", "0.01275"),
            (Text(answer, "amountPerRight"), Text(answer, "kind"), Text(answer, "status"), Text(answer, "returns"), Text(answer, "riskFreeRate")));
        Assert.Equal(answer.ToJsonString(), without.ToJsonString());
        Assert.Equal(before, await StorageContent.AllAsync(host.Pipeline.Storage, Cancellation));
    }

    [Theory]
    [InlineData("0.5577379782", "55.77379782", "sigma")]
    [InlineData("0.01275", "1.275", "r")]
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
    [InlineData("[]", "InvalidField body=: is not a JSON object")]
    [InlineData("""{"S":1,"S":2}""", "InvalidField S=2: is there twice")]
    [InlineData("""{"S":[1]}""", "InvalidField S=[1]: is a nested value")]
    [InlineData("""{"strike":1}""", "UnknownField strike=1: is no field of this request")]
    [InlineData("""{"S":"\ud800"}""", """InvalidField row={"S":"\ud800"}: holds an escape that is half a character""")]
    [InlineData("""{"\ud800":1}""", """InvalidField row={"\ud800":1}: holds an escape that is half a character""")]
    [InlineData("""{"grant":{},"grant":{}}""", "InvalidField grant={}: is there twice")]
    [InlineData("""{"grant":7}""", "InvalidField row=7: is not a JSON object")]
    [InlineData("""{"grant":{"strike":1}}""", "UnknownField strike=1: is no field of this request")]
    [InlineData("""{"grant":{"amends":1}}""", "UnknownField amends=1: is no field of this request")]
    [InlineData("""{"grant":{},"S":1}""", "UnknownField S=1: is no field of this request")]
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

    [Fact]
    public async Task Price_GrantWithoutStoredPrices_IsARefusalThatNamesTheCode()
    {
        var (status, problem) = await PostAsync("/api/price", $$"""{"grant":{{Grant}}}""");

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(["MissingPrice security_code=37740: no price of it is stored"], Failures(problem));
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

    [Fact]
    public async Task Runs_SampleNight_ListsItItsValuesAndTheirEvidence()
    {
        await RunSampleNightAsync();

        var runs = (await GetAsync("/api/runs")).AsArray();
        var run = await GetAsync("/api/runs/2013-07-11/1");
        using var values = await host.Client.GetAsync(new Uri("/api/runs/2013-07-11/1/values", UriKind.Relative), Cancellation);
        var lines = (await values.Content.ReadAsStringAsync(Cancellation)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var history = (await GetAsync("/api/grants/IIJ/3rd-series/values")).AsArray();
        var evidence = await host.Client.GetByteArrayAsync(new Uri($"/api/evidence/{Text(history[0]!, "evidence")}", UriKind.Relative), Cancellation);
        var batches = (await GetAsync("/api/batches")).AsArray();

        Assert.Equal(run.ToJsonString(), Assert.Single(runs)!.ToJsonString());
        Assert.Equal(("Completed", "3", "0"), (Text(run, "status"), Text(run, "rows"), Text(run, "failed")));
        Assert.Equal("application/x-ndjson", values.Content.Headers.ContentType?.MediaType);
        Assert.Equal(
            ["3rd-series 647000", "3rd-series-at-the-money", "3rd-series-by-the-text 646783"],
            lines.Select(line => JsonNode.Parse(line)!).Select(value => Text(value, "grantId") == "3rd-series-at-the-money" ? "3rd-series-at-the-money" : $"{Text(value, "grantId")} {Text(value, "amountPerRight")}"));
        Assert.Equal(("647000", "1"), (Text(Assert.Single(history)!, "amountPerRight"), Text(history[0]!, "version")));
        Assert.Equal(Text(history[0]!, "evidence"), ContentHash.Of(evidence));
        Assert.Equal("3505", Text(JsonNode.Parse(evidence)!["sharePrice"]!, "amount"));
        Assert.Equal("3", Text(Assert.Single(batches)!, "stored"));
    }

    [Fact]
    public async Task Waiting_EventsBeforeTheirGrant_AreCountedJudgedOnRequestAndTheirFateIsShownWithTheFile()
    {
        var report = await host.Pipeline.IngestAsync(
            "events.csv", "issuer,grant_id,date,kind,rights,reference\nIIJ,3rd-series,2014-07-01,exercised,1,minutes\n", Cancellation);
        var before = await GetAsync("/api/waiting");
        host.Pipeline.Clock.Advance(TimeSpan.FromDays(30));

        using var judged = await host.Client.PostAsync(new Uri("/api/waiting", UriKind.Relative), null, Cancellation);
        var counts = JsonNode.Parse(await judged.Content.ReadAsStringAsync(Cancellation))!;
        var file = await GetAsync($"/api/batches/{report.Batch}");

        Assert.Equal(("1", "IIJ"), (Text(before, "count"), Text(before["rows"]![0]!, "issuer")));
        Assert.Equal(("1", "0"), (Text(counts, "decided"), Text(counts, "waiting")));
        Assert.Equal(("1", "kept"), (Text(file["report"]!, "waiting"), Text(file["report"]!, "source")));
        Assert.Equal(("true", "events.csv"), (Text(file["source"]!, "isKept"), Text(file["source"]!["record"]!, "name")));
        Assert.Equal(("2", "rejected"), (Text(file["later"]![0]!, "line"), Text(file["later"]![0]!, "result")));
    }

    [Theory]
    [InlineData("unknown")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000-grants")]
    public async Task Batch_ThatNeverCame_Is404(string batch)
    {
        using var answer = await host.Client.GetAsync(new Uri($"/api/batches/{batch}", UriKind.Relative), Cancellation);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Runs_Requested_IsAcceptedWithItsPlaceAndRunOnTheNextPass()
    {
        await RunSampleNightAsync();

        using var accepted = await host.Client.PostAsync(
            new Uri("/api/runs", UriKind.Relative),
            Json("""{"date":"2013-07-11","reason":"訂正","askedBy":"監査","issuers":["IIJ"]}"""),
            Cancellation);
        using var waiting = await host.Client.GetAsync(accepted.Headers.Location, Cancellation);
        using var early = await host.Client.GetAsync(new Uri("/api/runs/2013-07-11/2/values", UriKind.Relative), Cancellation);
        await host.Pipeline.RunNightsAsync(Cancellation);
        var run = await GetAsync(accepted.Headers.Location!.ToString());

        Assert.Equal((HttpStatusCode.Accepted, "/api/runs/2013-07-11/2"), (accepted.StatusCode, accepted.Headers.Location.ToString()));
        Assert.Equal(TimeSpan.FromSeconds(5), accepted.Headers.RetryAfter?.Delta);
        Assert.Equal(TimeSpan.FromSeconds(5), waiting.Headers.RetryAfter?.Delta);
        Assert.Equal(HttpStatusCode.Conflict, early.StatusCode);
        Assert.Equal(1, host.Wakes);
        Assert.Equal(
            ("Completed", "訂正", "監査", "0", "3"),
            (Text(run, "status"), Text(run, "reason"), Text(run, "askedBy"), Text(run, "rows"), Text(run, "unchanged")));
        Assert.Equal([2, 1], (await GetAsync("/api/runs")).AsArray().Select(item => (int)item!["version"]!));
    }

    [Theory]
    [InlineData("", "InvalidField body=: is not JSON")]
    [InlineData("""{"reason":"r","askedBy":"a"}""", "InvalidField date=: is missing")]
    [InlineData("""{"date":"2013-13-45","reason":"r","askedBy":"a"}""", "InvalidField date=2013-13-45: is not a date within 1990-01-01..2099-12-31, such as 2013-07-11")]
    [InlineData("""{"date":"2013-07-13","reason":"r","askedBy":"a"}""", "InvalidField date=2013-07-13: is no business date")]
    [InlineData("""{"date":"2026-01-06","reason":"r","askedBy":"a"}""", "InvalidField date=2026-01-06: is in the future")]
    [InlineData("""{"date":"1990-01-04","reason":"r","askedBy":"a"}""", "InvalidField date=1990-01-04: cannot be valued: the calendar begins too late for dates before 1990-01-05")]
    [InlineData("""{"date":"2013-07-11","reason":"r","askedBy":"a","issuers":["IIJ","Nobody"]}""", "InvalidField issuers=Nobody: no grants of this issuer are stored")]
    [InlineData("""{"date":"2013-07-11","reason":" ","askedBy":"a"}""", "InvalidField reason=: is missing")]
    [InlineData("""{"date":"2013-07-11","reason":"r"}""", "InvalidField askedBy=: is missing")]
    [InlineData("""{"date":"2013-07-11","reason":"r","askedBy":"a","issuer":"IIJ"}""", "UnknownField issuer=IIJ: is no field of this request")]
    [InlineData("""{"date":"2013-07-11","reason":"r","askedBy":"a","issuers":"IIJ"}""", "InvalidField issuers=\"IIJ\": must be a list of names without ';'")]
    [InlineData("""{"date":"2013-07-11","reason":"r","askedBy":"a","issuers":["\ud800"]}""", """InvalidField issuers=["\ud800"]: must be a list of names without ';'""")]
    [InlineData("""{"date":"2013-07-11","reason":"r","askedBy":"a","issuers":["A;B"]}""", "InvalidField issuers=[\"A;B\"]: must be a list of names without ';'")]
    public async Task Runs_BadRequest_NamesFieldAndValue(string body, string expected)
    {
        await UploadSamplesAsync();

        var (status, problem) = await PostAsync("/api/runs", body);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal([expected], Failures(problem));
        Assert.Equal(0, host.Wakes);
    }

    [Fact]
    public async Task Cancel_RunThatIsOpen_IsAcceptedAndStopsItWithReasonAndName()
    {
        await UploadSamplesAsync();
        await host.Pipeline.Get<NightLedger>().FindDueAsync("test", Cancellation);

        using var accepted = await host.Client.PostAsync(
            new Uri("/api/runs/2013-07-11/1/cancel", UriKind.Relative), Json("""{"reason":"終値の誤り","askedBy":"監査"}"""), Cancellation);
        await host.Pipeline.RunNightsAsync(Cancellation);
        var run = await GetAsync(accepted.Headers.Location!.ToString());
        var (again, problem) = await PostAsync("/api/runs/2013-07-11/1/cancel", """{"reason":"r","askedBy":"a"}""");

        Assert.Equal((HttpStatusCode.Accepted, "/api/runs/2013-07-11/1"), (accepted.StatusCode, accepted.Headers.Location.ToString()));
        Assert.Equal(TimeSpan.FromSeconds(5), accepted.Headers.RetryAfter?.Delta);
        Assert.Equal(1, host.Wakes);
        Assert.Equal(
            ("Cancelled", "終値の誤り", "監査", "0"),
            (Text(run, "status"), Text(run, "cancelReason"), Text(run, "cancelledBy"), Text(run, "rows")));
        Assert.Equal(HttpStatusCode.Conflict, again);
        Assert.Equal("The run 2013-07-11 v1 is cancelled; there is nothing to stop.", Text(problem, "title"));
    }

    [Theory]
    [InlineData("2013-07-11/1", """{"reason":"r","askedBy":"a"}""", HttpStatusCode.Conflict)]
    [InlineData("2013-07-11/2", """{"reason":"r","askedBy":"a"}""", HttpStatusCode.NotFound)]
    [InlineData("yesterday/1", """{"reason":"r","askedBy":"a"}""", HttpStatusCode.NotFound)]
    [InlineData("2013-07-11/1", """{"reason":"r"}""", HttpStatusCode.BadRequest)]
    [InlineData("2013-07-11/1", """{"reason":"r","askedBy":"a","date":"2013-07-11"}""", HttpStatusCode.BadRequest)]
    [InlineData("2013-07-11/1", "", HttpStatusCode.BadRequest)]
    public async Task Cancel_WhatCannotBeStopped_IsAProblem(string run, string body, HttpStatusCode expected)
    {
        await RunSampleNightAsync();

        var (status, _) = await PostAsync($"/api/runs/{run}/cancel", body);

        Assert.Equal(expected, status);
        Assert.Equal(0, host.Wakes);
    }

    [Theory]
    [InlineData("/api/runs/2013-07-11/7", "run=2013-07-11 v7: was never asked for")]
    [InlineData("/api/runs/yesterday/1", "run=yesterday v1: was never asked for")]
    [InlineData("/api/runs/2013-07-11/7/values", "run=2013-07-11 v7: was never asked for")]
    [InlineData("/api/evidence/abc", "evidence=abc: no evidence of this hash is stored")]
    [InlineData("/api/evidence/0000000000000000000000000000000000000000000000000000000000000000", "evidence=0000000000000000000000000000000000000000000000000000000000000000: no evidence of this hash is stored")]
    [InlineData("/api/dates/yesterday/values", "date=yesterday: is no date")]
    [InlineData("/api/runs/2013-07-11/0", null)]
    [InlineData("/api/runs/2013-07-11/1000000", null)]
    [InlineData("/api/nothing", null)]
    public async Task Get_WhatIsNotThere_Is404(string path, string? detail)
    {
        using var answer = await host.Client.GetAsync(new Uri(path, UriKind.Relative), Cancellation);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        if (detail is not null)
            Assert.Equal(detail, Text(JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancellation))!, "detail"));
    }

    [Fact]
    public async Task Runs_WhileANightIsInTheMiddle_AreListed()
    {
        await UploadSamplesAsync();
        var due = (await host.Pipeline.Get<NightLedger>().FindDueAsync("test", Cancellation))!;
        await host.Pipeline.Get<StartRun>().RunAsync(due, Cancellation);
        await host.Pipeline.Get<PlanNight>().RunAsync(due, Cancellation);

        Assert.Equal("Running", Text(Assert.Single((await GetAsync("/api/runs")).AsArray())!, "status"));
    }

    [Fact]
    public async Task Waive_RunThatFailed_IsAcceptedAndTheRunIsOpenNoMore()
    {
        await FailSampleNightAsync();
        var failed = Assert.Single((await GetAsync("/api/runs/failed")).AsArray())!;

        using var accepted = await host.Client.PostAsync(
            new Uri("/api/runs/2013-07-11/1/waive", UriKind.Relative), Json("""{"reason":"権利なし","askedBy":"監査"}"""), Cancellation);
        await host.Pipeline.RunNightsAsync(Cancellation);
        var run = await GetAsync(accepted.Headers.Location!.ToString());
        var (again, problem) = await PostAsync("/api/runs/2013-07-11/1/waive", """{"reason":"r","askedBy":"a"}""");
        var (cancel, _) = await PostAsync("/api/runs/2013-07-11/1/cancel", """{"reason":"r","askedBy":"a"}""");

        Assert.Equal(("2013-07-11", "1", Text(run, "failureReason")), (Text(failed, "date"), Text(failed, "version"), Text(failed, "reason")));
        Assert.Equal((HttpStatusCode.Accepted, 1), (accepted.StatusCode, host.Wakes));
        Assert.Equal(("Failed", "権利なし", "監査"), (Text(run, "status"), Text(run, "waiveReason"), Text(run, "waivedBy")));
        Assert.Empty((await GetAsync("/api/runs/failed")).AsArray());
        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.Conflict), (again, cancel));
        Assert.Equal("The run 2013-07-11 v1 is waived; only a failed run can be waived.", Text(problem, "title"));
    }

    [Fact]
    public async Task Doubts_ValueOfEarlierTerms_IsShownUntilSomebodyDecides()
    {
        const string decide = "/api/runs/doubts/IIJ/3rd-series/2013-07-11/1";
        const string signed = """{"reason":"X stays","askedBy":"auditor"}""";
        await RunSampleNightAsync();
        Assert.Empty((await GetAsync("/api/doubts")).AsArray());
        await host.Pipeline.Get<DoubtStore>().AddAsync(
            new()
            {
                Issuer = "IIJ",
                GrantId = "3rd-series",
                MeasurementDate = new(2013, 7, 11),
                Version = 1,
                AmountPerRight = "647000",
                Reason = "AmbiguousTerms exercise_price_adjustment=: a test",
                FoundAt = host.Pipeline.Clock.GetUtcNow(),
            },
            Cancellation);

        var listed = Assert.Single((await GetAsync("/api/doubts")).AsArray())!;
        var shown = (await GetAsync("/api/grants/IIJ/3rd-series/values")).AsArray()[0]!;
        var (unsigned, _) = await PostAsync(decide, "{}");
        var (unknown, _) = await PostAsync(decide.Replace("2013-07-11/1", "2013-07-11/2", StringComparison.Ordinal), signed);
        var (status, decided) = await PostAsync(decide, signed);

        Assert.Equal(("3rd-series", "2013-07-11", "647000"), (Text(listed, "grantId"), Text(listed, "measurementDate"), Text(listed, "amountPerRight")));
        Assert.Equal("AmbiguousTerms exercise_price_adjustment=: a test", Text(shown, "basisInDoubt"));
        Assert.Equal(
            (HttpStatusCode.BadRequest, HttpStatusCode.NotFound, HttpStatusCode.OK), (unsigned, unknown, status));
        Assert.Equal(("X stays", "auditor"), (Text(decided, "decision"), Text(decided, "decidedBy")));
        Assert.Empty((await GetAsync("/api/doubts")).AsArray());
        Assert.Null((await GetAsync("/api/grants/IIJ/3rd-series/values")).AsArray()[0]!["basisInDoubt"]);
    }

    [Fact]
    public async Task Values_Sample_ShowWhatWasPlannedAndWhatWasAllotted()
    {
        await RunSampleNightAsync();

        var value = (await GetAsync("/api/grants/IIJ/3rd-series/values")).AsArray()[0]!;

        // 135 rights were planned (release, section 2), 89 allotted.
        Assert.Equal(
            ("647000", "87345000", "135", "57583000", "89", "false", "Books"),
            (Text(value, "amountPerRight"), Text(value, "plannedTotal"), Text(value, "plannedRights"), Text(value, "total"), Text(value, "rightsOutstanding"), Text(value, "isPlanned"), Text(value, "use")));
    }

    [Fact]
    public async Task Cancel_RunThatFailed_IsAcceptedAndStopsIt()
    {
        await FailSampleNightAsync();

        var (status, _) = await PostAsync("/api/runs/2013-07-11/1/cancel", """{"reason":"r","askedBy":"a"}""");
        await host.Pipeline.RunNightsAsync(Cancellation);

        Assert.Equal(HttpStatusCode.Accepted, status);
        Assert.Equal("Cancelled", Text(await GetAsync("/api/runs/2013-07-11/1"), "status"));
    }

    [Theory]
    [InlineData("2013-07-11/1", """{"reason":"r","askedBy":"a"}""", HttpStatusCode.Conflict)]
    [InlineData("2013-07-11/2", """{"reason":"r","askedBy":"a"}""", HttpStatusCode.NotFound)]
    [InlineData("2013-07-11/1", """{"askedBy":"a"}""", HttpStatusCode.BadRequest)]
    public async Task Waive_WhatDidNotFail_IsAProblem(string run, string body, HttpStatusCode expected)
    {
        await RunSampleNightAsync();

        Assert.Equal(expected, (await PostAsync($"/api/runs/{run}/waive", body)).Status);
        Assert.Equal(0, host.Wakes);
    }

    [Fact]
    public async Task DateValues_AfterARerunThatStoredOneValue_AreThoseOfEveryGrant()
    {
        await RunSampleNightAsync();
        await host.Pipeline.IngestAsync("own.json", $"[{Grant}]", Cancellation);

        await PostAsync("/api/runs", """{"date":"2013-07-11","reason":"my own grant","askedBy":"me"}""");
        await host.Pipeline.RunNightsAsync(Cancellation);
        var run = await GetAsync("/api/runs/2013-07-11/2");

        Assert.Equal(("1", "3", "0"), (Text(run, "rows"), Text(run, "unchanged"), Text(run, "failed")));
        Assert.Equal(
            ["3rd-series", "3rd-series-at-the-money", "3rd-series-by-the-text", "g"],
            (await LinesAsync("/api/dates/2013-07-11/values")).Select(value => Text(value, "grantId")));
        Assert.Equal(2, (await LinesAsync("/api/dates/2013-07-11/values?limit=2")).Count);
        Assert.Empty(await LinesAsync("/api/dates/2013-07-12/values"));
        Assert.Single(await LinesAsync("/api/runs/2013-07-11/2/values"));
    }

    [Fact]
    public async Task GrantValues_OfUnknownGrants_AreNone()
    {
        Assert.Empty((await GetAsync("/api/grants/Nobody/g/values")).AsArray());
        await RunSampleNightAsync();
        Assert.Empty((await GetAsync("/api/grants/IIJ/g/values")).AsArray());
    }

    [Fact]
    public async Task OpenApi_DescribesEveryEndpoint()
    {
        var paths = (await GetAsync("/api/openapi.json"))["paths"]!.AsObject().Select(path => path.Key).Order(StringComparer.Ordinal);

        Assert.Equal(
            ["/api/batches", "/api/batches/{batch}", "/api/dates/{date}/values", "/api/doubts", "/api/evidence/{hash}", "/api/files", "/api/files/{id}", "/api/files/{id}/rejects", "/api/grants/{issuer}/{grantId}/values", "/api/price", "/api/raw/{sha256}", "/api/runs", "/api/runs/doubts/{issuer}/{grantId}/{date}/{version}", "/api/runs/failed", "/api/runs/{date}/{version}", "/api/runs/{date}/{version}/cancel", "/api/runs/{date}/{version}/values", "/api/runs/{date}/{version}/waive", "/api/waiting"],
            paths.Select(path => path.TrimEnd('/')));
    }

    [Fact]
    public async Task PageAndHealth_Answer()
    {
        Assert.StartsWith("<!", await host.Client.GetStringAsync(new Uri("/", UriKind.Relative), Cancellation), StringComparison.Ordinal);
        Assert.Equal("ok", await host.Client.GetStringAsync(new Uri("/health", UriKind.Relative), Cancellation));
    }

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");

    private static string Text(JsonNode node, string name) => node[name]!.ToString();

    private static List<string> Failures(JsonNode problem) =>
    [
        .. problem["failures"]!.AsArray().Select(failure =>
            $"{Text(failure!, "code")} {Text(failure!, "field")}={Text(failure!, "value")}: {Text(failure!, "reason")}"),
    ];

    private async Task<(HttpStatusCode Status, JsonNode Answer)> PostAsync(string path, string body)
    {
        using var answer = await host.Client.PostAsync(new Uri(path, UriKind.Relative), Json(body), Cancellation);
        var text = await answer.Content.ReadAsStringAsync(Cancellation);
        Assert.NotEqual("", text);
        return (answer.StatusCode, JsonNode.Parse(text)!);
    }

    private async Task<JsonNode> GetAsync(string path) =>
        JsonNode.Parse(await host.Client.GetStringAsync(new Uri(path, UriKind.Relative), Cancellation))!;

    private async Task UploadSamplesAsync() => await host.Pipeline.IngestAsync(
        "iij.csv",
        await File.ReadAllTextAsync(Path.Combine(RepositoryRoot.Find(), "samples/grants/iij-3rd-series.csv"), Cancellation),
        Cancellation);

    private async Task FailSampleNightAsync()
    {
        await UploadSamplesAsync();
        await host.Pipeline.Storage.RunFiles.GetBlobClient("2013-07-11/v1/plan.json").UploadAsync(BinaryData.FromString("{"), Cancellation);
        await host.Pipeline.RunNightsAsync(Cancellation);
    }

    private async Task<List<JsonNode>> LinesAsync(string path) =>
    [
        .. (await host.Client.GetStringAsync(new Uri(path, UriKind.Relative), Cancellation))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!),
    ];

    private async Task RunSampleNightAsync()
    {
        await UploadSamplesAsync();
        await host.Pipeline.RunNightsAsync(Cancellation);
    }
}
