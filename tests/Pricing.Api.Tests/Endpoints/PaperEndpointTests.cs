using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using PricingFunctions.Local;
using Testing;

namespace Pricing.Api.Tests.Endpoints;

public sealed class PaperEndpointTests(AzuriteFixture azurite) : ApiTests(azurite)
{
    private const string Grants = "/api/grants/IIJ/3rd-series";

    [Fact]
    public async Task Papers_OfTheSample_AreGivenInBothLanguages()
    {
        await RunSampleNightAsync();

        var workbook = await AnswerAsync($"{Grants}/workbook.xlsx?language=ja");
        var dated = await AnswerAsync("/api/dates/2013-07-11/workbook.xlsx");
        var report = await AnswerAsync($"{Grants}/report.html?language=ja&date=2013-07-11&version=1");
        var note = await AnswerAsync($"{Grants}/note.txt?language=ja");
        var notice = await AnswerAsync($"{Grants}/notice.txt");

        Assert.Equal(("IIJ 3rd-series 2013-07-11 v1 ja.xlsx", "attachment"), (workbook.Name, workbook.Shown));
        Assert.Contains("_xlfn.NORM.S.DIST", Sheets(workbook.Body), StringComparison.Ordinal);
        Assert.Contains("<v>647000</v>", Sheets(workbook.Body), StringComparison.Ordinal);
        Assert.Equal("2013-07-11.xlsx", dated.Name);
        Assert.Equal(3, Sheets(dated.Body).Split("_xlfn.NORM.S.DIST").Length / 2);
        Assert.Equal(("text/html", "IIJ 3rd-series 2013-07-11 v1 ja report.html", "inline"), (report.Type, report.Name, report.Shown));
        Assert.Contains("算定書", Encoding.UTF8.GetString(report.Body), StringComparison.Ordinal);
        Assert.Contains("57,583,000円", Encoding.UTF8.GetString(report.Body), StringComparison.Ordinal);
        Assert.Equal(("text/plain", "IIJ 3rd-series 2013-07-11 v1 ja note.txt"), (note.Type, note.Name));
        Assert.Contains("無リスク利子率　（注）４　　1.275％", Encoding.UTF8.GetString(note.Body), StringComparison.Ordinal);
        Assert.Contains("JPY 647,000", Encoding.UTF8.GetString(notice.Body), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Papers_OfWhatIsNotThere_AreRefusedWithAReason()
    {
        await RunSampleNightAsync();

        foreach (var paper in (string[])["workbook.xlsx", "report.html", "note.txt", "notice.txt"])
        {
            Assert.Equal((404, "UnknownGrant grant_id=g: no such grant of Nobody is stored"), await RefusedAsync($"/api/grants/Nobody/g/{paper}"));
            Assert.Equal((404, "UnknownGrant grant_id=g: no such grant of IIJ is stored"), await RefusedAsync($"/api/grants/IIJ/g/{paper}"));
            Assert.Equal((404, "NotDetermined date=2013-07-12: no such value is stored"), await RefusedAsync($"{Grants}/{paper}?date=2013-07-12"));
            Assert.Equal((404, "NotDetermined version=2: no such version of the value is stored"), await RefusedAsync($"{Grants}/{paper}?version=2"));
            var (status, reasons) = await RefusedAsync($"{Grants}/{paper}?date=yesterday&version=0&language=fr");
            Assert.Equal(400, status);
            Assert.All(["date=yesterday", "version=0", "language=fr"], field => Assert.Contains(field, reasons, StringComparison.Ordinal));
        }

        Assert.Equal(404, (await RefusedAsync("/api/dates/someday/workbook.xlsx")).Status);
        Assert.Equal(400, (await RefusedAsync("/api/dates/2013-07-11/workbook.xlsx?language=fr")).Status);
    }

    [Fact]
    public async Task Notice_OfAGrantWhoseNumberIsNotConfirmed_Is404WithTheReason()
    {
        await Host.Pipeline.IngestAsync("own.json", $"[{Grant}]", Cancellation);
        await Host.Pipeline.RunNightsAsync(Cancellation);

        var refused = await RefusedAsync("/api/grants/IIJ/g/notice.txt?language=ja");
        await Host.Pipeline.IngestAsync(
            "confirmed.json",
            $"[{Grant.Replace("\"grant_id\"", """ "amends": 1, "amend_reason": "the allotment", "allotted_confirmed_on": "2013-07-12", "grant_id" """, StringComparison.Ordinal)}]",
            Cancellation);
        var confirmed = Encoding.UTF8.GetString((await AnswerAsync("/api/grants/IIJ/g/notice.txt?language=ja")).Body);

