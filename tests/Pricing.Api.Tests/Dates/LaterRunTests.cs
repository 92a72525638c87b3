using System.Globalization;
using System.Text.Json.Nodes;
using Azure.Storage.Blobs.Models;
using Pricing.Pipeline.Nights.Runs;
using Testing;

namespace Pricing.Api.Tests.Dates;

/// <summary>
/// A later run stores values of a date, be it one of another date or one of some issuers: the table, the calendar and the values of the
/// date say the same, to whoever asks.
/// </summary>
public sealed class LaterRunTests(AzuriteFixture azurite)
{
    private const string Day = "2013-07-10";
    private const string DayAfter = "2013-07-11";

    private const string Columns =
        "issuer,grant_id,security_code,currency,allotment_date,window_from,exercise_start,exercise_end,exercise_price,shares_per_right,maximum_rights,allotted_rights,policy,expected_remaining_years,dividend_per_share\n";

    // Of the code 4444 no feed has closes.
    private const string WithCloses = "IIJ,g,3774,JPY,2013-07-10,2005-12-02,2013-07-12,2043-07-11,1,200,135,135,iij-practice,15,\n";
    private const string WithoutCloses = "Other,h,4444,JPY,2013-07-10,2005-12-02,2013-07-12,2043-07-11,1,200,135,135,iij-practice,15,18.75\n";

    private static readonly string OfAll = Principals.Of("Ueda", new("6f1c2d3e-4a5b-4c6d-8e7f-000000000004"), "Auditor");
    private static readonly string OfOther = Principals.Of("Abe", new("6f1c2d3e-4a5b-4c6d-8e7f-000000000003"), "Reader:Other");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Date_ValueThatFailedAndThatTheNextNightMade_IsMended()
    {
        await using var host = await StartAsync(Columns + WithCloses + WithoutCloses);
        await RunAsync(host, Day);
        Assert.Equal("WithFailures 2 1 0", await CalendarAsync(host, Day, OfAll));
        await DropClosesAsync(host);

        await RunAsync(host, DayAfter);

        Assert.Equal(["IIJ g 2013-07-10 v1 Final", "Other h 2013-07-10 v2 Final"], await TableAsync(host, Day));
        Assert.Equal(["IIJ g 2013-07-10 v1 Final", "Other h 2013-07-10 v1 Failed"], await TableAsync(host, Day, "?version=1"));
        Assert.Empty(await TableAsync(host, Day, "?status=Failed"));
        Assert.Equal("Final 2 0 0", await CalendarAsync(host, Day, OfAll));
        Assert.Equal("Final 1 0 0", await CalendarAsync(host, Day, OfOther));
        foreach (var date in (string[])[Day, DayAfter])
        {
            var shown = await TableAsync(host, date);
            Assert.Equal(2, shown.Count);
            Assert.Equal(await ValuesAsync(host, date), shown);
        }
    }

    [Fact]
    public async Task Date_GrantThatCameInAfterItsNight_IsOfTheDate()
    {
        await using var host = await StartAsync(Columns + WithCloses);
        await RunAsync(host, Day);
        await host.Pipeline.IngestAsync("late.csv", Columns + WithCloses.Replace(",g,", ",late,", StringComparison.Ordinal), Cancellation);

        await RunAsync(host, DayAfter);

        Assert.Equal(["IIJ g 2013-07-10 v1 Final", "IIJ late 2013-07-10 v1 Final"], await TableAsync(host, Day));
        Assert.Equal(await ValuesAsync(host, Day), await TableAsync(host, Day));
        Assert.Equal("Final 2 0 0", await CalendarAsync(host, Day, OfAll));
    }

    [Fact]
    public async Task Date_RunOfSomeIssuersThatMendsWhatFailed_IsFinalToEverybody()
    {
        await using var host = await StartAsync(Columns + WithCloses + WithoutCloses);
        await RunAsync(host, Day);
        await DropClosesAsync(host);

        await RunAsync(host, Day, "Other");

        Assert.Equal("Final 2 0 0", await CalendarAsync(host, Day, OfAll));
        Assert.Equal("Final 1 0 0", await CalendarAsync(host, Day, OfOther));
        Assert.Equal(["IIJ g 2013-07-10 v1 Final", "Other h 2013-07-10 v2 Final"], await TableAsync(host, Day));
    }

