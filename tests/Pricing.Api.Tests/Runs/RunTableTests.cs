using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Storage;
using Testing;

namespace Pricing.Api.Tests.Runs;

public sealed class RunTableTests(AzuriteFixture azurite) : ApiTests(azurite)
{
    private const string Values = "/api/runs/2013-07-11/1/values";

    [Fact]
    public async Task Values_InEveryForm_AreTheSameWithNameAndEnding()
    {
        await Host.Pipeline.IngestAsync("own.json", $"[{Grant.Replace("\"g\"", "\"=1+1\"", StringComparison.Ordinal)}]", Cancellation);
        await RunSampleNightAsync();

        var (lines, linesHead) = await DownloadAsync(Values);
        var (json, jsonHead) = await DownloadAsync($"{Values}?format=json");
        var (csv, csvHead) = await DownloadAsync(Values, "text/csv");
        var (book, bookHead) = await DownloadAsync($"{Values}?format=xlsx");

        var values = Encoding.UTF8.GetString(lines).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(4, values.Length);
        Assert.Equal(values.Select(value => JsonNode.Parse(value)!.ToJsonString()), JsonNode.Parse(json)!.AsArray().Select(value => value!.ToJsonString()));
        var rows = Encoding.UTF8.GetString(csv).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith("\uFEFFissuer,grantId,grantVersion,measurementDate,version,kind,status,", rows[0], StringComparison.Ordinal);
        Assert.Equal(["IIJ,3rd-series,1,2013-07-11", "IIJ,3rd-series-at-the-money,1,2013-07-11", "IIJ,3rd-series-by-the-text,1,2013-07-11", "IIJ,'=1+1,1,2013-07-11"], rows.Skip(1).Select(row => string.Join(',', row.Split(',').Take(4))));
        Assert.Contains(",647000,", rows[1], StringComparison.Ordinal);
        using var sheets = new ZipArchive(new MemoryStream(book));
        using var sheet = new StreamReader(sheets.GetEntry("xl/worksheets/sheet1.xml")!.Open());
        var cells = await sheet.ReadToEndAsync(Cancellation);
        Assert.Contains("<v>647000</v>", cells, StringComparison.Ordinal);
        Assert.Contains("=1+1", cells, StringComparison.Ordinal);
        Assert.DoesNotContain("<f>", cells, StringComparison.Ordinal);
        Assert.Equal(
            ["application/x-ndjson values 2013-07-11 v1.ndjson", "application/json values 2013-07-11 v1.json", "text/csv values 2013-07-11 v1.csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet values 2013-07-11 v1.xlsx"],
            [linesHead, jsonHead, csvHead, bookHead]);
    }

    [Fact]
    public async Task Values_OfNamesThatLookLikeNumbers_AreTextInCsvAndAmountsStayNumbers()
    {
        string[] ids = ["-5", "+2", "5"];
        await Host.Pipeline.IngestAsync(
            "own.json", $"[{string.Join(',', ids.Select(id => Grant.Replace("\"g\"", $"\"{id}\"", StringComparison.Ordinal)))}]", Cancellation);
        await Host.Pipeline.RunNightsAsync(Cancellation);

        var (csv, _) = await DownloadAsync($"{Values}?format=csv");

        var rows = Encoding.UTF8.GetString(csv).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).ToList();
        Assert.Equal(["'+2", "'-5", "5"], rows.Select(row => row.Split(',')[1]));
        Assert.All(rows, row => Assert.Contains(",647000,", row, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Values_WithRareCharacters_AreWholeInCsvWhereverTheyStand()
    {
        string[] ids = [string.Concat(Enumerable.Repeat("𠮷", 90)), "a" + string.Concat(Enumerable.Repeat("𠮷", 90))];
        await Host.Pipeline.IngestAsync(
            "own.json", $"[{string.Join(',', ids.Select(id => Grant.Replace("\"g\"", $"\"{id}\"", StringComparison.Ordinal)))}]", Cancellation);
        await Host.Pipeline.RunNightsAsync(Cancellation);

        var (csv, _) = await DownloadAsync($"{Values}?format=csv");

        var rows = Encoding.UTF8.GetString(csv).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(ids.Order(StringComparer.Ordinal), rows.Skip(1).Select(row => row.Split(',')[1]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Compare_TwoRuns_ShowsWhatTheLaterOneSaysOtherwise()
    {
        await RunSampleNightAsync();
        var failing = Grant.Replace("\"g\"", "\"f\"", StringComparison.Ordinal).Replace("3774", "4999", StringComparison.Ordinal);
        await Host.Pipeline.IngestAsync("own.json", $"[{Grant},{failing}]", Cancellation);
        await Host.Pipeline.IngestAsync(
            "amended.csv",
            "issuer,grant_id,security_code,currency,allotment_date,window_from,exercise_start,exercise_end,exercise_price,shares_per_right,maximum_rights,allotted_rights,policy,expected_remaining_years,amends,amend_reason\n"
            + "IIJ,3rd-series,3774,JPY,2013-07-11,2005-12-02,2013-07-12,2043-07-11,2,200,135,89,iij-practice,midpoint,1,a misprint\n",
            Cancellation);
        await PostAsync("/api/runs", """{"date":"2013-07-11","reason":"corrected","askedBy":"audit"}""");
        await Host.Pipeline.RunNightsAsync(Cancellation);

        var answer = await GetAsync("/api/runs/2013-07-11/2/compare?with=1");

        Assert.Equal(("1", "2", "3", "2"), (Text(answer, "from"), Text(answer, "to"), Text(answer, "count"), Text(answer, "added")));
        var changes = answer["changes"]!.AsArray().ToDictionary(change => Text(change!, "grantId"));
        Assert.Equal(("", "Failed", null), (Text(changes["f"]!, "amountAfter"), Text(changes["f"]!, "statusAfter"), changes["f"]!["statusBefore"]));
        Assert.StartsWith("MissingPrice security_code=4999: ", Text(changes["f"]!, "failures"), StringComparison.Ordinal);
        Assert.Equal(("Final", "Final", null), (Text(changes["3rd-series"]!, "statusBefore"), Text(changes["3rd-series"]!, "statusAfter"), changes["3rd-series"]!["failures"]));
        Assert.Equal(("647000", null), (Text(changes["3rd-series"]!, "amountBefore"), changes["g"]!["amountBefore"]));
        Assert.Equal(
            ("1", "2"),
            changes["3rd-series"]!["differences"]!.AsArray().Single(field => Text(field!, "name") == "exercisePrice") is var field ? (Text(field!, "before"), Text(field!, "after")) : default);
        Assert.Equal(answer.ToJsonString(), (await GetAsync("/api/runs/2013-07-11/1/compare?with=2")).ToJsonString());
        Assert.Equal(answer.ToJsonString(), (await GetAsync("/api/runs/2013-07-11/2/compare")).ToJsonString());
    }

    [Fact]
    public async Task Compare_OverARunThatFailed_ShowsWhatThatOneStored()
    {
        await RunSampleNightAsync();
        await Host.Pipeline.IngestAsync("own.json", $"[{Grant}]", Cancellation);
        await PostAsync("/api/runs", """{"date":"2013-07-11","reason":"one more","askedBy":"audit"}""");
        await Host.Pipeline.RunNightsAsync(Cancellation);

        // The second run stored its chunk and then failed, before its table was there.
        var runs = Host.Pipeline.Get<RunStore>();
        var second = (await runs.FindAsync(new(new(2013, 7, 11), 2), Cancellation))!;
        await runs.SaveAsync(second with { Status = RunStatus.Failed, FailureReason = "a test" }, Cancellation);
        await Host.Pipeline.Storage.RunFiles.GetBlobClient("2013-07-11/v2/values/000000.ndjson.gz").DeleteAsync(cancellationToken: Cancellation);
        await Host.Pipeline.IngestAsync("other.json", $"[{Grant.Replace("\"g\"", "\"h\"", StringComparison.Ordinal)}]", Cancellation);
        await PostAsync("/api/runs", """{"date":"2013-07-11","reason":"and one more","askedBy":"audit"}""");
        await Host.Pipeline.RunNightsAsync(Cancellation);

        var answer = await GetAsync("/api/runs/2013-07-11/3/compare?with=1");

        Assert.Equal("1", Text(await GetAsync("/api/runs/2013-07-11/3"), "rows"));
        Assert.Equal(["g", "h"], answer["changes"]!.AsArray().Select(change => Text(change!, "grantId")).Order(StringComparer.Ordinal));
        Assert.Equal(("2", "2"), (Text(answer, "count"), Text(answer, "added")));
    }

    [Theory]
    [InlineData("/api/runs/2013-07-11/1/compare", HttpStatusCode.BadRequest)]
    [InlineData("/api/runs/2013-07-11/1/compare?with=1", HttpStatusCode.BadRequest)]
    [InlineData("/api/runs/2013-07-11/1/compare?with=2", HttpStatusCode.NotFound)]
    [InlineData("/api/runs/2013-07-11/2/compare?with=1", HttpStatusCode.NotFound)]
    public async Task Compare_WhatCannotBeCompared_IsAProblem(string path, HttpStatusCode status)
    {
        await RunSampleNightAsync();

        using var answer = await Host.Client.GetAsync(new Uri(path, UriKind.Relative), Cancellation);

        Assert.Equal(status, answer.StatusCode);
    }

    [Fact]
    public async Task Runs_OfARange_AreAskedForListedAndTheirProgressShown()
    {
        await RunSampleNightAsync();

        using var accepted = await Host.Client.PostAsync(
            new Uri("/api/runs", UriKind.Relative), Json("""{"from":"2013-07-10","to":"2013-07-16","reason":"corrected","askedBy":"audit"}"""), Cancellation);
        var answer = JsonNode.Parse(await accepted.Content.ReadAsStringAsync(Cancellation))!;

        // 13 to 15 July 2013 are a weekend and a holiday.
        Assert.Equal((HttpStatusCode.Accepted, "/api/runs?from=2013-07-10&to=2013-07-16", 1), (accepted.StatusCode, accepted.Headers.Location?.ToString(), Host.Wakes));
        Assert.Equal(["2013-07-10 1", "2013-07-11 2", "2013-07-12 1", "2013-07-16 1"], answer["runs"]!.AsArray().Select(run => $"{Text(run!, "date")} {Text(run!, "version")}"));
        using var page = await Host.Client.GetAsync(new Uri("/api/runs?limit=2&status=Requested", UriKind.Relative), Cancellation);
        var link = page.Headers.GetValues("Link").Single();
        Assert.EndsWith("; rel=\"next\"", link, StringComparison.Ordinal);
        var next = (await GetAsync(link.Split('<', '>')[1])).AsArray();
        Assert.Equal(["2013-07-11 2", "2013-07-10 1"], next.Select(run => $"{Text(run!, "date")} {Text(run!, "version")}"));
        Assert.Equal([2, 1], (await GetAsync("/api/runs/2013-07-11")).AsArray().Select(run => (int)run!["version"]!));
        var done = await GetAsync("/api/runs/2013-07-11/1/progress");
        var asked = await GetAsync("/api/runs/2013-07-11/2/progress");
        Assert.Equal(("Completed", "3", "1", "1"), (Text(done, "status"), Text(done, "planned"), Text(done, "chunks"), Text(done, "chunksDone")));
        Assert.Equal(("Requested", null, "0", null), (Text(asked, "status"), asked["chunks"], Text(asked, "chunksDone"), asked["stopReason"]));

        // It has not come to its turn, and says that it is asked to stop.
        using var cancelled = await Host.Client.PostAsync(
            new Uri("/api/runs/2013-07-11/2/cancel", UriKind.Relative), Json("""{"reason":"not needed","askedBy":"Sato"}"""), Cancellation);
        var stopping = await GetAsync("/api/runs/2013-07-11/2/progress");
        Assert.Equal(("Requested", "not needed", "Sato"), (Text(stopping, "status"), Text(stopping, "stopReason"), Text(stopping, "stopAskedBy")));

        using var all = await Host.Client.PostAsync(
            new Uri("/api/runs/cancel", UriKind.Relative), Json("""{"from":"2013-07-11","to":"2013-07-16","reason":"none is","askedBy":"Kato"}"""), Cancellation);
        var stopped = JsonNode.Parse(await all.Content.ReadAsStringAsync(Cancellation))!["runs"]!.AsArray();
        await Host.Pipeline.RunNightsAsync(Cancellation);
        var ended = (await GetAsync("/api/runs?from=2013-07-10&to=2013-07-16")).AsArray();
        Assert.Equal(HttpStatusCode.Accepted, all.StatusCode);
        Assert.Equal(["2013-07-11 2", "2013-07-12 1", "2013-07-16 1"], stopped.Select(run => $"{Text(run!, "date")} {Text(run!, "version")}"));
        Assert.Equal(
            ["2013-07-16 1 Cancelled Kato", "2013-07-12 1 Cancelled Kato", "2013-07-11 2 Cancelled Sato", "2013-07-11 1 Completed ", "2013-07-10 1 Completed "],
            ended.Select(run => $"{Text(run!, "date")} {Text(run!, "version")} {Text(run!, "status")} {run!["cancelledBy"]}"));
    }

    [Fact]
    public async Task Runs_OfARangeThatFailsHalfway_AreCarriedOutAndNotAskedForTwice()
    {
        const string body = """{"from":"2013-07-10","to":"2013-07-12","reason":"corrected","askedBy":"audit"}""";
        var last = new RunRecord
        {
            Date = new(2013, 7, 12),
            Version = 999_999,
            Status = RunStatus.Completed,
            Reason = "",
            AskedBy = "",
            AskedAt = Host.Pipeline.Clock.GetUtcNow(),
        };
        await Host.Pipeline.Get<RunStore>().SaveAsync(last, Cancellation);

        var (failed, _) = await PostAsync("/api/runs", body);
        var wakes = Host.Wakes;
        await Host.Pipeline.Storage.Runs.DeleteEntityAsync("2013-07-12", Keys.Inverted(999_999), cancellationToken: Cancellation);
        var (status, answer) = await PostAsync("/api/runs", body);
        var (_, others) = await PostAsync("/api/runs", body.Replace("audit", "board", StringComparison.Ordinal));

        Assert.Equal((HttpStatusCode.InternalServerError, 1, HttpStatusCode.Accepted), (failed, wakes, status));
        Assert.Equal(["2013-07-10 1", "2013-07-11 1", "2013-07-12 1"], answer["runs"]!.AsArray().Select(run => $"{Text(run!, "date")} {Text(run!, "version")}"));
        Assert.Equal(["2", "2", "2"], others["runs"]!.AsArray().Select(run => Text(run!, "version")));
    }

    [Theory]
    [InlineData("""{"from":"2013-07-10","reason":"r","askedBy":"a"}""", "InvalidField to=: is missing")]
    [InlineData("""{"from":"2013-07-10","to":"2013-07-09","reason":"r","askedBy":"a"}""", "InvalidField from=2013-07-10: is after to, 2013-07-09")]
    [InlineData("""{"from":"2013-07-13","to":"2013-07-14","reason":"r","askedBy":"a"}""", "InvalidField from=2013-07-13: begins a range without a business date, to 2013-07-14")]
    [InlineData("""{"from":"2013-07-10","to":"2027-07-14","reason":"r","askedBy":"a"}""", "InvalidField to=2027-07-14: is in the future; the last business date is 2026-01-05")]
    [InlineData("""{"from":"2013-07-10","to":"2016-07-14","reason":"r","askedBy":"a"}""", "InvalidField to=2016-07-14: ends a range of more than 300 business dates; ask for parts of it")]
    [InlineData("""{"date":"2013-07-10","from":"2013-07-10","to":"2013-07-14","reason":"r","askedBy":"a"}""", "InvalidField date=2013-07-10: stands beside a range; name one date, or from and to")]
    public async Task Runs_OfARangeThatIsNone_NameFieldAndValue(string body, string failure)
    {
        var (status, problem) = await PostAsync("/api/runs", body);

        Assert.Equal((HttpStatusCode.BadRequest, 0), (status, Host.Wakes));
        Assert.Equal([failure], Failures(problem));
    }

    private async Task<(byte[] Content, string Head)> DownloadAsync(string path, string? accept = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        if (accept is not null) request.Headers.Accept.ParseAdd(accept);
        using var answer = await Host.Client.SendAsync(request, Cancellation);
        var head = answer.Content.Headers;
        return (await answer.Content.ReadAsByteArrayAsync(Cancellation), $"{head.ContentType?.MediaType} {head.ContentDisposition?.FileNameStar ?? head.ContentDisposition?.FileName?.Trim('"')}");
    }
}
