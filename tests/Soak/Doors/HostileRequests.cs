using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Pricing.Api.Tests.Descriptions;

namespace Soak.Doors;

/// <summary>
/// Requests that mean no good, made from the description of the routes and written byte by byte. Each must be answered as is described
/// for its route, or as what was done to it may be answered, and with the headers that every answer has.
/// </summary>
/// <param name="port">Where the host listens.</param>
/// <param name="document">The description of the routes.</param>
/// <param name="known">What is stored, by the names of the parameters that name it.</param>
/// <param name="seed">From where the draw goes.</param>
internal sealed class HostileRequests(int port, JsonNode document, IReadOnlyDictionary<string, IReadOnlyList<string>> known, int seed)
{
    private const int MostRequest = 700;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    private static readonly string[] Pages = ["/", "/dates", "/grants/IIJ/3rd-series", "/price", "/rules/x/y", "/health", "/assets/0/page.js"];
    private static readonly HashSet<int> OfServer = [400, 408, 413, 414, 431, 505];
    private static readonly HashSet<int> OfPages = [200, 304, 404];

    private readonly IReadOnlyList<IReadOnlyList<HostileEdit>> edits = [.. HostileLines.All, .. HostileHeaders.All(port), HostileBodies.All];
    private readonly HashSet<int> described = [.. DescribedOperation.Of(document).SelectMany(Statuses), .. OfPages];
    private readonly ConcurrentDictionary<(string How, string Answer), long> tally = new();

    /// <summary>How many answers of each kind there were, by what was done.</summary>
    public IReadOnlyDictionary<(string How, string Answer), long> Tally => tally;

    /// <summary>What was wrong, each with its request.</summary>
    public ConcurrentQueue<string> Wrong { get; } = [];

    /// <summary>Sends some of them, one after the other.</summary>
    /// <param name="numbers">Their numbers.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task SendAsync(IEnumerable<int> numbers, CancellationToken cancellationToken)
    {
        var check = new AnswerCheck(new(document));
        foreach (var number in numbers) await OneAsync(number, check, cancellationToken);
    }

    private async Task OneAsync(int number, AnswerCheck check, CancellationToken cancellationToken)
    {
        var random = new Random(unchecked((seed * 486_187_739) ^ (number * 16_777_619)));
        var (operation, mayMiss, message) = await DrawAsync(random);
        var chosen = edits.OrderBy(_ => random.Next()).Take(random.Next(10) switch { 0 => 3, < 3 => 2, _ => 1 }).Select(group => random.Of(group)).ToList();
        foreach (var edit in chosen) edit.Apply(message, random);
        var (request, isHead) = (message.ToBytes(), message.Method == "HEAD");
        var how = string.Join(" + ", chosen.Select(edit => edit.How).Order(StringComparer.Ordinal));
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Longest);
        RawAnswer? answer = null;
        string? wrong;
        try
        {
            answer = await RawConnection.AskAsync(port, request, isHead, chosen.Any(edit => edit.EndsSending), patience.Token);
            wrong = answer is null ? chosen.Any(edit => edit.MayGoUnanswered || edit.EndsSending) ? null : "has no answer" : await WrongAsync(operation, mayMiss, chosen, answer, isHead, check, cancellationToken);
        }
        catch (Exception broken) when (broken is InvalidDataException or OperationCanceledException or IOException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            wrong = $"is answered wrongly or not at all: {broken.Message}";
        }

        foreach (var edit in chosen) tally.AddOrUpdate((edit.How, answer?.Status.ToString(CultureInfo.InvariantCulture) ?? "none"), 1, static (_, times) => times + 1);
        if (wrong is not null) Wrong.Enqueue(string.Create(CultureInfo.InvariantCulture, $"seed {seed}, request {number}, {operation?.Name ?? "a page"}, {how}: {answer?.Status} {wrong}\n{Shown(request)}"));
    }

    private async Task<string?> WrongAsync(
        DescribedOperation? operation, bool mayMiss, IReadOnlyList<HostileEdit> chosen, RawAnswer answer, bool isHead, AnswerCheck check, CancellationToken cancellationToken)
    {
        if (AnswerRules.Broken(answer, isHead) is { } broken) return broken;

        // What the server itself cannot read or hold is refused before anybody looks at the rest of it.
        if (answer.Body.Length == 0 && OfServer.Contains(answer.Status) && answer.IsLast) return null;
        // Of a body that comes too slowly, as any does where the machine has much else to do.
        if (answer.Status == 408) return null;
        if (chosen.Any(edit => edit.Answers.Contains(answer.Status))) return null;
        if (chosen.Any(edit => edit.IsRefused)) return "is not refused";
        if (mayMiss && answer.Status == 404) return null;
        if (operation is null || chosen.Any(edit => edit.LeadsAnywhere))
            return (operation is null && OfPages.Contains(answer.Status)) || (chosen.Any(edit => edit.LeadsAnywhere) && described.Contains(answer.Status)) ? null : "is not described";
        if (isHead) return operation.Answer(answer.Status) is null ? "is not described" : null;

        using var received = answer.ToMessage();
        return await check.WrongAsync(operation, mayMiss, received, cancellationToken);
    }

    private async Task<(DescribedOperation? Operation, bool MayMiss, HostileMessage Message)> DrawAsync(Random random)
    {
        if (random.Next(20) == 0)
        {
            var page = new HostileMessage { Method = "GET", Target = random.Of(Pages) };
            page.Set("Host", $"127.0.0.1:{port}");
            return (null, true, page);
        }

        var (operation, mayMiss, request) = new RequestGenerator(document, known, random.Next()).Next();
        using (request)
        {
            var message = new HostileMessage { Method = request.Method.Method, Target = request.RequestUri!.OriginalString };
            message.Set("Host", $"127.0.0.1:{port}");
            message.Set("x-functions-key", HostileHeaders.Key);
            foreach (var (name, values) in request.Headers.NonValidated) message.Set(name, string.Join(", ", values));
            if (request.Content is not { } content) return (operation, mayMiss, message);

            foreach (var (name, values) in content.Headers.NonValidated) message.Set(name, string.Join(", ", values));
            message.Remove("Content-Length");
            message.Body = await content.ReadAsByteArrayAsync();
            return (operation, mayMiss, message);
        }
    }

    private static IEnumerable<int> Statuses(DescribedOperation operation) =>
        operation.Content["responses"]!.AsObject().Select(answer => int.Parse(answer.Key, CultureInfo.InvariantCulture));

    private static string Shown(byte[] request)
    {
        var text = Encoding.Latin1.GetString(request);
        return text.Length > MostRequest ? $"{text[..MostRequest]}..." : text;
    }
}
