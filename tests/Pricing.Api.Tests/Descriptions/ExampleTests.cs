using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using PricingFunctions.Local;
using Testing;

namespace Pricing.Api.Tests.Descriptions;

/// <summary>The examples of the description: bodies can be sent as they stand, and answers were given so.</summary>
public sealed class ExampleTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private const string Amended =
        "issuer,grant_id,security_code,currency,allotment_date,window_from,exercise_start,exercise_end,exercise_price,shares_per_right,maximum_rights,allotted_rights,policy,expected_remaining_years,amends,amend_reason\n"
        + "IIJ,3rd-series,3774,JPY,2013-07-11,2005-12-02,2013-07-12,2043-07-11,2,200,135,89,iij-practice,midpoint,1,a misprint\n";

    private ApiHost host = null!;
    private JsonNode document = null!;
    private IReadOnlyDictionary<string, IReadOnlyList<string>> known = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static string Committed => Path.Combine(RepositoryRoot.Find(), "src", "Pricing.Api", "Descriptions", "answer-examples.json");

    public async ValueTask InitializeAsync()
    {
        host = await ApiHost.StartAsync(azurite, new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero), Cancellation);
        known = await GeneratedRequests.KnownAsync(host, Cancellation);
        document = JsonNode.Parse(await host.Client.GetStringAsync(new Uri("/api/openapi.json", UriKind.Relative), Cancellation))!;
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Bodies_AsTheyStand_AreAccepted()
    {
        var (sent, refused) = (0, new List<string>());
        foreach (var operation in DescribedOperation.Of(document).Where(operation => operation.Bodies.Any(body => body.Key == "application/json")))
        {
            foreach (var example in Bodies(operation))
            {
                using var body = new StringContent(example.ToJsonString(), Encoding.UTF8, "application/json");
                using var answer = await host.Client.PostAsync(Place(operation), body, Cancellation);
                sent++;

                // Of a signature nothing is wrong; whether there is something to stop, to waive or to withdraw, and whether its sender signed in, are other questions.
                var isRight = operation.Name is "Price" or "RequestRun"
                    ? answer.IsSuccessStatusCode
                    : answer.IsSuccessStatusCode || answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Conflict or HttpStatusCode.Forbidden;
                if (!isRight) refused.Add($"{operation.Name} {example.ToJsonString()}: {await answer.Content.ReadAsStringAsync(Cancellation)}");
            }
        }

        Assert.Empty(refused);
        Assert.True(sent > 8, $"{sent}");
    }

    /// <summary>
    /// Every shape of an answer that the sample grants bring about has its example from there. Where shapes change on purpose, run the
    /// tests with the variable WRITE_OPENAPI set, twice, and look at what differs: examples whose members stay are kept.
    /// </summary>
    [Fact]
    public async Task Answers_ToTheSampleGrants_HaveTheMembersOfTheirExamples()
    {
        var examples = new AnswerExamples(document);
        foreach (var operation in DescribedOperation.Of(document))
        {
            if (operation.Method == HttpMethod.Get) await TakeAsync(examples, operation, "");
            else if (operation.Name is "Price" or "RequestRun") foreach (var body in Bodies(operation)) await TakeAsync(examples, operation, "", body);
        }

        await host.Pipeline.IngestAsync("amended.csv", Amended, Cancellation);
        await host.Pipeline.RunNightsAsync(Cancellation);
        known = known.Where(name => name.Key != "version").Append(new("version", ["3"])).ToDictionary();
        var operations = DescribedOperation.Of(document).ToDictionary(operation => operation.Name);
        await TakeAsync(examples, operations["CompareRuns"], "?with=1");
        await TakeAsync(examples, operations["Runs"], "?from=yesterday");
        await TakeAsync(examples, operations["Dates"], "?from=2013-07-11&to=2013-07-11");
        await TakeAsync(examples, operations["ExplainValue"], "?greeks=true&sensitivity=true&impliedPerRight=475600");
        await TakeAsync(examples, operations["Volatility"], "?from=2005-12-02&exclude=2011-03-11..2011-03-31");

        var made = examples.All;
        var committed = JsonNode.Parse(await File.ReadAllTextAsync(Committed, Cancellation))!.AsObject();
        if (Environment.GetEnvironmentVariable("WRITE_OPENAPI") is { Length: > 0 })
        {
            committed = new(made.Select(shape => KeyValuePair.Create(shape.Key, (Members(committed[shape.Key]) == Members(shape.Value) ? committed[shape.Key] : shape.Value)?.DeepClone())));
            await File.WriteAllTextAsync(Committed, committed.ToJsonString(Indented) + "\n", Cancellation);
        }

        Assert.Equal(committed.Select(Described), made.Select(Described));
    }

    private static string Described(KeyValuePair<string, JsonNode?> shape) => $"{shape.Key}: {Members(shape.Value)}";

    /// <summary>The members of an example and of what is in it. What they hold is another in every run where it counts ports, times and tags.</summary>
    private static string Members(JsonNode? node) => node switch
    {
        JsonObject whole => $"{{{string.Join(' ', whole.Select(member => member.Key + Members(member.Value)))}}}",
        JsonArray list => $"[{string.Join(' ', list.Select(Members))}]",
        _ => "",
    };

    private IEnumerable<JsonNode> Bodies(DescribedOperation operation) => operation.Bodies
        .Where(body => body.Key == "application/json")
        .SelectMany(body => body.Value!["schema"]!["anyOf"]?.AsArray().Select(choice => choice!) ?? [body.Value["schema"]!])
        .SelectMany(shape => shape["items"] is { } item ? [new JsonArray([.. Examples(item).Select(example => example.DeepClone())])] : Examples(shape));

    private IEnumerable<JsonNode> Examples(JsonNode shape) =>
        document["components"]!["schemas"]![shape["$ref"]!.ToString().Split('/')[^1]]!["examples"]!.AsArray().Select(example => example!);

    private Uri Place(DescribedOperation operation, string query = "")
    {
        var path = operation.Path;
        foreach (var (name, stored) in known) path = path.Replace($"{{{name}}}", Uri.EscapeDataString(stored[0]), StringComparison.Ordinal);
        return new(path + query, UriKind.Relative);
    }

    private async Task TakeAsync(AnswerExamples examples, DescribedOperation operation, string query, JsonNode? body = null)
    {
        using var request = new HttpRequestMessage(operation.Method, Place(operation, query));
        if (body is not null) request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        using var answer = await host.Client.SendAsync(request, Cancellation);
        if (answer.Content.Headers.ContentType?.MediaType is not { } form || !form.EndsWith("json", StringComparison.Ordinal) || operation.Name == "OpenApi") return;

        var shape = operation.Answer((int)answer.StatusCode)?["content"]?[form]?["schema"];
        var text = await answer.Content.ReadAsStringAsync(Cancellation);
        string[] parts = form == "application/x-ndjson" ? text.Split('\n', StringSplitOptions.RemoveEmptyEntries) : [text];
        foreach (var part in parts) examples.Take(shape, JsonNode.Parse(part));
    }
}
