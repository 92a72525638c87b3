using System.Net;
using System.Text.Json.Nodes;
using Pricing.Pipeline.Nights.Ledger;
using Pricing.Pipeline.Nights.Steps;
using Pricing.Pipeline.Storage;
using Testing;

namespace Pricing.Api.Tests.Runs;

public sealed class RunEndpointTests(AzuriteFixture azurite) : ApiTests(azurite)
{
    [Fact]
    public async Task Runs_SampleNight_ListsItItsValuesAndTheirEvidence()
    {
        await RunSampleNightAsync();

        var runs = (await GetAsync("/api/runs")).AsArray();
        var run = await GetAsync("/api/runs/2013-07-11/1");
        using var values = await Host.Client.GetAsync(new Uri("/api/runs/2013-07-11/1/values", UriKind.Relative), Cancellation);
        var lines = (await values.Content.ReadAsStringAsync(Cancellation)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var history = (await GetAsync("/api/grants/IIJ/3rd-series/values"))["values"]!.AsArray();
        var evidence = await Host.Client.GetByteArrayAsync(new Uri($"/api/evidence/{Text(history[0]!, "evidence")}", UriKind.Relative), Cancellation);
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
    public async Task Runs_Requested_IsAcceptedWithItsPlaceAndRunOnTheNextPass()
    {
        await RunSampleNightAsync();

        using var accepted = await Host.Client.PostAsync(
            new Uri("/api/runs", UriKind.Relative),
            Json("""{"date":"2013-07-11","reason":"訂正","askedBy":"監査","issuers":["IIJ"]}"""),
            Cancellation);
        using var waiting = await Host.Client.GetAsync(accepted.Headers.Location, Cancellation);
        using var early = await Host.Client.GetAsync(new Uri("/api/runs/2013-07-11/2/values", UriKind.Relative), Cancellation);
        await Host.Pipeline.RunNightsAsync(Cancellation);
        var run = await GetAsync(accepted.Headers.Location!.ToString());

        Assert.Equal((HttpStatusCode.Accepted, "/api/runs/2013-07-11/2"), (accepted.StatusCode, accepted.Headers.Location.ToString()));
        Assert.Equal(TimeSpan.FromSeconds(5), accepted.Headers.RetryAfter?.Delta);
        Assert.Equal(TimeSpan.FromSeconds(5), waiting.Headers.RetryAfter?.Delta);
        Assert.Equal(HttpStatusCode.Conflict, early.StatusCode);
        Assert.Equal(1, Host.Wakes);
        Assert.Equal(
            ("Completed", "訂正", "監査", "0", "3"),
            (Text(run, "status"), Text(run, "reason"), Text(run, "askedBy"), Text(run, "rows"), Text(run, "unchanged")));
        Assert.Equal([2, 1], (await GetAsync("/api/runs")).AsArray().Select(item => (int)item!["version"]!));
    }

    [Theory]
    [InlineData("", "InvalidField body=: is not JSON")]
    [InlineData("""{"reason":"r","askedBy":"a"}""", "InvalidField date=: is missing")]
    [InlineData("""{"date":"2013-13-45","reason":"r","askedBy":"a"}""", "InvalidField date=2013-13-45: is not a date within 1990-01-01..2099-12-31, such as 2013-07-11")]
    [InlineData("""{"date":"2013-07-13","reason":"r","askedBy":"a"}""", "InvalidField date=2013-07-13: is no business date; the last one before it is 2013-07-12, the next 2013-07-16, with whose valuation what is dated in between is valued")]
    [InlineData("""{"date":"2026-01-06","reason":"r","askedBy":"a"}""", "InvalidField date=2026-01-06: is in the future; the last business date is 2026-01-05")]
    [InlineData("""{"date":"1990-01-04","reason":"r","askedBy":"a"}""", "InvalidField date=1990-01-04: cannot be valued: the calendar begins too late for dates before 1990-01-05")]
    [InlineData("""{"date":"2013-07-11","reason":"r","askedBy":"a","issuers":["IIJ","Nobody"]}""", "InvalidField issuers=Nobody: no grants of this issuer are stored")]
    [InlineData("""{"date":"2013-07-11","reason":" ","askedBy":"a"}""", "InvalidField reason=: is missing")]
    [InlineData("""{"date":"2013-07-11","reason":"r"}""", "InvalidField askedBy=: is missing")]
    [InlineData("""{"date":"2013-07-11","reason":"r","askedBy":"a","issuer":"IIJ"}""", "UnknownField issuer=: is no field of this request")]
    [InlineData("""{"date":"2013-07-11","reason":"r","askedBy":"a","issuers":"IIJ"}""", "InvalidField issuers=\"IIJ\": must be a list of names without ';'")]
    [InlineData("""{"date":"2013-07-11","reason":"r","askedBy":"a","issuers":["\ud800"]}""", """InvalidField issuers=["\ud800"]: must be a list of names without ';'""")]
    [InlineData("""{"date":"2013-07-11","reason":"r","askedBy":"a","issuers":["A;B"]}""", "InvalidField issuers=[\"A;B\"]: must be a list of names without ';'")]
    public async Task Runs_BadRequest_NamesFieldAndValue(string body, string expected)
    {
        await UploadSamplesAsync();

        var (status, problem) = await PostAsync("/api/runs", body);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal([expected], Failures(problem));
        Assert.Equal(0, Host.Wakes);
    }

    [Fact]
    public async Task Runs_WhileANightIsInTheMiddle_AreListed()
    {
        await UploadSamplesAsync();
        var due = (await Host.Pipeline.Get<NightLedger>().FindDueAsync("test", Cancellation))!;
        await Host.Pipeline.Get<StartRun>().RunAsync(due, Cancellation);
        await Host.Pipeline.Get<PlanNight>().RunAsync(due, Cancellation);

        Assert.Equal("Running", Text(Assert.Single((await GetAsync("/api/runs")).AsArray())!, "status"));
    }

    [Fact]
    public async Task Cancel_RunThatIsOpen_IsAcceptedAndStopsItWithReasonAndName()
    {
        await UploadSamplesAsync();
        await Host.Pipeline.Get<NightLedger>().FindDueAsync("test", Cancellation);

        using var accepted = await Host.Client.PostAsync(
            new Uri("/api/runs/2013-07-11/1/cancel", UriKind.Relative), Json("""{"reason":"終値の誤り","askedBy":"監査"}"""), Cancellation);
        await Host.Pipeline.RunNightsAsync(Cancellation);
        var run = await GetAsync(accepted.Headers.Location!.ToString());
        var (again, problem) = await PostAsync("/api/runs/2013-07-11/1/cancel", """{"reason":"r","askedBy":"a"}""");

        Assert.Equal((HttpStatusCode.Accepted, "/api/runs/2013-07-11/1"), (accepted.StatusCode, accepted.Headers.Location.ToString()));
        Assert.Equal(TimeSpan.FromSeconds(5), accepted.Headers.RetryAfter?.Delta);
        Assert.Equal(1, Host.Wakes);
        Assert.Equal(
            ("Cancelled", "終値の誤り", "監査", "0"),
            (Text(run, "status"), Text(run, "cancelReason"), Text(run, "cancelledBy"), Text(run, "rows")));
        Assert.Equal(HttpStatusCode.Conflict, again);
        Assert.Equal(
            ("What is asked for does not fit what is stored.", "The run 2013-07-11 v1 is cancelled; there is nothing to stop."), (Text(problem, "title"), Text(problem, "detail")));
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
        Assert.Equal(0, Host.Wakes);
    }

    [Fact]
    public async Task Cancel_RunThatFailed_IsAcceptedAndStopsIt()
    {
        await FailSampleNightAsync();

        var (status, _) = await PostAsync("/api/runs/2013-07-11/1/cancel", """{"reason":"r","askedBy":"a"}""");
        await Host.Pipeline.RunNightsAsync(Cancellation);

        Assert.Equal(HttpStatusCode.Accepted, status);
        Assert.Equal("Cancelled", Text(await GetAsync("/api/runs/2013-07-11/1"), "status"));
    }

    [Fact]
    public async Task Progress_OfARunWhosePlanCannotBeRead_SaysHowItStands()
    {
        await FailSampleNightAsync();

        var progress = await GetAsync("/api/runs/2013-07-11/1/progress");

        Assert.Equal(("Failed", "0"), (Text(progress, "status"), Text(progress, "chunksDone")));
        Assert.Null(progress["planned"]);
    }

    [Fact]
    public async Task Waive_RunThatFailed_IsAcceptedAndTheRunIsOpenNoMore()
    {
        await FailSampleNightAsync();
        var failed = Assert.Single((await GetAsync("/api/runs/failed")).AsArray())!;

        using var accepted = await Host.Client.PostAsync(
            new Uri("/api/runs/2013-07-11/1/waive", UriKind.Relative), Json("""{"reason":"権利なし","askedBy":"監査"}"""), Cancellation);
        await Host.Pipeline.RunNightsAsync(Cancellation);
        var run = await GetAsync(accepted.Headers.Location!.ToString());
        var (again, problem) = await PostAsync("/api/runs/2013-07-11/1/waive", """{"reason":"r","askedBy":"a"}""");
        var (cancel, _) = await PostAsync("/api/runs/2013-07-11/1/cancel", """{"reason":"r","askedBy":"a"}""");

        Assert.Equal(("2013-07-11", "1", Text(run, "failureReason")), (Text(failed, "date"), Text(failed, "version"), Text(failed, "reason")));
        Assert.Equal((HttpStatusCode.Accepted, 1), (accepted.StatusCode, Host.Wakes));
        Assert.Equal(("Failed", "権利なし", "監査"), (Text(run, "status"), Text(run, "waiveReason"), Text(run, "waivedBy")));
        Assert.Empty((await GetAsync("/api/runs/failed")).AsArray());
        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.Conflict), (again, cancel));
        Assert.Equal(
            ("What is asked for does not fit what is stored.", "The run 2013-07-11 v1 is waived; only a failed run can be waived."), (Text(problem, "title"), Text(problem, "detail")));
    }

