using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using Pricing;
using Pricing.Api.Files;
using Pricing.Pipeline.Intake.Records;
using Pricing.Pipeline.Intake.Waiting;
using Pricing.Pipeline.Storage;
using PricingFunctions.Local.Running;
using PricingFunctions.Local.Shell;

namespace PricingFunctions.Local.Taking;

/// <summary>Sends files to a running host and waits for what it makes of them.</summary>
internal sealed class HostTaker : IStoredTaker
{
    /// <summary>Files above this go as blobs: a request takes no more.</summary>
    private const long LargestRequest = 100_000_000;
    private const string Afterwards = "; what it kept it takes in when it runs again";

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(200);
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    private readonly HostClient client;
    private readonly RunningHost host;
    private readonly BlobSender blobs;

    /// <summary>Prepares the sending.</summary>
    /// <param name="host">The host.</param>
    /// <param name="key">The key that it asks for; null for none.</param>
    /// <param name="account">The storage account that the settings name; null for none.</param>
    public HostTaker(RunningHost host, string? key, StorageOptions? account)
    {
        this.host = host;
        client = new(host.Address, key, Afterwards);
        blobs = new(host, account);
    }

    /// <inheritdoc/>
    public string Place => $"To the host at {host.Address.GetLeftPart(UriPartial.Authority)}";

    /// <inheritdoc/>
    public async Task<TakenFile> TakeAsync(
        FileStream content, SentFile sent, IProgress<string> progress, CancellationToken cancellationToken)
    {
        await using var metered = new MeteredStream(content, sent.Name, progress);
        return await TryAsync(async () =>
        {
            var (id, wasTakenBefore) = content.Length > LargestRequest
                ? await DropAsync(content, metered, sent, progress, cancellationToken)
                : await SendAsync(content.Name, metered, sent, cancellationToken);
            if (!wasTakenBefore) progress.Report($"Waiting for {sent.Name} to be taken in");
            return await ResultAsync(id, cancellationToken) with { WasTakenBefore = wasTakenBefore };
        });
    }

    /// <inheritdoc/>
    public Task WriteRejectsAsync(TakenFile taken, FileStream content, Stream target, CancellationToken cancellationToken) => TryAsync(async () =>
    {
        using var answer = await client.GetAsync($"/api/files/{taken.File.Key}/rejects", cancellationToken);
        await answer.Content.CopyToAsync(target, cancellationToken);
        return true;
    });

    /// <inheritdoc/>
    public Task<(int Count, IReadOnlyList<WaitingRow> Rows)> WaitingAsync(CancellationToken cancellationToken) => TryAsync(async () =>
    {
        var rows = await ReadWaitingAsync("/api/waiting", cancellationToken);
        return (rows.Count, rows);
    });

