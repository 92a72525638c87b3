using System.Net;
using System.Text.Json.Nodes;
using Pricing.Grants.Measurements;
using Pricing.Pipeline.Valuations;
using Pricing.Pipeline.Values;
using Testing;

namespace Pricing.Api.Tests.Grants;

public sealed class ValueEndpointTests(AzuriteFixture azurite) : ApiTests(azurite)
{
    private const string Place = "/api/grants/IIJ/3rd-series/values";

    [Fact]
    public async Task Values_Sample_ShowWhatWasPlannedAndWhatWasAllotted()
    {
        await RunSampleNightAsync();

        var value = (await GetAsync("/api/grants/IIJ/3rd-series/values"))["values"]!.AsArray()[0]!;

        // 135 rights were planned (release, section 2), 89 allotted.
        Assert.Equal(
            ("647000", "87345000", "135", "57583000", "89", "false", "Books"),
            (Text(value, "amountPerRight"), Text(value, "plannedTotal"), Text(value, "plannedRights"), Text(value, "total"), Text(value, "rightsOutstanding"), Text(value, "isPlanned"), Text(value, "use")));
    }

    [Theory]
    [InlineData("/api/grants/Nobody/g/values", "grant=Nobody g: no such grant is stored")]
    [InlineData("/api/grants/IIJ/g/values", "grant=IIJ g: no such grant is stored")]
    [InlineData("/api/grants/IIJ/g/values/2013-07-11", "grant=IIJ g: no such grant is stored")]
    [InlineData("/api/grants/IIJ/3rd-series/values/2013-07-11", "date=2013-07-11: the grant has no value of this measurement date")]
    [InlineData("/api/grants/IIJ/3rd-series/values/tomorrow", "date=tomorrow: is no date")]
    public async Task Values_OfWhatIsNotStored_Are404(string path, string detail)
    {
        await UploadSamplesAsync();

        using var answer = await Host.Client.GetAsync(new Uri(path, UriKind.Relative), Cancellation);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal(detail, Text(JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancellation))!, "detail"));
    }

    [Fact]
    public async Task Values_PageByPage_AreTheHistoryWithTheGrantDateValueBesideEveryPage()
    {
        await RunSampleNightAsync();
        await Host.Pipeline.Get<ValuationStore>().WriteAsync(Head(0), new ValuePart("IIJ|00", [Later(1), Later(2)]), Cancellation);

        var seen = new List<string>();
        for (var place = $"{Place}?limit=1"; place is not null;)
        {
            var page = await GetAsync(place);
            Assert.Equal(("647000", "Final"), (Text(page["grantDate"]!["value"]!, "amountPerRight"), Text(page["grantDate"]!, "status")));
            seen.AddRange(page["values"]!.AsArray().Select(value => $"{Text(value!, "measurementDate")} v{Text(value!, "version")}"));
            place = page["next"]?.ToString();
        }

        Assert.Equal(["2013-07-16 v2", "2013-07-16 v1", "2013-07-11 v1"], seen);
        Assert.Equal(2, (await GetAsync($"{Place}?versions=current"))["values"]!.AsArray().Count);
        Assert.Single((await GetAsync($"{Place}?to=2013-07-11"))["values"]!.AsArray());
        Assert.Equal([2, 1], (await GetAsync($"{Place}/2013-07-16")).AsArray().Select(value => (int)value!["version"]!));
        Assert.Equal("647000", Text((await GetAsync($"{Place}/grant-date")).AsArray()[0]!, "amountPerRight"));
    }

    private static ChunkHead Head(int part) => new() { Date = new(2013, 7, 16), Version = 9, Chunk = 0, Part = part, Rows = 2, Failed = 2, Provisional = 0, Unchanged = 0 };

    private static ValueRecord Later(int version) => ValueSeal.Of(new()
    {
        Issuer = "IIJ",
        GrantId = "3rd-series",
        GrantVersion = 1,
        MeasurementDate = new(2013, 7, 16),
        Version = version,
        Kind = MeasurementKind.Remeasured,
        Status = ValueStatus.Failed,
        Failures = "MissingPrice x=y: a test",
        RunDate = new(2013, 7, 16),
        RunVersion = 9,
        Currency = "JPY",
        Policy = "iij-practice",
        PolicyVersion = 1,
        Engine = "test",
        ExercisePrice = "1",
        RightsOutstanding = 89,
    });
}
