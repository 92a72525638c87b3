using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Testing;

namespace Pricing.Api.Tests.Manners;

/// <summary>What holds for every route.</summary>
public sealed class MannersTests(AzuriteFixture azurite) : ApiTests(azurite)
{
    [Theory]
    [InlineData("/api/runs?limits=5&from=yesterday&limit=0", "UnknownField limits=: is no parameter of this address, which has from, to, status, limit, after", "InvalidField from=yesterday: is not a date within 1990-01-01..2099-12-31, such as 2013-07-11", "InvalidField limit=0: must be a whole number from 1 to 1000")]
    [InlineData("/api/runs?status=done", "InvalidField status=done: must be one of Requested, Running, Completed, Cancelled, Failed")]
    [InlineData("/api/runs?from=2013-07-01&from=2013-07-02", "InvalidField from=2013-07-01,2013-07-02: is there twice")]
    [InlineData("/api/runs?from=2013-07-12&to=2013-07-11&limit=0", "InvalidField limit=0: must be a whole number from 1 to 1000", "InvalidField from=2013-07-12: is after to")]
    [InlineData("/api/grants/IIJ/3rd-series/values?from=2013-07-12&to=2013-07-11", "InvalidField from=2013-07-12: is after to")]
    [InlineData("/api/policies?x=1", "UnknownField x=: is no parameter of this address, which has none")]
    [InlineData("/api/runs?after=nothing", "InvalidField after=nothing: is no cursor of this list")]
    [InlineData("/api/grants?after=nothing", "InvalidField after=nothing: is no cursor of this list")]
    [InlineData("/api/volatility/3774?years=abc&from=x&to=y&policy=z&exclude=q&foo=1", "InvalidField years=abc: is not a number", "InvalidField from=x: is not a date within 1990-01-01..2099-12-31, such as 2013-07-11", "InvalidField to=y: is not a date within 1990-01-01..2099-12-31, such as 2013-07-11", "UnknownPolicy policy=z: known policies are annual-discount, continuous, iij-practice, release-text", "InvalidField exclude=q: is not a period, such as 2011-03-11..2011-03-31", "UnknownField foo=: is no parameter of this address, which has from, to, years, policy, exclude, frequency")]
    [InlineData("/api/volatility/3774?years=-1&from=2013-07-11&to=2013-07-10&limit=1", "UnknownField limit=: is no parameter of this address, which has from, to, years, policy, exclude, frequency", "InvalidField years=-1: stands beside from; name one of them", "InvalidField from=2013-07-11: is after to", "InvalidField years=-1: must be above 0")]
    [InlineData("/api/grants/IIJ/3rd-series/values/grant-date/explanation?policy=nope&greeks=x", "UnknownPolicy policy=nope: known policies are annual-discount, continuous, iij-practice, release-text", "InvalidField greeks=x: must be true or false")]
    [InlineData("/api/grants/IIJ/3rd-series/values/grant-date/explanation?greeks=perhaps&impliedPerRight=much", "InvalidField greeks=perhaps: must be true or false", "InvalidField impliedPerRight=much: is not a number")]
    public async Task Query_ThatIsWrong_IsRefusedWithAllThatIsWrong(string path, params string[] failures)
    {
        using var answer = await SendAsync(path);

        var problem = await ProblemAsync(answer, HttpStatusCode.BadRequest, "invalid-request");
        Assert.Equal(failures, Failures(problem));
    }

    [Theory]
    [InlineData("/api/nothing", HttpStatusCode.NotFound, "not-found")]
    [InlineData("/api/runs/2013-07-11", HttpStatusCode.NotFound, "not-found")]
    [InlineData("/api/grants/IIJ/3rd-series", HttpStatusCode.NotFound, "not-found")]
    [InlineData("/api/grants?issuer=IJI", HttpStatusCode.NotFound, "not-found")]
    [InlineData("/api/lapses?issuer=IJI", HttpStatusCode.NotFound, "not-found")]
    [InlineData("/api/policies/none", HttpStatusCode.NotFound, "not-found")]
    [InlineData("/api/volatility/9984", HttpStatusCode.NotFound, "not-found")]
    [InlineData("/api/volatility/IIJ", HttpStatusCode.NotFound, "not-found")]
    [InlineData("/api/price", HttpStatusCode.MethodNotAllowed, "method-not-allowed")]
    public async Task Get_WhatIsNotThere_IsAProblemWithItsType(string path, HttpStatusCode status, string type)
    {
        using var answer = await SendAsync(path);

        await ProblemAsync(answer, status, type);
    }

