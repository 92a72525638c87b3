using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Pricing.Api.Accesses;
using Pricing.Pipeline.Controls.Access;
using Testing;

namespace Pricing.Api.Tests.Accesses;

/// <summary>What of the calls of a host stands in the access log.</summary>
/// <param name="azurite">Where the storage is.</param>
public sealed class AccessNotesTests(AzuriteFixture azurite) : ApiTests(azurite)
{
    private readonly AzuriteFixture azurite = azurite;

    [Theory]
    [InlineData("/api/grants/IIJ/3rd-series/events")]
    [InlineData("/api/volatility/3774")]
    [InlineData("/api/grants/IIJ/3rd-series/values")]
    [InlineData("/api/lapses")]
    [InlineData("/api/closings/late")]
    public async Task Log_ReadsOfWhatMayBeUnpublished_AreThere(string path)
    {
        await RunSampleNightAsync();

        await GetAsync(path);

        Assert.Contains($"Values a user of this machine GET {path} 200", await LogAsync());
    }

    [Fact]
    public async Task Log_PriceOfAStoredGrant_NamesTheGrantAndOneOfGivenInputsIsNotThere()
    {
        await UploadSamplesAsync();

        await PostAsync("/api/price", """{"share_price":1000,"exercise_price":1,"years":10,"risk_free_rate":0.01,"volatility":0.3,"dividend_per_share":0,"shares_per_right":1}""");
        await PostAsync("/api/price", """[{"grant":{"issuer":"IIJ","grant_id":"3rd-series"}},{"grant":{"issuer":"IIJ","grant_id":"3rd-series"},"date":"2013-07-12"},{"grant":{"issuer":"IIJ","grant_id":"none"}}]""");

        Assert.Equal("Values a user of this machine POST /api/price IIJ 3rd-series; IIJ none 200", Assert.Single(await LogAsync(), line => line.StartsWith("Values", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Log_RowsOfAFileThatWait_AreThere()
    {
        await UploadSamplesAsync();
        var file = Text((await GetAsync("/api/files"))["files"]![0]!, "id");

        await GetAsync($"/api/files/{file}/waiting");

        Assert.Contains($"Values a user of this machine GET /api/files/{file}/waiting 200", await LogAsync());
    }

    [Fact]
    public async Task Log_PricesOfManyStoredGrants_NamesEachInAsManyEntriesAsItTakes()
    {
        string[] grants = [.. Enumerable.Range(1, 45).Select(number => $"g{number}")];

        await PostAsync("/api/price", $"[{string.Join(',', grants.Select(grant => $$$"""{"grant":{"issuer":"IIJ","grant_id":"{{{grant}}}"}}"""))}]");

        const string before = "Values a user of this machine POST /api/price ";
        var noted = (await LogAsync()).Where(line => line.StartsWith(before, StringComparison.Ordinal)).Select(line => line[before.Length..^" 200".Length].Split("; ")).ToList();
        Assert.Equal([20, 20, 5], noted.Select(names => names.Length).OrderDescending());
        Assert.Equal(grants.Select(grant => $"IIJ {grant}").Order(StringComparer.Ordinal), noted.SelectMany(names => names).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Log_PriceOfAGrantThatIsNamedAtGreatLength_NamesItAsFarAsAStoredOneGoesInWholeCharacters()
    {
        var begin = new string('i', 400);

        await PostAsync("/api/price", $$$"""[{"grant":{"issuer":"{{{begin}}}𠮷{{{new string('i', 5000)}}}","grant_id":"g"}},{"grant":{"issuer":"IIJ","grant_id":"{{{begin}}}"}}]""");

        var noted = Assert.Single(await LogAsync(), line => line.StartsWith("Values", StringComparison.Ordinal));
        Assert.Equal([$"IIJ {begin[..397]}", begin], noted["Values a user of this machine POST /api/price ".Length..^" 200".Length].Split("; ").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Log_ChangeThatTheRulesRefuse_IsThere()
    {
        await RunSampleNightAsync();

        var (waived, _) = await PostAsync("/api/runs/2013-07-11/1/waive", """{"reason":"a try","askedBy":"Abe"}""");
        var (closed, _) = await PostAsync("/api/closings", """{"issuer":"IIJ","through":"2013-07-11","reason":"a try"}""");

        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.Forbidden), (waived, closed));
        var log = await LogAsync();
        Assert.Contains("Refused a user of this machine POST /api/runs/2013-07-11/1/waive 409", log);
        Assert.Contains("Refused a user of this machine POST /api/closings 403", log);
    }

    [Fact]
    public async Task Log_SignInWhereNobodyCan_IsThere()
    {
        using var answer = await Host.Client.GetAsync(new Uri("/signed-in/api/me", UriKind.Relative), Cancellation);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("Refused  GET /signed-in/api/me 404", await LogAsync());
    }

    [Theory]
    [InlineData("/api/runs/2013-07-11/1/waive", """{"reason":"\u200b","askedBy":"Abe"}""", 400, "InvalidField")]
    [InlineData("/api/runs", """{"askedBy":"Abe"}""", 400, "InvalidField")]
    [InlineData("/api/nowhere", "{}", 404, "not-found")]
    [InlineData("/api/policies", "{}", 405, "method-not-allowed")]
    public async Task Log_CallThatIsRefused_IsThereWithTheCodeOfTheReason(string path, string body, int status, string code)
    {
        var (answered, _) = await PostAsync(path, body);

        Assert.Equal(status, (int)answered);
        var entry = Assert.Single((await GetAsync("/api/access?date=2026-01-05&limit=100")).AsArray(), entry => Text(entry!, "path") == path);
        Assert.Equal(("Refused", "a user of this machine", $"{status}", code), (Text(entry!, "kind"), Text(entry!, "name"), Text(entry!, "status"), Text(entry!, "reasons")));
    }

    [Fact]
    public async Task Log_FloodOfAddressesThatThereAreNoneOf_IsCountedAndWhoMadeItIsSeenAtItsFirstSoundCall()
    {
        for (var call = 0; call < 75; call++)
        {
            using var answer = await Host.Client.GetAsync(new Uri($"/api/none%0A{call}", UriKind.Relative), Cancellation);
        }

        await GetAsync("/api/policies");
        var log = await LogAsync();

        Assert.Contains("Seen a user of this machine GET /api/policies 200", log);
        Assert.Equal(60, log.Count(line => line.StartsWith("Refused", StringComparison.Ordinal)));
        Assert.Contains("Refused a user of this machine GET /api/none%0A7 404", log);
    }

    [Theory]
    [InlineData("/api/access?date=2026-01-05")]
    [InlineData("/api/roles")]
    [InlineData("/api/settings")]
    [InlineData("/api/settings/changes")]
    public async Task Log_WhoLookedAtTheControls_IsThere(string path)
    {
        await GetAsync(path);

        Assert.Contains($"Controls a user of this machine GET {path.Split('?')[0]} 200", await LogAsync());
    }

    [Theory]
    [InlineData(false, false, "Export  GET /a 200")]
    [InlineData(true, false, "Export  GET /a 500 broken off")]
    [InlineData(false, true, "Export  GET /a 200 broken off")]
    public async Task Log_AnswerThatFailsOrIsBrokenOff_IsThere(bool fails, bool goesAway, string expected)
    {
        var storage = await azurite.NewStorageAsync(Cancellation);
        using var log = new AccessLog(storage, NullLogger<AccessLog>.Instance);
        using var gone = new CancellationTokenSource();
        await using var services = new ServiceCollection().AddSingleton(log).AddSingleton(TimeProvider.System).AddSingleton<AccessNotes>().BuildServiceProvider();
        var app = new ApplicationBuilder(services);
        app.UseMiddleware<AccessNoting>();
        app.Run(async context =>
        {
            AccessCall.Of(context).Kind = AccessKind.Export;
            if (goesAway) await gone.CancelAsync();
            if (!fails) return;

            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
            throw new IOException("behind the head");
        });
        var context = new DefaultHttpContext { RequestServices = services, RequestAborted = gone.Token };
        (context.Request.Method, context.Request.Path) = ("GET", "/a");

        var failure = await Record.ExceptionAsync(() => app.Build()(context));
        await log.FlushAsync(Cancellation);

        Assert.Equal(fails, failure is IOException);
        var entry = Assert.Single(await new AccessReader(storage).OfDayAsync(DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime), Cancellation).ToListAsync(Cancellation));
        Assert.Equal(expected, $"{entry.Kind} {entry.Name} {entry.Method} {entry.Path} {entry.Status}{(entry.IsBrokenOff ? " broken off" : "")}");
    }

    private async Task<List<string>> LogAsync() =>
    [
        .. (await GetAsync("/api/access?date=2026-01-05&limit=100")).AsArray()
            .Select(entry => $"{Text(entry!, "kind")} {Text(entry!, "name")} {Text(entry!, "method")} {Text(entry!, "path")}{Subject(entry!)} {Text(entry!, "status")}"),
    ];

    private static string Subject(JsonNode entry) => entry["subject"] is { } subject ? $" {subject}" : "";
}
