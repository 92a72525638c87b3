using System.Text.Json.Nodes;
using Pricing.Pipeline.Controls.Changes;
using PricingFunctions.Local;

namespace Pricing.Api.Tests.Descriptions;

/// <summary>Sends generated requests to a host on which the sample night has run.</summary>
internal static class GeneratedRequests
{
    /// <summary>Takes the sample grants in, values them, and sends the requests.</summary>
    /// <param name="host">The host.</param>
    /// <param name="count">How many.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>What was wrong, each with its request; and how many answers of each status there were.</returns>
    public static async Task<(IReadOnlyList<string> Wrong, IReadOnlyDictionary<int, int> Statuses)> SendAsync(
        ApiHost host, int count, int seed, CancellationToken cancellationToken)
    {
        var known = await KnownAsync(host, cancellationToken);
        var document = JsonNode.Parse(await host.Client.GetStringAsync(new Uri("/api/openapi.json", UriKind.Relative), cancellationToken))!;
        var generator = new RequestGenerator(document, known, seed);
        var check = new AnswerCheck(new(document));
        var (wrong, statuses) = (new List<string>(), new SortedDictionary<int, int>());
        for (var index = 0; index < count; index++)
        {
            var (operation, mayMiss, request) = generator.Next();
            using (request)
            {
                using var answer = await host.Client.SendAsync(request, cancellationToken);
                statuses[(int)answer.StatusCode] = statuses.GetValueOrDefault((int)answer.StatusCode) + 1;
                if (await check.WrongAsync(operation, mayMiss, answer, cancellationToken) is { } what)
                    wrong.Add($"{index} {operation.Name}: {request.Method} {request.RequestUri} {await BodyAsync(request, cancellationToken)} {what}");
            }
        }

        wrong.AddRange(host.Errors.Entries);
        return (wrong, statuses);
    }

    /// <summary>Takes the sample grants in and values them.</summary>
    /// <param name="host">The host.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>What is stored, by the names of the parameters that name it.</returns>
    public static async Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> KnownAsync(ApiHost host, CancellationToken cancellationToken)
    {
        var grants = await File.ReadAllTextAsync(Path.Combine(RepositoryRoot.Find(), "samples/grants/iij-3rd-series.csv"), cancellationToken);
        var report = await host.Pipeline.IngestAsync("iij.csv", grants, cancellationToken);
        await host.Pipeline.IngestAsync("holders.csv", "issuer,grant_id,holder,group,rights\nIIJ,3rd-series,D-01,Directors,60\n", cancellationToken);
        await host.Pipeline.IngestAsync(
            "events.csv", "issuer,grant_id,date,kind,rights,reference,holder\nIIJ,3rd-series,2013-07-13,forfeited,20,minutes,D-01\nIIJ,5th-series,2013-07-13,forfeited,20,minutes,\n", cancellationToken);
        await host.Pipeline.RunNightsAsync(cancellationToken);
        var known = await StoredNames.OfAsync(host.Client, report.Batch, cancellationToken);
        known["settings"] = [host.Pipeline.Get<CurrentSettings>().Snapshot.Hash];
        return known;
    }

    private static async Task<string> BodyAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        const int readable = 400;
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        return body.Length > readable ? body[..readable] : body;
    }
}