    [Theory]
    [InlineData("/api/policies", "GET, HEAD")]
    [InlineData("/api/runs", "GET, HEAD, POST")]
    [InlineData("/api/price", "POST")]
    public async Task Delete_SaysHowTheAddressIsAsked(string path, string methods)
    {
        using var answer = await Host.Client.DeleteAsync(new Uri(path, UriKind.Relative), Cancellation);

        var problem = await ProblemAsync(answer, HttpStatusCode.MethodNotAllowed, "method-not-allowed");
        Assert.Equal(methods, string.Join(", ", answer.Content.Headers.Allow));
        Assert.Equal($"method=DELETE: this address is asked by {methods}", problem["detail"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("/api/policies", "text/csv", HttpStatusCode.NotAcceptable)]
    [InlineData("/api/policies", "application/json;q=0, text/csv", HttpStatusCode.NotAcceptable)]
    [InlineData("/api/policies", "text/html, */*;q=0.1", HttpStatusCode.OK)]
    [InlineData("/api/policies", "application/*", HttpStatusCode.OK)]
    [InlineData("/api/policies", "nonsense", HttpStatusCode.OK)]
    [InlineData("/api/dates/2013-07-11/values", "image/png", HttpStatusCode.NotAcceptable)]
    [InlineData("/api/dates/2013-07-11/values", "text/csv", HttpStatusCode.OK)]
    public async Task Accept_WhatTheRouteDoesNotHave_Is406(string path, string accept, HttpStatusCode status)
    {
        if (path.StartsWith("/api/dates", StringComparison.Ordinal)) await Host.Pipeline.RunNightsAsync(Cancellation);

        using var answer = await SendAsync(path, ("Accept", accept));

        Assert.Equal(status, answer.StatusCode);
        if (status == HttpStatusCode.NotAcceptable) await ProblemAsync(answer, status, "not-acceptable");
    }

    [Theory]
    [InlineData("text/csv; charset=utf-8", "text/csv")]
    [InlineData("application/json;q=0.5, text/csv;q=0.9", "text/csv")]
    [InlineData("text/csv;q=0.1, */*;q=0.5", "application/x-ndjson")]
    [InlineData("application/x-ndjson;q=0, application/*", "application/json")]
    [InlineData("*/*, text/csv", "text/csv")]
    [InlineData("text/html, */*;q=0.1", "application/x-ndjson")]
    [InlineData(null, "application/x-ndjson")]
    public async Task Accept_OfATable_GetsTheFormOfTheHighestQuality(string? accept, string form)
    {
        await Host.Pipeline.RunNightsAsync(Cancellation);

        using var answer = await SendAsync("/api/dates/2013-07-11/values", accept is null ? [] : [("Accept", accept)]);

        Assert.Equal((HttpStatusCode.OK, form), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
    }

    [Theory]
    [InlineData("text/plain", null)]
    [InlineData("application/json", "gzip")]
    [InlineData("application/json; charset=utf-16", null)]
    [InlineData("application/json; charset=shift_jis", null)]
    [InlineData(null, null)]
    public async Task Body_ThatIsNotSentAsItIsRead_Is415(string? type, string? encoding)
    {
        using var body = new ByteArrayContent("{}"u8.ToArray());
        if (type is not null) body.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        if (encoding is not null) body.Headers.ContentEncoding.Add(encoding);

        using var answer = await Host.Client.PostAsync(new Uri("/api/price", UriKind.Relative), body, Cancellation);

        var problem = await ProblemAsync(answer, HttpStatusCode.UnsupportedMediaType, "unsupported-media-type");
        Assert.NotEmpty(Text(problem, "detail"));
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/json; charset=UTF-8")]
    [InlineData("application/json;charset=\"utf-8\"")]
    public async Task Body_OfJsonInUtf8_IsRead(string type)
    {
        using var body = new ByteArrayContent("{}"u8.ToArray());
        body.Headers.ContentType = MediaTypeHeaderValue.Parse(type);

        using var answer = await Host.Client.PostAsync(new Uri("/api/price", UriKind.Relative), body, Cancellation);

        await ProblemAsync(answer, HttpStatusCode.BadRequest, "invalid-request");
    }

    [Fact]
    public async Task Answers_InJapanese_AreReadableAsTheyStand()
    {
        var raw = await (await SendAsync("/api/policies/方針")).Content.ReadAsStringAsync(Cancellation);
        var listed = await (await SendAsync("/api/runs?status=済み")).Content.ReadAsStringAsync(Cancellation);

        Assert.Contains("方針", raw, StringComparison.Ordinal);
        Assert.Contains("済み", listed, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/policies")]
    [InlineData("/api/runs")]
    [InlineData("/api/runs/2013-07-11/1/values")]
    [InlineData("/api/runs/2013-07-11/1/values?format=csv")]
    [InlineData("/api/grants/IIJ/3rd-series")]
    [InlineData("/api/grants/IIJ/3rd-series/note.txt")]
    [InlineData("/api/openapi.json")]
    public async Task Get_WhatIsKnownByItsTag_Is304UntilItChanges(string path)
    {
        await RunSampleNightAsync();

        using var first = await SendAsync(path);
        using var again = await SendAsync(path, ("If-None-Match", first.Headers.ETag!.ToString()));
        using var other = await SendAsync(path, ("If-None-Match", "W/\"other\""));

        Assert.Equal((HttpStatusCode.OK, true), (first.StatusCode, first.Headers.ETag!.IsWeak));
        Assert.Equal((HttpStatusCode.NotModified, first.Headers.ETag), (again.StatusCode, again.Headers.ETag));
        Assert.Empty(await again.Content.ReadAsByteArrayAsync(Cancellation));
        Assert.Equal(
            (HttpStatusCode.OK, await first.Content.ReadAsStringAsync(Cancellation)), (other.StatusCode, await other.Content.ReadAsStringAsync(Cancellation)));
    }

    [Fact]
    public async Task Get_WithGzipAccepted_IsTheSameAnswerCompressed()
    {
        await RunSampleNightAsync();

        using var plain = await SendAsync("/api/runs/2013-07-11/1/values");
        using var packed = await SendAsync("/api/runs/2013-07-11/1/values", ("Accept-Encoding", "gzip"));
        await using var unpacked = new GZipStream(await packed.Content.ReadAsStreamAsync(Cancellation), CompressionMode.Decompress);
        using var text = new StreamReader(unpacked, Encoding.UTF8);

        Assert.Equal((0, "gzip"), (plain.Content.Headers.ContentEncoding.Count, packed.Content.Headers.ContentEncoding.Single()));
        Assert.Equal(await plain.Content.ReadAsStringAsync(Cancellation), await text.ReadToEndAsync(Cancellation));
        Assert.Equal(plain.Headers.ETag, packed.Headers.ETag);
    }

    [Fact]
    public async Task Get_WhatIsNotRead_NamesItsPlaceAndIsNoHalfAnswer()
    {
        await RunSampleNightAsync();
        await Host.Pipeline.Storage.RunFiles.GetBlobClient("2013-07-11/v1/values/000000.ndjson.gz").UploadAsync(BinaryData.FromString("{}\n"), overwrite: true, Cancellation);

        using var answer = await SendAsync("/api/runs/2013-07-11/1/values");

        await ProblemAsync(answer, HttpStatusCode.InternalServerError, "damaged-data");
    }

    private async Task<HttpResponseMessage> SendAsync(string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return await Host.Client.SendAsync(request, Cancellation);
    }

    private static async Task<JsonNode> ProblemAsync(HttpResponseMessage answer, HttpStatusCode status, string type)
    {
        Assert.Equal((status, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancellation))!;
        Assert.Equal(($"urn:pricingfunctions:problem:{type}", $"{(int)status}"), (Text(problem, "type"), Text(problem, "status")));
        Assert.NotEqual("", Text(problem, "title"));
        return problem;
    }
}