        Assert.Equal(404, refused.Status);
        Assert.Equal(
            "NotDetermined notice=IIJ g 2013-07-11: is of a number allotted that is confirmed, and the terms state no allotted_confirmed_on", refused.Detail);
        Assert.Contains("新株予約権の総数　　135個\n", confirmed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Papers_KnownByTheirTag_Are304UntilWhatIsStoredChanges()
    {
        await RunSampleNightAsync();
        string[] papers = [$"{Grants}/workbook.xlsx", $"{Grants}/report.html", $"{Grants}/note.txt", $"{Grants}/notice.txt", "/api/dates/2013-07-11/workbook.xlsx"];
        var tags = new Dictionary<string, EntityTagHeaderValue>();
        foreach (var paper in papers)
        {
            tags[paper] = (await TaggedAsync(paper, known: null)).Tag;
            Assert.Equal((304, tags[paper]), await TaggedAsync(paper, tags[paper]));
            Assert.Equal(200, (await TaggedAsync($"{paper}?language=ja", tags[paper])).Status);
        }

        await Host.Pipeline.IngestAsync(
            "amended.csv",
            (await File.ReadAllTextAsync(Path.Combine(RepositoryRoot.Find(), "samples/grants/iij-3rd-series.csv"), Cancellation)) is var sample && sample.Split('\n') is [var heads, var third, ..]
                ? $"{heads.TrimEnd()},amends,amend_reason\n{third.TrimEnd().Replace("(3rd series)", "(third series)", StringComparison.Ordinal)},1,a typing error\n"
                : "",
            Cancellation);

        foreach (var paper in papers[..4]) Assert.Equal(200, (await TaggedAsync(paper, tags[paper])).Status);
        Assert.Equal(5, tags.Values.Distinct().Count());
    }

    [Fact]
    public async Task Papers_KnownByTheirTag_AreGivenAgainOnTheDayThatTheNumberIsConfirmed()
    {
        string[] papers = ["/api/grants/IIJ/g/workbook.xlsx", "/api/grants/IIJ/g/report.html"];
        await Host.Pipeline.IngestAsync("own.json", $"[{Grant.Replace("\"grant_id\"", """ "allotted_confirmed_on": "2026-01-06", "grant_id" """, StringComparison.Ordinal)}]", Cancellation);
        await Host.Pipeline.RunNightsAsync(Cancellation);
        var tags = new Dictionary<string, EntityTagHeaderValue>();
        foreach (var paper in papers) tags[paper] = (await TaggedAsync(paper, known: null)).Tag;

        Host.Pipeline.Clock.Advance(TimeSpan.FromHours(5));
        foreach (var paper in papers) Assert.Equal((304, tags[paper]), await TaggedAsync(paper, tags[paper]));

        // In Japan it is the next day.
        Host.Pipeline.Clock.Advance(TimeSpan.FromHours(1));
        foreach (var paper in papers) Assert.Equal(200, (await TaggedAsync(paper, tags[paper])).Status);
        Assert.Contains("135 (confirmed on 6 January 2026)", Encoding.UTF8.GetString((await AnswerAsync(papers[1])).Body), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Papers_OfAValueThatFailed_SayWhyThereIsNone()
    {
        await Host.Pipeline.IngestAsync("own.json", $"[{Grant.Replace("3774", "4999", StringComparison.Ordinal)}]", Cancellation);
        await Host.Pipeline.RunNightsAsync(Cancellation);

        var (status, reason) = await RefusedAsync("/api/grants/IIJ/g/report.html");

        Assert.Equal(404, status);
        Assert.Contains("MissingPrice", reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Papers_OfTermsThatWereAmendedSince_ShowTheTermsThatWereValued()
    {
        await Host.Pipeline.IngestAsync("own.json", $"[{Titled("before")}]", Cancellation);
        await Host.Pipeline.RunNightsAsync(Cancellation);
        await Host.Pipeline.IngestAsync("amended.json", $"[{Titled("after", """, "amends": 1, "amend_reason": "a typing error" """)}]", Cancellation);

        var report = Encoding.UTF8.GetString((await AnswerAsync("/api/grants/IIJ/g/report.html")).Body);

        Assert.Contains("title before", report, StringComparison.Ordinal);
        Assert.DoesNotContain("title after", report, StringComparison.Ordinal);

        static string Titled(string title, string more = "") =>
            Grant.Replace("\"grant_id\"", $"\"title\":\"title {title}\"{more},\"grant_id\"", StringComparison.Ordinal);
    }

    private static string Sheets(byte[] workbook)
    {
        using var archive = new ZipArchive(new MemoryStream(workbook));
        return string.Concat(archive.Entries
            .Where(entry => entry.FullName.StartsWith("xl/worksheets/", StringComparison.Ordinal))
            .Select(entry =>
            {
                using var reader = new StreamReader(entry.Open());
                return reader.ReadToEnd();
            }));
    }

    private async Task<(string? Type, string? Name, string? Shown, byte[] Body)> AnswerAsync(string path)
    {
        using var answer = await Host.Client.GetAsync(new Uri(path, UriKind.Relative), Cancellation);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var headers = answer.Content.Headers;
        return (headers.ContentType?.MediaType, headers.ContentDisposition?.FileNameStar, headers.ContentDisposition?.DispositionType, await answer.Content.ReadAsByteArrayAsync(Cancellation));
    }

    private async Task<(int Status, string Detail)> RefusedAsync(string path)
    {
        using var answer = await Host.Client.GetAsync(new Uri(path, UriKind.Relative), Cancellation);
        return ((int)answer.StatusCode, Text(JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancellation))!, "detail"));
    }

    private async Task<(int Status, EntityTagHeaderValue Tag)> TaggedAsync(string path, EntityTagHeaderValue? known)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        if (known is not null) request.Headers.IfNoneMatch.Add(known);
        using var answer = await Host.Client.SendAsync(request, Cancellation);
        return ((int)answer.StatusCode, answer.Headers.ETag!);
    }
}
