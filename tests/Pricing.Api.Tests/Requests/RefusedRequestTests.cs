using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Pricing.Api.Tests.Descriptions;
using PricingFunctions.Local;
using Testing;

namespace Pricing.Api.Tests.Requests;

/// <summary>Requests that no route can answer: each is refused as what it is, in both hosts, and is no error of the server.</summary>
public sealed partial class RefusedRequestTests(AzuriteFixture azurite)
{
    private const string Price = "/api/price";
    private const string Runs = "/api/runs";
    private const string Files = "/api/files?name=a.csv&who=Abe";
    private const string Cancel = "/api/runs/2013-07-11/1/cancel";
    private const string Waive = "/api/runs/2013-07-11/1/waive";

    public static TheoryData<bool, string, string> InvalidTexts => new(
        from asApp in new[] { false, true }
        from request in new[]
        {
            (Price, """{"S":"~"}"""),
            (Price, """{"~":1}"""),
            (Price, """{"grant":{"issuer":"~"}}"""),
            (Price, """{"grant":{"~":"IIJ"}}"""),
            (Price, """{"grant":"~"}"""),
            (Runs, """{"date":"~"}"""),
            (Runs, """{"date":"2013-07-11","reason":"r","askedBy":"a","issuers":["~"]}"""),
            (Runs, """{"date":"2013-07-11","reason":"r","askedBy":"a","issuers":"~"}"""),
            (Cancel, """{"reason":"~","askedBy":"a"}"""),
            (Waive, """{"reason":"~","askedBy":"a"}"""),
        }
        select (asApp, request.Item1, request.Item2));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(InvalidTexts))]
    public async Task Post_TextThatIsNoUtf8_Is400AndNoError(bool asApp, string path, string body)
    {
        await using var host = await StartAsync(asApp);
        var bytes = Encoding.UTF8.GetBytes(body);
        bytes[Array.IndexOf(bytes, (byte)'~')] = 0xFF;

        using var answer = await host.Client.PostAsync(new Uri(path, UriKind.Relative), JsonOf(bytes), Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains("is not JSON in UTF-8", await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.Empty(host.Errors.Entries);
    }

    public static TheoryData<bool, string> Doors => new(
        from asApp in new[] { false, true }
        from path in new[] { Price, Runs, Cancel, Waive }
        select (asApp, path));

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task Post_ChunksOverTheLimit_Are413AndNoError(bool asApp, string path)
    {
        await using var host = await StartAsync(asApp);

        // One byte more than the limit, and not the end: whatever the server has not read would break the connection.
        var size = path == Price ? (16 << 20) + 1 : (64 << 10) + 1;
        var chunked = await RawAsync(
            host, $"{Chunked(path)}{size:x}\r\n{new string(' ', size)}\r\n");

        Assert.StartsWith("HTTP/1.1 413 ", chunked, StringComparison.Ordinal);
        Assert.Empty(host.Errors.Entries);
    }

    // Every route that takes a body but that of files, whose limit has tests of its own, asked by somebody who may all of it.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Post_BodyOverTheLimitOfAnyRoute_Is413AndNoError(bool asApp)
    {
        await using var host = await StartAsync(asApp, new Dictionary<string, string?> { ["Identity:Provider"] = "AppService" });
        var document = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(RepositoryRoot.Find(), "docs", "openapi.json"), Cancellation))!;
        var principal = Principals.Of("Abe", new("6f1c2d3e-4a5b-4c6d-8e7f-001122334455"), "Preparer", "Approver");
        var wrong = new List<string>();
        var posts = DescribedOperation.Of(document).Where(operation => operation.Method == HttpMethod.Post && operation.Path != "/api/files").ToLookup(operation => operation.Bodies.Count > 0);
        foreach (var operation in posts[true])
        {
            var path = Part().Replace(operation.Path, "1");
            var size = path == Price ? (16 << 20) + 1 : (64 << 10) + 1;
            var answer = await HeadAsync(
                host,
                $"POST /signed-in{path} HTTP/1.1\r\nHost: localhost\r\nOrigin: http://localhost\r\n{Principals.Header}: {principal}\r\nContent-Type: application/json\r\nContent-Length: {size}\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n");

            if (!answer.StartsWith("HTTP/1.1 413 ", StringComparison.Ordinal) || !answer.Contains("application/problem+json", StringComparison.Ordinal)) wrong.Add($"{path}: {answer}");
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.Equal(["/api/waiting"], posts[false].Select(operation => operation.Path));
        Assert.Empty(host.Errors.Entries);
    }

    public static TheoryData<bool, string, string> WrongChunks => new(
        from asApp in new[] { false, true }
        from path in new[] { Price, Runs, Cancel, Waive, Files }
        from chunk in new[]
        {
            "zz\r\n{}\r\n0\r\n\r\n",
            "-1\r\n",
            "80000000\r\n",
            "ffffffff\r\n",
            "80000000;x=1\r\n",
            "10000000000000000\r\n",
            $"{new string('f', 1000)}\r\n",
            "1\r\n{\r\n80000000\r\n}",
        }
        select (asApp, path, chunk));

    [Theory]
    [MemberData(nameof(WrongChunks))]
    public async Task Post_ChunkThatIsNone_Is400AndNoError(bool asApp, string path, string chunk)
    {
        await using var host = await StartAsync(asApp);

        var answer = await RawAsync(host, $"{Chunked(path)}{chunk}");

        Assert.StartsWith("HTTP/1.1 400 ", answer, StringComparison.Ordinal);
        Assert.Contains("application/problem+json", answer, StringComparison.Ordinal);
        Assert.Empty(host.Errors.Entries);
    }

    [Theory]
    [InlineData("fields")]
    [InlineData("fields of a grant")]
    [InlineData("a name")]
    [InlineData("a value")]
    [InlineData("half characters")]
    [InlineData("nested values")]
    [InlineData("inputs of a sensitivity")]
    [InlineData("amounts of an implied volatility")]
    [InlineData("an issuer")]
    public async Task Post_TwelveMegabytesOfMistakes_IsAnsweredInFewKilobytes(string mistake)
    {
        await using var host = await StartAsync(asApp: false);
        const int size = 12_000_000;
        var (path, body) = mistake switch
        {
            "fields" => (Price, $"{{{Many("\"f{0:D7}\":1", size)}}}"),
            "fields of a grant" => (Price, $"{{\"grant\":{{{Many("\"f{0:D7}\":1", size)}}}}}"),
            "a name" => (Price, $"{{\"{new string('n', size)}\":1}}"),
            "a value" => (Price, $"{{\"S\":\"{new string('v', size)}\"}}"),
            "half characters" => (Price, $"{{{Many("\"f{0:D7}\":\"\\ud800\"", size)}}}"),
            "inputs of a sensitivity" => (Price, $"{{\"sensitivity\":{{{Many("\"f{0:D7}\":0", size)}}}}}"),
            "amounts of an implied volatility" => (Price, $"{{\"impliedVolatility\":{{{Many("\"f{0:D7}\":0", size)}}}}}"),
            "nested values" => (Price, $"{{{Many("\"f{0:D7}\":[1]", size)}}}"),
            _ => (Runs, $"{{\"date\":\"2013-07-11\",\"reason\":\"r\",\"askedBy\":\"a\",\"issuers\":\"{new string('i', 60_000)}\"}}"),
        };

        using var answer = await host.Client.PostAsync(
            new Uri(path, UriKind.Relative), new StringContent(body, Encoding.UTF8, "application/json"), Cancellation);
        var text = await answer.Content.ReadAsStringAsync(Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.InRange(text.Length, 1, 64 << 10);
        Assert.NotEmpty(JsonNode.Parse(text)!["failures"]!.AsArray());

        // None for each of them: what is kept of a body must not grow with its mistakes.
        Assert.InRange((int)JsonNode.Parse(text)!["failureCount"]!, 1, 20);
        Assert.Empty(host.Errors.Entries);
    }

    [Fact]
    public async Task Post_ManyMistakes_AreCountedAndTheFirstAreNamed()
    {
        await using var host = await StartAsync(asApp: false);

        using var answer = await host.Client.PostAsync(
            new Uri(Price, UriKind.Relative), new StringContent($"{{{Many("\"f{0:D7}\":1", 3000)}}}", Encoding.UTF8, "application/json"), Cancellation);
        var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancellation))!;

        Assert.Equal("f0000000", problem["failures"]![0]!["field"]!.ToString());
        Assert.Equal(100, problem["failures"]!.AsArray().Count);

        // The fields that nothing knows, and the nine that are missing.
        Assert.Equal((3000 / "\"f0000000\":1,".Length) + 9, (int)problem["failureCount"]!);
        Assert.EndsWith("and 229 more", problem["detail"]!.ToString(), StringComparison.Ordinal);
    }

    public static TheoryData<bool, string> StrangeAddresses => new(
        from asApp in new[] { false, true }
        from path in new[]
        {
            $"/api/grants/{new string('x', 2000)}/g/values",
            $"/api/grants/IIJ/{new string('x', 2000)}/values",
            "/api/grants/%00/%01/values",
            "/api/grants/%E0%80/g/values",
            "/api/grants/%2e%2e%2f/%5c/values",
            $"/api/raw/{new string('.', 64)}",
            $"/api/raw/{new string('Z', 64)}",
            $"/api/raw/%2F{new string('a', 63)}",
            "/api/evidence/%2e%2e%2fplan",
            "/api/runs/2013-07-11/99999999999",
            "/api/runs/%00/1/values",
        }
        select (asApp, path));

    [Theory]
    [MemberData(nameof(StrangeAddresses))]
    public async Task Get_StrangeAddress_IsNoErrorOfTheServer(bool asApp, string path)
    {
        await using var host = await StartAsync(asApp);

        var answer = await RawAsync(host, $"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        Assert.Matches("^HTTP/1.1 (200|400|404) ", answer);
        Assert.Empty(host.Errors.Entries);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Head_OfWhatIsAskedWithGet_IsItsHead(bool asApp)
    {
        await using var host = await StartAsync(asApp);

        foreach (var path in new[] { "/", "/api/policies", "/api/openapi.json", "/api/policies/none", "/api/nothing", Price })
        {
            using var got = await host.Client.GetAsync(new Uri(path, UriKind.Relative), Cancellation);
            using var asked = new HttpRequestMessage(HttpMethod.Head, new Uri(path, UriKind.Relative));
            using var head = await host.Client.SendAsync(asked, Cancellation);

            Assert.Equal(
                (path, got.StatusCode, got.Content.Headers.ContentType, got.Headers.ETag),
                (path, head.StatusCode, head.Content.Headers.ContentType, head.Headers.ETag));
            Assert.Empty(await head.Content.ReadAsByteArrayAsync(Cancellation));
        }

        Assert.Empty(host.Errors.Entries);
    }

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Part();

    private static string Many(string format, int size)
    {
        var one = string.Format(CultureInfo.InvariantCulture, format, 0).Length + 1;
        return string.Join(',', Enumerable.Range(0, size / one).Select(number => string.Format(CultureInfo.InvariantCulture, format, number)));
    }

    private static ByteArrayContent JsonOf(byte[] bytes) => new(bytes) { Headers = { ContentType = new("application/json") } };

    private static string Chunked(string path) =>
        $"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n";

    private static async Task<string> RawAsync(ApiHost host, string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(host.Client.BaseAddress!.Host, host.Client.BaseAddress.Port, Cancellation);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request), Cancellation);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return await reader.ReadToEndAsync(Cancellation);
    }

    /// <summary>The head of the answer to a request whose body does not come.</summary>
    private static async Task<string> HeadAsync(ApiHost host, string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(host.Client.BaseAddress!.Host, host.Client.BaseAddress.Port, Cancellation);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request), Cancellation);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var head = new StringBuilder();
        while (await reader.ReadLineAsync(Cancellation) is { Length: > 0 } line) head.Append(line).Append('\n');
        return head.ToString();
    }

    private Task<ApiHost> StartAsync(bool asApp, IReadOnlyDictionary<string, string?>? settings = null) =>
        ApiHost.StartAsync(azurite, new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero), Cancellation, asApp, settings);
}