    /// <inheritdoc/>
    public Task<Outcome<WaitingFate>> WithdrawAsync(WithdrawnRow row, CancellationToken cancellationToken) => TryAsync(async () =>
    {
        var place = string.Create(CultureInfo.InvariantCulture, $"/api/files/{Uri.EscapeDataString(row.File)}/waiting/{row.Line}/withdraw");
        using var answer = await client.SendAsync(
            new(HttpMethod.Post, new Uri(place, UriKind.Relative)) { Content = JsonContent.Create(new { reason = row.Reason, askedBy = row.AskedBy }) },
            cancellationToken,
            HttpStatusCode.NotFound,
            HttpStatusCode.Conflict,
            HttpStatusCode.BadRequest);
        if (answer.IsSuccessStatusCode) return await client.JsonAsync<WaitingFate>(answer, cancellationToken);

        return (Outcome<WaitingFate>)row.Refused(
            answer.StatusCode == HttpStatusCode.NotFound ? "no such row waits" : (await client.ProblemAsync(answer, cancellationToken)).Reason);
    });

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        client.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<T> TryAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception failure) when (StorageFailure.IsOne(failure))
        {
            throw new SetupException($"The host at {host.Address} does not answer any more ({failure.Message.Split('\n')[0].TrimEnd('.', '\r')}){Afterwards}.", failure);
        }
    }

    private async Task<IReadOnlyList<WaitingRow>> ReadWaitingAsync(string place, CancellationToken cancellationToken) => await client
        .PagesAsync<WaitingAnswer>($"{place}?limit=1000", cancellationToken)
        .SelectMany(page => page.Rows.ToAsyncEnumerable())
        .ToListAsync(cancellationToken);

    private async Task<(string Id, bool WasTakenBefore)> SendAsync(
        string path, Stream content, SentFile sent, CancellationToken cancellationToken)
    {
        using var body = new StreamContent(content);
        body.Headers.ContentType = new("application/octet-stream");
        using var answer = await client.SendAsync(
            new(HttpMethod.Post, new Uri($"/api/files?{Query(sent)}", UriKind.Relative)) { Content = body },
            cancellationToken,
            HttpStatusCode.BadRequest,
            HttpStatusCode.UnprocessableEntity);
        if (!answer.IsSuccessStatusCode)
        {
            var problem = await client.ProblemAsync(answer, cancellationToken);
            throw new UnreadableFileException(path, $"is refused: {problem.Detail ?? problem.Reason}");
        }

        var file = await client.JsonAsync<FileAnswer>(answer, cancellationToken);
        return (file.Id, file.State == FileState.Done);
    }

    private async Task<(string Id, bool WasTakenBefore)> DropAsync(
        FileStream content, Stream metered, SentFile sent, IProgress<string> progress, CancellationToken cancellationToken)
    {
        progress.Report($"Reading {sent.Name}, {FileSize.Of(content.Length)}");
        content.Position = 0;
        var sha256 = await ContentHash.OfAsync(content, cancellationToken);
        if (await FindAsync(sha256, sent, cancellationToken) is { State: FileState.Done } before) return (before.Id, true);

        content.Position = 0;
        await blobs.SendAsync(metered, sent, cancellationToken);
        while (true)
        {
            if (await FindAsync(sha256, sent, cancellationToken) is { } found) return (found.Id, false);
            await Task.Delay(Poll, cancellationToken);
        }
    }

    private async Task<FileAnswer?> FindAsync(string sha256, SentFile sent, CancellationToken cancellationToken)
    {
        var files = await client.GetJsonAsync<FilesAnswer>($"/api/files?limit=100&sha256={sha256}", cancellationToken);
        return files.Files.FirstOrDefault(file => BlobSender.Is(file.File, sent));
    }

    private async Task<TakenFile> ResultAsync(string id, CancellationToken cancellationToken)
    {
        while (true)
        {
            var file = await client.GetJsonAsync<FileAnswer>($"/api/files/{id}", cancellationToken);
            if (file.Report is { } report)
            {
                return new(file.File, report, file.Rejects is null ? [] : await RejectsAsync(file.Rejects, cancellationToken))
                {
                    Waiting = report.Waiting == 0 ? [] : await ReadWaitingAsync($"/api/files/{id}/waiting", cancellationToken),
                    RejectsAt = file.Rejects is { } rejects ? new Uri(host.Address, rejects).ToString() : null,
                };
            }

            if (file.State == FileState.GivenUp)
                throw new SetupException($"The host kept {file.File.Name} and gave up taking it in: {file.File.GivenUpFor}");
            await Task.Delay(Poll, cancellationToken);
        }
    }

    private async Task<IReadOnlyList<Reject>> RejectsAsync(string place, CancellationToken cancellationToken)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(place, UriKind.Relative));
        request.Headers.Accept.Add(new("application/x-ndjson"));
        using var answer = await client.SendAsync(request, cancellationToken);
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync(cancellationToken));
        var rejects = new List<Reject>();
        while (rejects.Count < TakenFile.MostRejects && await lines.ReadLineAsync(cancellationToken) is { } line)
            rejects.Add(JsonSerializer.Deserialize<Reject>(line, Json)!);
        return rejects;
    }

    private static string Query(SentFile sent) => string.Join('&', Parameters(sent)
        .Where(parameter => !string.IsNullOrEmpty(parameter.Value))
        .Select(parameter => $"{parameter.Name}={Uri.EscapeDataString(parameter.Value!)}"));

    private static IEnumerable<(string Name, string? Value)> Parameters(SentFile sent) =>
    [
        ("name", sent.Name),
        ("kind", sent.Kind?.Word()),
        ("code", sent.Code),
        ("replace", sent.Replace ? "true" : null),
        ("reason", sent.Reason),
        ("origin", sent.IsSynthetic ? "synthetic" : null),
        ("who", sent.Who),
    ];

    private sealed record FilesAnswer(IReadOnlyList<FileAnswer> Files);

    private sealed record WaitingAnswer(IReadOnlyList<WaitingRow> Rows);
}
