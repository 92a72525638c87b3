using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Pricing.Files.Tests.Workbooks;
using Pricing.Pipeline.Intake.Doors;
using Pricing.Pipeline.Intake.Records;
using Pricing.Pipeline.MarketData.History;
using Pricing.Pipeline.Sources;
using Pricing.Pipeline.Storage;
using Testing;

namespace Pricing.Api.Tests.Files;

/// <summary>Files that are sent over HTTP, in both hosts.</summary>
public sealed class SentFileTests(AzuriteFixture azurite) : FileTests(azurite)
{
    [Theory]
    [InlineData("name", "example")]
    [InlineData("japaneseName", "japaneseExample")]
    public async Task Kinds_ExampleOfEach_IsTakenInAsItIs(string heads, string fields)
    {
        await using var host = await StartAsync();

        var kinds = (await GetAsync(host, "/api/files/kinds")).AsArray();
        var reports = new List<string>();
        foreach (var kind in kinds)
        {
            var columns = kind!["columns"]!.AsArray().Where(column => (bool)column!["isRequired"]! || column["example"] is not null).ToList();
            var file = $"{string.Join(',', columns.Select(column => Text(column!, heads)))}\n{string.Join(',', columns.Select(column => Text(column!, fields)))}\n";
            var report = (await SendAsync(host, $"name={kind["kind"]}.csv", file))["report"]!;
            reports.Add($"{report["kind"]} {report["stored"]} {report["rejected"]} {report["defect"]}".Trim());
        }

        Assert.Equal(["grants 1 0", "events 1 0", "holders 1 0", "prices 1 0", "dividends 1 0", "actions 1 0", "curves 1 0"], reports);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Post_File_IsKeptBeforeTheAnswerAndTakenInBehindIt(bool asApp)
    {
        await using var host = await StartAsync(asApp);

        using var answer = await PostAsync(host, "name=g.csv&who=Sato", Grants);
        var place = answer.Headers.Location!.ToString();
        var kept = await host.Pipeline.Get<KeptFiles>().IsKeptAsync(ContentHash.Of(Grants), Cancellation);
        var before = await GetAsync(host, place);
        await host.TakeInSentAsync(Cancellation);
        var after = await GetAsync(host, place);

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal($"/api/files/{ContentHash.Of(Grants)}-grants", place);
        Assert.Equal("1", answer.Headers.RetryAfter!.ToString());
        Assert.True(kept);
        Assert.Equal(("Kept", null, "g.csv", "http", "Sato"), (Text(before, "state"), before["report"], Text(before["file"]!, "name"), Text(before["file"]!, "door"), Text(before["file"]!, "who")));
        Assert.Equal(("Done", "1", null), (Text(after, "state"), Text(after["report"]!, "stored"), after["rejects"]));
        Assert.Empty(host.Errors.Entries);
    }

    [Theory]
    [InlineData("grants", Grants, 1, 0)]
    [InlineData("events", Events, 0, 0)]
    [InlineData("prices", Prices, 3, 2)]
    [InlineData("dividends", Dividends, 1, 1)]
    [InlineData("curves", Curves, 2, 0)]
    public async Task Post_EveryKind_IsFoundFromTheHeaderAndStored(string kind, string content, int stored, int shares)
    {
        await using var host = await StartAsync();

        var file = await SendAsync(host, "", content);

        var report = file["report"]!;
        Assert.Equal(
            (kind, $"{stored}", $"{shares}", kind == "events" ? "1" : "0", "0"),
            (Text(report, "kind"), Text(report, "stored"), Text(report, "shares"), Text(report, "waiting"), Text(report, "rejected")));
    }

    [Fact]
    public async Task Post_EventsBeforeTheirGrant_WaitAndAreStoredWhenItComes()
    {
        await using var host = await StartAsync();
        var events = await SendAsync(host, "", Events);

        await SendAsync(host, "", Grants);

        var later = Assert.Single((await GetAsync(host, $"/api/files/{Text(events, "id")}"))["later"]!.AsArray())!;
        Assert.Equal(("2", "stored"), (Text(later, "line"), Text(later, "result")));
    }

    [Fact]
    public async Task Post_JsonAndWorkbook_AreReadAsTheCsvIs()
    {
        await using var host = await StartAsync();
        const string json = """[{"Code":"3774","Date":"2013-07-09","Close":3500},{"Code":"3774","Date":"2013-07-10","Close":3510.0}]""";
        var workbook = new TestWorkbook()
            .Row("日付", "終値")
            .Row(TestWorkbook.Date(new(2013, 7, 9)), TestWorkbook.Number(3500))
            .Row(TestWorkbook.Date(new(2013, 7, 11)), TestWorkbook.Number(3505))
            .ToBytes();

        var first = await SendAsync(host, "name=closes.json", json);
        var second = await SendAsync(host, "code=3774&name=closes.xlsx", workbook);

        Assert.Equal(("2", "0"), (Text(first["report"]!, "stored"), Text(first["report"]!, "unchanged")));
        Assert.Equal(("1", "1"), (Text(second["report"]!, "stored"), Text(second["report"]!, "unchanged")));
    }

    [Fact]
    public async Task Post_SameFileTwice_IsTheSameAnswer()
    {
        await using var host = await StartAsync();
        var first = await SendAsync(host, "name=a.csv", Grants);

        using var again = await PostAsync(host, "name=b.csv", Grants);
        var second = await ReadAsync(again);

        Assert.Equal(HttpStatusCode.Accepted, again.StatusCode);
        Assert.Equal((Text(first, "id"), "Done", "a.csv"), (Text(second, "id"), Text(second, "state"), Text(second["file"]!, "name")));
        Assert.Equal(first.ToJsonString(), (await GetAsync(host, again.Headers.Location!.ToString())).ToJsonString());
    }

    [Fact]
    public async Task Post_ReplaceWithReason_ReplacesWhatAFileWithoutLeaves()
    {
        await using var host = await StartAsync();
        const string corrected = "Code,Date,Close\n3774,2013-07-10,3511\n";
        await SendAsync(host, "", Prices);

        var refused = await SendAsync(host, "", corrected);
        var replaced = await SendAsync(host, "replace=true&reason=typo&origin=synthetic", corrected);

        Assert.Equal(("0", "1"), (Text(refused["report"]!, "stored"), Text(refused["report"]!, "rejected")));
        Assert.Equal(("1", "typo", "true"), (Text(replaced["report"]!, "stored"), Text(replaced["file"]!, "reason"), Text(replaced["file"]!, "isSynthetic")));
        var history = await host.Pipeline.Get<MarketDataStore>().ReadPricesAsync("37740", Cancellation);
        Assert.Equal(3511m, history!.Find(new(2013, 7, 10))!.Value.Close);
    }

    [Theory]
    [InlineData(HttpStatusCode.BadRequest, "kind=stocks", "kind", "stocks", "must be one of grants, events, holders, prices, dividends, actions, curves")]
    [InlineData(HttpStatusCode.BadRequest, "code=aVerySecretKey0123456789==", "code", "", "is no Tokyo code")]
    [InlineData(HttpStatusCode.BadRequest, "code=aVerySecretKey&code=another", "code", "", "is there twice")]
    [InlineData(HttpStatusCode.BadRequest, "replace=maybe", "replace", "maybe", "must be true or false")]
    [InlineData(HttpStatusCode.BadRequest, "origin=real", "origin", "real", "must be one of synthetic")]
    [InlineData(HttpStatusCode.BadRequest, "kinds=grants", "kinds", "", "is no parameter of this address, which has kind, code, replace")]
    [InlineData(HttpStatusCode.BadRequest, "kind=grants&kind=events", "kind", "grants,events", "is there twice")]
    [InlineData(HttpStatusCode.UnprocessableEntity, "replace=true", "reason", "", "is missing beside replace")]
    [InlineData(HttpStatusCode.UnprocessableEntity, "kind=grants&code=3774", "code", "", "the rows of grants name their own")]
    public async Task Post_WrongParameter_NamesFieldAndValueAndKeepsNothing(
        HttpStatusCode status, string query, string field, string value, string reason)
    {
        await using var host = await StartAsync();

        using var answer = await PostAsync(host, query, Grants);

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var failure = Assert.Single((await ReadAsync(answer))["failures"]!.AsArray())!;
        Assert.Equal((field, value), (Text(failure, "field"), Text(failure, "value")));
        Assert.Contains(reason, Text(failure, "reason"), StringComparison.Ordinal);
        Assert.DoesNotContain("aVerySecretKey", await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.False(await host.Pipeline.Get<KeptFiles>().IsKeptAsync(ContentHash.Of(Grants), Cancellation));
    }

    [Fact]
    public async Task Post_ManyMistakes_AreAllNamedAtOnce()
    {
        await using var host = await StartAsync();

        using var answer = await PostAsync(host, "kind=foo&code=zzz", Grants);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(["kind", "code"], (await ReadAsync(answer))["failures"]!.AsArray().Select(failure => Text(failure!, "field")));
    }

    [Theory]
    [InlineData("multipart/form-data; boundary=x", null, HttpStatusCode.UnsupportedMediaType, "content-type")]
    [InlineData("text/csv", "gzip", HttpStatusCode.UnsupportedMediaType, "content-encoding")]
    [InlineData("text/csv", null, HttpStatusCode.UnprocessableEntity, "body")]
    public async Task Post_BodyThatIsNoFile_IsRefused(string type, string? encoding, HttpStatusCode status, string field)
    {
        await using var host = await StartAsync();
        using var content = new ByteArrayContent(field == "body" ? [] : Encoding.UTF8.GetBytes(Grants));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        if (encoding is not null) content.Headers.ContentEncoding.Add(encoding);

        using var answer = await host.Client.PostAsync(new Uri("/api/files", UriKind.Relative), content, Cancellation);

        Assert.Equal((status, field), (answer.StatusCode, Text((await ReadAsync(answer))["failures"]![0]!, "field")));
    }

    [Theory]
    [InlineData(false, 100_000_000, HttpStatusCode.Accepted)]
    [InlineData(false, 100_000_001, HttpStatusCode.RequestEntityTooLarge)]
    [InlineData(true, 100_000_001, HttpStatusCode.RequestEntityTooLarge)]
    public async Task Post_BodyAtTheLimit_IsTakenAndOneByteMoreIs413(bool asApp, int size, HttpStatusCode status)
    {
        await using var host = await StartAsync(asApp);
        var bytes = new byte[size];
        Array.Fill(bytes, (byte)'\n');
        Encoding.UTF8.GetBytes(Prices, bytes);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/files") { Content = new ByteArrayContent(bytes) };
        request.Headers.ExpectContinue = true;

        using var answer = await host.Client.SendAsync(request, Cancellation);

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal(status == HttpStatusCode.Accepted ? "application/json" : "application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Empty(host.Errors.Entries);
    }

    [Theory]
    [InlineData("attachment; filename=\"3774.csv\"", "3774.csv")]
    [InlineData("attachment; filename=\"C:\\files\\3774.csv\"", "3774.csv")]
    [InlineData("attachment; filename=x.csv; filename*=UTF-8''%E7%B5%82%E5%80%A4.csv", "終値.csv")]
    [InlineData("attachment; filename*=UTF-8''a%0d%0ab%00.csv", "ab.csv")]
    [InlineData(null, "unnamed")]
    public async Task Post_ContentDisposition_NamesTheFileAndItsShare(string? disposition, string name)
    {
        await using var host = await StartAsync();
        using var content = new ByteArrayContent("Date,Close\n2013-07-10,3510\n"u8.ToArray());
        if (disposition is not null) content.Headers.TryAddWithoutValidation("Content-Disposition", disposition);

        using var answer = await host.Client.PostAsync(new Uri("/api/files", UriKind.Relative), content, Cancellation);

        var file = (await ReadAsync(answer))["file"]!;
        Assert.Equal((name, name == "3774.csv" ? "37740" : null), (Text(file, "name"), file["code"]?.ToString()));
    }

    [Fact]
    public async Task Post_QueueThatFails_IsAnsweredAndTheNextRoundTakesItIn()
    {
        await using var host = await StartAsync();
        host.QueueFails = true;

        using var answer = await PostAsync(host, "", Grants);
        host.Pipeline.Clock.Advance(TimeSpan.FromMinutes(11));
        await host.Pipeline.Get<DoorWatch>().GoRoundAsync(Cancellation);

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal("1", Text((await GetAsync(host, answer.Headers.Location!.ToString()))["report"]!, "stored"));
        Assert.Contains("could not be queued", Assert.Single(host.Errors.Entries), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_FileThatWasGivenUp_IsTriedAgain()
    {
        await using var host = await StartAsync();
        using var first = await PostAsync(host, "", Grants);
        var records = host.Pipeline.Get<FileRecords>();
        var record = await records.FindAsync(Text(await ReadAsync(first), "id"), Cancellation);
        await records.SaveAsync(record! with { State = FileState.GivenUp, GivenUpFor = "a storm" }, Cancellation);

        using var again = await PostAsync(host, "", Grants);
        await host.TakeInSentAsync(Cancellation);

        Assert.Equal("Kept", Text(await ReadAsync(again), "state"));
        Assert.Equal("Done", Text(await GetAsync(host, again.Headers.Location!.ToString()), "state"));
    }

    [Fact]
    public async Task Post_NameAsLongAsCanBe_IsKeptWithWhatItBrought()
    {
        await using var host = await StartAsync();

        var file = await SendAsync(host, $"name={Uri.EscapeDataString(new string('終', 500))}", Prices);

        Assert.Equal("3", Text(file["report"]!, "stored"));
    }
}
