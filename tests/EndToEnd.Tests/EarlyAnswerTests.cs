using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Testing;

namespace EndToEnd.Tests;

/// <summary>A storage takes its time: the host answers what needs none, and says of the rest that it is starting.</summary>
public sealed class EarlyAnswerTests
{
    private const string Inputs =
        """{"S":3505,"X":1,"T":15,"sigma":0.5577379782,"q":0.00534950071327,"r":0.01275,"policy":"iij-practice","shares":200,"currency":"JPY"}""";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Host_StorageThatDoesNotAnswerYet_PricesStatedInputsAndSaysThatItIsStarting()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var storage = $"http://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}/account";
        var ports = Host.Ports();
        await using var program = LocalProgram.Start(
            [.. ports, "--no-samples"],
            Host.Environment(
                $"DefaultEndpointsProtocol=http;AccountName=account;AccountKey=dGVzdA==;BlobEndpoint={storage};QueueEndpoint={storage};TableEndpoint={storage}",
                ("Api__Key", "a key")));
        using var client = new HttpClient { BaseAddress = new($"http://127.0.0.1:{ports[1]}") };
        client.DefaultRequestHeaders.Add("x-functions-key", "a key");
        await Eventually.TrueAsync("the host listens", async () => await StatusAsync(client) is not null, Cancellation);

        Assert.Equal("647000", Text(await PriceAsync(client, Inputs), "amountPerRight"));
        var many = (await PriceAsync(client, $"""[{Inputs},{Inputs.Replace("\"X\":1", "\"X\":-1", StringComparison.Ordinal)},{Inputs.Replace("15", "15,\"greeks\":true", StringComparison.Ordinal)}]""")).AsArray();
        Assert.Equal("647000", Text(many[0]!["value"]!, "amountPerRight"));
        Assert.Equal("X", Text(many[1]!["failures"]![0]!, "field"));
        Assert.NotNull(many[2]!["value"]!["greeks"]);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(client, """{"S":1}""")).StatusCode);

        foreach (var question in (string[])["""{"code":"3774","date":"2013-07-11"}""", """{"grant":{"issuer":"IIJ","grant_id":"3rd-series"}}""", """[{"c\u006fde":"3774"}]"""])
            await StartingAsync(await PostAsync(client, question));
        foreach (var path in (string[])["/", "/health", "/api/runs", "/api/price"])
            await StartingAsync(await client.GetAsync(new Uri(path, UriKind.Relative), Cancellation));

        client.DefaultRequestHeaders.Remove("x-functions-key");
        Assert.Equal(HttpStatusCode.Unauthorized, (await PostAsync(client, Inputs)).StatusCode);
    }

    private static async Task StartingAsync(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(1), answer.Headers.RetryAfter!.Delta);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("urn:pricingfunctions:problem:starting", Text((await answer.Content.ReadFromJsonAsync<JsonNode>(Cancellation))!, "type"));
    }

    private static async Task<JsonNode> PriceAsync(HttpClient client, string question)
    {
        var answer = await PostAsync(client, question);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonNode>(Cancellation))!;
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, string question) =>
        client.PostAsync(new Uri("/api/price", UriKind.Relative), new StringContent(question, Encoding.UTF8, "application/json"), Cancellation);

    private static async Task<HttpStatusCode?> StatusAsync(HttpClient client)
    {
        try
        {
            using var answer = await client.GetAsync(new Uri("/health", UriKind.Relative), Cancellation);
            return answer.StatusCode;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    private static string Text(JsonNode answer, string field) => answer[field]!.ToString();
}
