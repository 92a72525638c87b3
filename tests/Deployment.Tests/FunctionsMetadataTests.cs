using System.Text.Json;

namespace Deployment.Tests;

/// <summary>What the Functions host is told of the app: every way in, and what it takes to come in.</summary>
public sealed class FunctionsMetadataTests
{
    private const string Expected = """
        function               trigger        fires on                               level      connection
        Api                    http           GET PUT PATCH DELETE HEAD OPTIONS api/{*path} function
        AskPrices              http           POST api/price                         function
        CancelRun              activity
        Change                 http           POST api/{*path}                       admin
        Chunks                 orchestration
        CompleteRun            activity
        Enter                  http           GET POST PUT PATCH DELETE HEAD OPTIONS signed-in/{*path} anonymous
        FailRun                activity
        FetchClosingPrices     timer          %Night:Schedule%
        FetchMarketData        activity
        FindCancelRequest      activity
        FindDueRun             activity
        IngestGrantBatch       blob           grant-batches/{name}, by Event Grid               AzureWebJobsStorage
        IngestGrantBatchPolled blob           grant-batches/{name}, by polling                  AzureWebJobsStorage
        NightlyValuation       orchestration
        Nights                 orchestration
        Page                   http           GET {*path}                            anonymous
        PlanNight              activity
        QuarantineGrantBatch   queue          webjobs-blobtrigger-poison                        AzureWebJobsStorage
        StartRun               activity
        SweepGrantBatches      timer          30 */5 * * * *
        TakeInSentFile         queue          sent-files                                        AzureWebJobsStorage
        ValueChunk             activity
        WatchNights            timer          0 */10 * * * *
        """;

    [Fact]
    public void FunctionsMetadata_EveryFunction_IsAsListed()
    {
        using var metadata = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Places.App, "functions.metadata")));

        var functions = metadata.RootElement.EnumerateArray()
            .Select(Row)
            .Order(StringComparer.Ordinal)
            .Prepend(Row("function", "trigger", "fires on", "level", "connection"));

        Assert.Equal(Expected, string.Join('\n', functions));
    }

    private static string Row(JsonElement function)
    {
        var triggers = function.GetProperty("bindings").EnumerateArray()
            .Where(binding => Text(binding, "type").EndsWith("Trigger", StringComparison.Ordinal));
        var trigger = Assert.Single(triggers);
        var kind = Text(trigger, "type")[..^"Trigger".Length];
        var firesOn = kind switch
        {
            "http" => $"{Methods(trigger)} {Text(trigger, "route")}",
            "timer" => Text(trigger, "schedule"),
            "queue" => Text(trigger, "queueName"),
            "blob" => $"{Text(trigger, "path")}, by {(Text(trigger, "source") is "EventGrid" ? "Event Grid" : "polling")}",
            _ => "",
        };
        return Row(Text(function, "name"), kind, firesOn, Level(trigger), kind is "blob" or "queue" ? Connection(trigger) : "");
    }

    private static string Row(string function, string trigger, string firesOn, string level, string connection) =>
        $"{function,-22} {trigger,-14} {firesOn,-38} {level,-10} {connection}".TrimEnd();

    private static string Methods(JsonElement trigger) => string.Join(
        ' ', trigger.GetProperty("methods").EnumerateArray().Select(method => method.GetString()!.ToUpperInvariant()));

    private static string Level(JsonElement trigger) =>
        trigger.TryGetProperty("authLevel", out var level) ? level.GetString()!.ToLowerInvariant() : "";

    // The host's own storage, where the binding names no other.
    private static string Connection(JsonElement trigger) =>
        Text(trigger, "connection") is { Length: > 0 } connection ? connection : "AzureWebJobsStorage";

    private static string Text(JsonElement element, string property) =>
        element.TryGetProperty(property, out var value) ? value.GetString()! : "";
}
