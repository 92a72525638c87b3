using System.Buffers.Text;
using System.Text;
using System.Text.Json.Nodes;
using Testing;

namespace Pricing.Api.Tests.Grants;

public sealed class LifeEndpointTests(AzuriteFixture azurite) : ApiTests(azurite)
{
    private const string Holders = "issuer,grant_id,holder,group,rights\nIIJ,3rd-series,D-01,Directors,60\nIIJ,3rd-series,E-01,Executive officers,29\n";

    private const string Events =
        "issuer,grant_id,date,kind,rights,reference,holder,office_lost\n"
        + "IIJ,3rd-series,2013-07-12,left_office,,minutes,D-01,director\n"
        + "IIJ,3rd-series,2013-07-13,exercised,20,notice,D-01,\n";

    [Fact]
    public async Task Events_OfAGrant_ShowWhatEachCameTo()
    {
        await RunSampleNightAsync();
        await Host.Pipeline.IngestAsync("holders.csv", Holders, Cancellation);
        await Host.Pipeline.IngestAsync("events.csv", Events, Cancellation);

        var life = await GetAsync("/api/grants/IIJ/3rd-series/events?on=2013-07-23");

        Assert.Equal(("89", "69"), (Text(life, "allottedRights"), Text(life, "rightsOutstanding")));
        var exercised = life["events"]![1]!;
        Assert.Equal(("exercised", "D-01"), (Text(exercised, "kind"), Text(exercised["stated"]!, "holder")));
        var amounts = exercised["settlement"]!["exercise"]!;

        // The grant-date value of the sample's night, 647,000 yen a right, and 4,000 yen paid.
        Assert.Equal(
            ("4000", "12940000", "assumed: fully expensed, never modified", "6472000", "6472000"),
            (Text(amounts, "amountPayable"), Text(amounts, "bookValue"), Text(amounts, "bookValueOrigin"), Text(amounts, "capitalStock"), Text(amounts, "capitalReserve")));
        Assert.Equal(("D-01", "40", "2013-07-22"), life["lapses"]![0]! is var lapse ? (Text(lapse, "holder"), Text(lapse, "rights"), Text(lapse, "lastDay")) : default);
        var all = (await GetAsync("/api/lapses?issuer=IIJ&on=2013-07-23")).AsArray();
        Assert.Equal(("IIJ", "3rd-series", "2013-07-23"), (Text(all[0]!, "issuer"), Text(all[0]!, "grantId"), Text(all[0]!, "from")));
        Assert.Empty((await GetAsync("/api/lapses?on=2013-07-22")).AsArray());
    }

    [Fact]
    public async Task Lapses_PageByPage_AreEachOnceAndNoAddressHoldsTheIdOfAHolder()
    {
        const string after = "after=";
        await UploadSamplesAsync();
        await Host.Pipeline.IngestAsync("holders.csv", Holders, Cancellation);

        var (seen, cursors) = (new List<string>(), new List<string>());
        for (var place = "/api/lapses?on=2044-01-04&limit=1"; place is not null;)
        {
            using var page = await Host.Client.GetAsync(new Uri(place, UriKind.Relative), Cancellation);
            var lapse = Assert.Single(JsonNode.Parse(await page.Content.ReadAsStringAsync(Cancellation))!.AsArray())!;
            seen.Add($"{Text(lapse, "grantId")} {lapse["holder"]}");
            place = page.Headers.TryGetValues("Link", out var links) ? Assert.Single(links).Split('<', '>')[1] : null;
            if (place is not null) cursors.Add(Encoding.UTF8.GetString(Base64Url.DecodeFromChars(place.AsSpan(place.LastIndexOf(after, StringComparison.Ordinal) + after.Length))));
        }

        Assert.Equal(
            ["3rd-series D-01", "3rd-series E-01", "3rd-series-at-the-money ", "3rd-series-by-the-text "], seen.Order(StringComparer.Ordinal));
        Assert.Equal(3, cursors.Count);
        Assert.All(cursors, cursor => Assert.StartsWith("IIJ\n3rd-series", cursor, StringComparison.Ordinal));
        Assert.DoesNotContain(cursors, cursor => cursor.Contains("D-01", StringComparison.OrdinalIgnoreCase) || cursor.Contains("E-01", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("/api/grants/IIJ/none/events", 404)]
    [InlineData("/api/grants/Nobody/3rd-series/events", 404)]
    [InlineData("/api/grants/IIJ/3rd-series/events?on=tomorrow", 400)]
    [InlineData("/api/lapses?on=2013-7-1", 400)]
    public async Task Events_OfWhatIsNotThere_AreAProblem(string address, int status)
    {
        await UploadSamplesAsync();

        using var answer = await Host.Client.GetAsync(new Uri(address, UriKind.Relative), Cancellation);

        Assert.Equal((status, "application/problem+json"), ((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
    }
}
