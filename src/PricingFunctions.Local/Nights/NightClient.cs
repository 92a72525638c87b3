using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Pricing;
using Pricing.Pipeline.Explanations;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Settlements;
using Pricing.Pipeline.Values;

namespace PricingFunctions.Local.Nights;

/// <summary>Asks a local host over HTTP.</summary>
internal sealed class NightClient : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    private readonly HttpClient http;

    /// <summary>Makes a client; nothing is asked yet.</summary>
    /// <param name="address">The host.</param>
    /// <param name="user">The settings, with the host's key where it has one.</param>
    public NightClient(Uri address, IConfiguration user)
    {
        Address = address;
        http = new(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan };
        if (user["Api:Key"] is { Length: > 0 } key) http.DefaultRequestHeaders.Add("x-functions-key", key);
    }

    /// <summary>The host's address.</summary>
    public Uri Address { get; }

    /// <summary>Asks for a night.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The run, or what is wrong with the request.</returns>
    /// <exception cref="SetupException">The host does not take requests.</exception>
    public async Task<Outcome<RunRecord>> RequestAsync(NightRequest request, CancellationToken cancellationToken)
    {
        using var answer = await SendAsync(
            new(HttpMethod.Post, Path("/api/runs"))
            {
                Content = JsonContent.Create(new Dictionary<string, string>
                {
                    ["date"] = request.Date,
                    ["reason"] = request.Reason,
                    ["askedBy"] = request.AskedBy,
                }),
            },
            cancellationToken);
        if (answer.StatusCode == HttpStatusCode.BadRequest) return await RefusalAsync(answer, "date", request.Date, cancellationToken);

        return await ReadAsync(answer, cancellationToken);
    }

    /// <summary>The final values whose basis is in doubt, as far as the host knows of them.</summary>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="SetupException">The host is gone.</exception>
    public async Task<IReadOnlyList<BasisDoubt>> DoubtsAsync(CancellationToken cancellationToken)
    {
        using var answer = await SendAsync(new(HttpMethod.Get, Path("/api/doubts")), cancellationToken);
        return await BodyAsync(() => answer.Content.ReadFromJsonAsync<List<BasisDoubt>>(cancellationToken)) ?? [];
    }

    /// <summary>Explains a stored value.</summary>
    /// <param name="request">Which one, and what is asked for beside it.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The explanation, or why there is none.</returns>
    /// <exception cref="SetupException">The host is gone.</exception>
    public async Task<Outcome<ValueExplanation>> ExplainAsync(ExplanationRequest request, CancellationToken cancellationToken)
    {
        var date = request.Date is { } day ? DateText.Of(day) : ExplanationRequest.GrantDate;
        (string Name, string? Value)[] query =
        [
            ("version", request.Version?.ToString(CultureInfo.InvariantCulture)),
            ("policy", request.Policy),
            ("greeks", request.Analysis.Greeks ? "true" : null),
            ("sensitivity", request.Analysis.Sensitivity is null ? null : "true"),
            ("impliedPerShare", request.Analysis.Implied?.PerShare?.ToString(CultureInfo.InvariantCulture)),
            ("impliedPerRight", request.Analysis.Implied?.PerRight?.ToString(CultureInfo.InvariantCulture)),
        ];
        var asked = string.Join('&', query.Where(field => field.Value is not null).Select(field => $"{field.Name}={Uri.EscapeDataString(field.Value!)}"));
        var path = $"/api/grants/{Uri.EscapeDataString(request.Issuer)}/{Uri.EscapeDataString(request.GrantId)}/values/{date}/explanation?{asked}";
        using var answer = await SendAsync(new(HttpMethod.Get, Path(path)), cancellationToken);
        if (answer.StatusCode == HttpStatusCode.BadRequest) return await RefusalAsync(answer, "date", date, cancellationToken);

        return (await BodyAsync(() => answer.Content.ReadFromJsonAsync(ExplanationJson.Readable.ValueExplanation, cancellationToken)))!;
    }

    /// <summary>The lapses that are due and not confirmed.</summary>
    /// <param name="issuer">Of one company; null for all.</param>
    /// <param name="on">The day; null for today in Japan.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="SetupException">The host is gone.</exception>
    public async Task<IReadOnlyList<ProposedLapse>> LapsesAsync(string? issuer, DateOnly? on, CancellationToken cancellationToken)
    {
        string?[] asked = [issuer is null ? null : $"issuer={Uri.EscapeDataString(issuer)}", on is { } day ? $"on={DateText.Of(day)}" : null];
        using var answer = await SendAsync(
            new(HttpMethod.Get, Path($"/api/lapses?{string.Join('&', asked.OfType<string>())}")), cancellationToken);
        return await BodyAsync(() => answer.Content.ReadFromJsonAsync<List<ProposedLapse>>(cancellationToken)) ?? [];
    }

    /// <summary>A paper.</summary>
    /// <param name="path">Its address.</param>
    /// <param name="target">Where its content goes.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>Its name; or why there is none.</returns>
    /// <exception cref="SetupException">The host is gone.</exception>
    public async Task<Outcome<string>> PaperAsync(string path, Stream target, CancellationToken cancellationToken)
    {
        using var answer = await SendAsync(new(HttpMethod.Get, Path(path)), cancellationToken, mayLack: true);
        if (!answer.IsSuccessStatusCode) return await RefusalAsync(answer, "paper", path, cancellationToken);

        await BodyAsync(async () =>
        {
            await answer.Content.CopyToAsync(target, cancellationToken);
            return true;
        });
        var name = answer.Content.Headers.ContentDisposition;
        return (name?.FileNameStar ?? name?.FileName ?? "").Trim('"');
    }

    /// <summary>Waits until a run is at its end.</summary>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <exception cref="SetupException">The host is gone.</exception>
    public async Task<RunRecord> WaitAsync(NightRun run, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Interval);
        while (true)
        {
            using var answer = await SendAsync(new(HttpMethod.Get, Path(string.Create(CultureInfo.InvariantCulture, $"/api/runs/{run.Date:yyyy-MM-dd}/{run.Version}"))), cancellationToken);
            if (await ReadAsync(answer, cancellationToken) is { IsOpen: false } record) return record;
            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }

    /// <summary>The current value of every grant for a date.</summary>
    /// <param name="date">The date.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async IAsyncEnumerable<ValueRecord> ValuesAsync(
        DateOnly date, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var answer = await SendAsync(new(HttpMethod.Get, Path($"/api/dates/{DateText.Of(date)}/values")), cancellationToken);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(cancellationToken));
        while (await BodyAsync(() => reader.ReadLineAsync(cancellationToken).AsTask()) is { } line)
            yield return JsonSerializer.Deserialize(line, ValueJson.Readable.ValueRecord)!;
    }

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();

    private static Uri Path(string path) => new(path, UriKind.Relative);

    private async Task<RunRecord> ReadAsync(HttpResponseMessage answer, CancellationToken cancellationToken) =>
        (await BodyAsync(() => answer.Content.ReadFromJsonAsync(RunJson.Readable.RunRecord, cancellationToken)))!;

    private async Task<List<Failure>> RefusalAsync(
        HttpResponseMessage answer, string field, string value, CancellationToken cancellationToken)
    {
        using var problem = JsonDocument.Parse(await BodyAsync(() => answer.Content.ReadAsByteArrayAsync(cancellationToken)));
        return problem.RootElement.TryGetProperty("failures", out var failures)
            ? [.. failures.EnumerateArray().Select(Failure)]
            : [new(ReasonCode.InvalidField, field, value, Text(problem.RootElement, problem.RootElement.TryGetProperty("detail", out _) ? "detail" : "title"))];
    }

    private static Failure Failure(JsonElement failure) => new(
        Enum.Parse<ReasonCode>(Text(failure, "code")), Text(failure, "field"), Text(failure, "value"), Text(failure, "reason"));

    private static string Text(JsonElement from, string name) => from.GetProperty(name).GetString()!;

    private async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken, bool mayLack = false)
    {
        using (request)
        {
            try
            {
                var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
                if (answer.IsSuccessStatusCode || answer.StatusCode == HttpStatusCode.BadRequest) return answer;
                if (mayLack && answer.StatusCode == HttpStatusCode.NotFound) return answer;

                using (answer) throw Refused(answer.StatusCode);
            }
            catch (HttpRequestException gone)
            {
                throw Gone(gone);
            }
        }
    }

    /// <summary>Reads a body; a host may die in the middle of it.</summary>
    private async Task<T> BodyAsync<T>(Func<Task<T>> read)
    {
        try
        {
            return await read();
        }
        catch (Exception gone) when (gone is HttpRequestException or IOException)
        {
            throw Gone(gone);
        }
    }

    private SetupException Refused(HttpStatusCode status) => new(status == HttpStatusCode.Unauthorized
        ? $"The host at {Address} asks for a key; set Api:Key as it is set there."
        : $"The host at {Address} answers {(int)status}; its log says why.");

    private SetupException Gone(Exception gone) => new($"The host at {Address} does not answer: {gone.GetBaseException().Message}");
}