    [Fact]
    public async Task Date_RunOfSomeIssuersThatFails_IsWithFailuresToEverybody()
    {
        await using var host = await StartAsync(Columns + WithCloses);
        await RunAsync(host, Day);
        Assert.Equal("Final 1 0 0", await CalendarAsync(host, Day, OfAll));
        await host.Pipeline.IngestAsync("other.csv", Columns + WithoutCloses, Cancellation);

        await RunAsync(host, Day, "Other");

        Assert.Equal("WithFailures 2 1 0", await CalendarAsync(host, Day, OfAll));
        Assert.Equal("WithFailures 1 1 0", await CalendarAsync(host, Day, OfOther));
        Assert.Equal(["Other h 2013-07-10 v1 Failed"], await TableAsync(host, Day, "?status=Failed"));
    }

    [Fact]
    public async Task Date_RunOfTheWholeDateThatFailed_IsOpenUntilALaterOneIsWhole()
    {
        await using var host = await StartAsync(Columns + WithCloses + WithoutCloses);
        await DropClosesAsync(host);
        await host.Pipeline.Storage.RunFiles.GetBlobClient($"{Day}/v1/plan.json").UploadAsync(BinaryData.FromString("{"), Cancellation);
        await RunAsync(host, Day);

        await RunAsync(host, Day, "Other");

        Assert.Equal("Broken 1 0 0", await CalendarAsync(host, Day, OfAll));
        Assert.Equal("Broken 1 0 0", await CalendarAsync(host, Day, OfOther));
        await RunAsync(host, Day);
        Assert.Equal("Final 2 0 0", await CalendarAsync(host, Day, OfAll));
        Assert.Equal("Final 1 0 0", await CalendarAsync(host, Day, OfOther));
    }

    private async Task<ApiHost> StartAsync(string grants)
    {
        // Only what is asked for is run, in that order.
        var settings = new Dictionary<string, string?> { ["Identity:Provider"] = "AppService", ["Night:Scheduled"] = "false" };
        var host = await ApiHost.StartAsync(azurite, new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero), Cancellation, settings: settings);
        await host.Pipeline.IngestAsync("grants.csv", grants, Cancellation);
        return host;
    }

    private static async Task RunAsync(ApiHost host, string date, string issuers = "")
    {
        var asked = new RunRecord
        {
            Date = DateOnly.ParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture),
            Version = 1,
            Status = RunStatus.Requested,
            Reason = "a try",
            AskedBy = "auditor",
            AskedAt = host.Pipeline.Clock.GetUtcNow(),
            Issuers = issuers,
        };
        await host.Pipeline.Get<RunStore>().AddNextAsync(asked, Cancellation);
        await host.Pipeline.RunNightsAsync(Cancellation);
    }

    private static async Task DropClosesAsync(ApiHost host)
    {
        var closes = SyntheticCloses.Make().Select(close => string.Create(
            CultureInfo.InvariantCulture, $"{close.Date:yyyy-MM-dd},{close.Close},{close.SplitNewPerOld}"));
        await host.Pipeline.Storage.PriceFiles.GetBlobClient("closes.csv").UploadAsync(
            BinaryData.FromString($"Date,Close,SplitFactor\n{string.Join('\n', closes)}\n"),
            new BlobUploadOptions { Metadata = new Dictionary<string, string> { ["code"] = "4444" } },
            Cancellation);
    }

    private static async Task<string> CalendarAsync(ApiHost host, string date, string principal)
    {
        var day = Assert.Single((await GetAsync(host, $"/api/dates?from={date}&to={date}", principal))["dates"]!.AsArray())!;
        return $"{day["state"]} {day["values"]} {day["failed"]} {day["provisional"]}";
    }

    private static async Task<List<string>> TableAsync(ApiHost host, string date, string query = "") =>
        Shown((await GetAsync(host, $"/api/dates/{date}/table{query}", OfAll))["rows"]!);

    private static async Task<List<string>> ValuesAsync(ApiHost host, string date) =>
        Shown(await GetAsync(host, $"/api/dates/{date}/values?format=json", OfAll));

    private static List<string> Shown(JsonNode rows) =>
        [.. rows.AsArray().Select(row => $"{row!["issuer"]} {row["grantId"]} {row["measurementDate"]} v{row["version"]} {row["status"]}")];

    private static async Task<JsonNode> GetAsync(ApiHost host, string path, string principal)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        request.Headers.Add(Principals.Header, principal);
        using var answer = await host.Client.SendAsync(request, Cancellation);
        var text = await answer.Content.ReadAsStringAsync(Cancellation);
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonNode.Parse(text)!;
    }
}