    [Theory]
    [InlineData("""{"reason":"権利なし","askedBy":"加藤"}""")]
    [InlineData("""{"reason":"休止","askedBy":"監査"}""")]
    public async Task Waive_SecondDecisionThatIsAnother_IsRefusedAndTheFirstStays(string another)
    {
        const string waive = "/api/runs/2013-07-11/1/waive";
        const string signed = """{"reason":"権利なし","askedBy":"監査"}""";
        await FailSampleNightAsync();
        var (first, _) = await PostAsync(waive, signed);

        var (second, refused) = await PostAsync(waive, another);
        var (again, _) = await PostAsync(waive, signed);
        await Host.Pipeline.RunNightsAsync(Cancellation);

        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.Conflict, HttpStatusCode.Accepted), (first, second, again));
        Assert.Equal(["AlreadyDecided run=2013-07-11 v1: 監査 (unverified) has decided: 権利なし"], Failures(refused));
        Assert.Equal("監査", Text(await GetAsync("/api/runs/2013-07-11/1"), "waivedBy"));
    }

    // Nobody can tell what was decided first: whoever decides now is told so, and the run stays open.
    [Theory]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("{}")]
    public async Task Waive_FirstDecisionThatCannotBeRead_IsNamedAndTheRunStaysOpen(string content)
    {
        await FailSampleNightAsync();
        await Host.Pipeline.Storage.RunFiles.GetBlobClient("2013-07-11/v1/waive.json").UploadAsync(BinaryData.FromString(content), Cancellation);
        await Host.Pipeline.RunNightsAsync(Cancellation);

        var (status, problem) = await PostAsync("/api/runs/2013-07-11/1/waive", """{"reason":"権利なし","askedBy":"監査"}""");
        var run = await GetAsync("/api/runs/2013-07-11/1");

        Assert.Equal((HttpStatusCode.InternalServerError, "urn:pricingfunctions:problem:damaged-data"), (status, Text(problem, "type")));
        Assert.StartsWith("runs/2013-07-11/v1/waive.json cannot be read: ", Text(problem, "detail"), StringComparison.Ordinal);
        Assert.Equal(("Failed", null), (Text(run, "status"), (string?)run["waivedBy"]));
        Assert.Equal("2013-07-11", Text(Assert.Single((await GetAsync("/api/runs/failed")).AsArray())!, "date"));
    }

    [Theory]
    [InlineData("2013-07-11/1", """{"reason":"r","askedBy":"a"}""", HttpStatusCode.Conflict)]
    [InlineData("2013-07-11/2", """{"reason":"r","askedBy":"a"}""", HttpStatusCode.NotFound)]
    [InlineData("2013-07-11/1", """{"askedBy":"a"}""", HttpStatusCode.BadRequest)]
    public async Task Waive_WhatDidNotFail_IsAProblem(string run, string body, HttpStatusCode expected)
    {
        await RunSampleNightAsync();

        Assert.Equal(expected, (await PostAsync($"/api/runs/{run}/waive", body)).Status);
        Assert.Equal(0, Host.Wakes);
    }
}
