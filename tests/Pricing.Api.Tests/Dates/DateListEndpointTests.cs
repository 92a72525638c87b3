using System.Net;
using Testing;

namespace Pricing.Api.Tests.Dates;

public sealed class DateListEndpointTests(AzuriteFixture azurite) : ApiTests(azurite)
{
    [Fact]
    public async Task Dates_OfAMonth_AreItsDaysWithWhereEachStands()
    {
        await RunSampleNightAsync();

        var answer = await GetAsync("/api/dates?from=2013-07-01&to=2013-07-31");

        var days = answer["dates"]!.AsArray();
        Assert.Equal(31, days.Count);
        Assert.Equal(("2013-07-11", "Final", "1", "3", "0"), Shown(days[10]!));
        Assert.Equal(("2013-07-12", "None", "0", "0", "0"), Shown(days[11]!));
        Assert.Equal((false, true), ((bool)days[14]!["isBusinessDate"]!, (bool)days[15]!["isBusinessDate"]!));
        Assert.Equal(("2013-07-11", "2026-01-05"), (Text(answer, "doneThrough"), Text(answer, "today")));
    }

    [Fact]
    public async Task Dates_WhereARunFailed_NameTheDateAsBroken()
    {
        await FailSampleNightAsync();

        var answer = await GetAsync("/api/dates?from=2013-07-11&to=2013-07-11");

        Assert.Equal(("2013-07-11", "Broken", "1", "0", "0"), Shown(Assert.Single(answer["dates"]!.AsArray())!));
    }

    [Fact]
    public async Task Dates_WhereAFailedRunWasAccepted_NameTheDateAsWaived()
    {
        await FailSampleNightAsync();
        await PostAsync("/api/runs/2013-07-11/1/waive", """{"reason":"no rights were granted","askedBy":"Kato"}""");
        await Host.Pipeline.RunNightsAsync(Cancellation);

        var answer = await GetAsync("/api/dates?from=2013-07-11&to=2013-07-11");

        Assert.Equal(("2013-07-11", "Waived", "1", "0", "0"), Shown(Assert.Single(answer["dates"]!.AsArray())!));
    }

    [Fact]
    public async Task Dates_AfterAValueFailed_SayHowMany()
    {
        await Host.Pipeline.IngestAsync("own.json", $"[{Grant.Replace("\"3774\"", "\"9999\"", StringComparison.Ordinal)}]", Cancellation);
        await RunSampleNightAsync();

        var answer = await GetAsync("/api/dates?from=2013-07-11&to=2013-07-11");

        Assert.Equal(("2013-07-11", "WithFailures", "1", "4", "1"), Shown(Assert.Single(answer["dates"]!.AsArray())!));
    }

    [Theory]
    [InlineData("?from=2013-07-11&to=2014-08-15", "InvalidField to=2014-08-15: is more than 400 days from from")]
    [InlineData("?from=2013-07-12&to=2013-07-11", "InvalidField from=2013-07-12: is after to")]
    public async Task Dates_OfARangeThatIsNone_AreRefused(string query, string expected)
    {
        using var answer = await Host.Client.GetAsync(new Uri($"/api/dates{query}", UriKind.Relative), Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(expected, await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1990-01-15")]
    [InlineData("1990-01-01")]
    [InlineData("2098-12-31")]
    public async Task Dates_AtTheEndsOfTheCalendar_ReachToWhereItDoes(string date)
    {
        await RunSampleNightAsync();
        foreach (var path in (string[])[
            $"/api/dates?to={date}", $"/api/dates?from={date}", $"/api/dates?from={date}&to={date}", $"/api/dates/{date}/table", $"/api/dates/{date}/values",
            $"/api/dates/{date}/workbook.xlsx", $"/api/runs?from={date}", $"/api/runs?to={date}", $"/api/runs/{date}", $"/api/lapses?on={date}", $"/api/grants?on={date}",
            $"/api/grants/IIJ/3rd-series/events?on={date}", $"/api/grants/IIJ/3rd-series/values?from={date}", $"/api/grants/IIJ/3rd-series/values?to={date}",
            $"/api/volatility/3774?from={date}", $"/api/volatility/3774?to={date}", $"/api/volatility/3774?to={date}&years=200", $"/api/access?date={date}"])
        {
            using var answer = await Host.Client.GetAsync(new Uri(path, UriKind.Relative), Cancellation);
            Assert.True((int)answer.StatusCode < 500, $"{path}: {answer.StatusCode}");
        }

        foreach (var (path, body) in ((string, string)[])[
            ("/api/price", $$"""{"code":"3774","date":"{{date}}","exercise_price":1,"years":10}"""),
            ("/api/price", $$"""{"grant":{"issuer":"IIJ","grant_id":"3rd-series"},"date":"{{date}}"}"""),
            ("/api/runs", $$"""{"date":"{{date}}","reason":"a try","askedBy":"Abe"}"""),
            ("/api/runs", $$"""{"from":"{{date}}","to":"{{date}}","reason":"a try","askedBy":"Abe"}"""),
            ("/api/closings", $$"""{"issuer":"IIJ","through":"{{date}}","reason":"a try"}""")])
            Assert.True((int)(await PostAsync(path, body)).Status < 500, $"{path} {body}");
    }

    private static (string Date, string State, string Version, string Values, string Failed) Shown(System.Text.Json.Nodes.JsonNode day) =>
        (Text(day, "date"), Text(day, "state"), Text(day, "version"), Text(day, "values"), Text(day, "failed"));
}
