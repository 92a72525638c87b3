using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Pricing;
using Pricing.Api.Manners;
using Pricing.Pipeline.Explanations;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Settlements;
using Pricing.Pipeline.Values;
using PricingFunctions.Local.Running;

namespace PricingFunctions.Local.Nights;

/// <summary>Asks a local host over HTTP.</summary>
internal sealed class NightClient : IDisposable
{
    private const string Page = "limit=1000";

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    private readonly HostClient host;

    /// <summary>Makes a client; nothing is asked yet.</summary>
    /// <param name="address">The host.</param>
    /// <param name="user">The settings, with the host's key where it has one.</param>
    public NightClient(Uri address, IConfiguration user) => host = new(address, user[ApiOptions.KeySetting]);

    /// <summary>The host's address.</summary>
    public Uri Address => host.Address;

    /// <summary>Asks for a night.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The run, or what is wrong with the request.</returns>
    /// <exception cref="SetupException">The host does not take requests.</exception>
    public async Task<Outcome<RunRecord>> RequestAsync(NightRequest request, CancellationToken cancellationToken)
    {
        using var answer = await host.SendAsync(
            new(HttpMethod.Post, new Uri("/api/runs", UriKind.Relative))
            {
                Content = JsonContent.Create(new Dictionary<string, string>
                {
                    ["date"] = request.Date,
                    ["reason"] = request.Reason,
                    ["askedBy"] = request.AskedBy,
                }),
            },
            cancellationToken,
            HttpStatusCode.BadRequest);
        if (answer.StatusCode == HttpStatusCode.BadRequest) return await RefusalAsync(answer, "date", request.Date, cancellationToken);

        return await host.JsonAsync<RunRecord>(answer, cancellationToken);
    }

    /// <summary>The final values whose basis is in doubt, as far as the host knows of them.</summary>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="SetupException">The host is gone.</exception>
    public async Task<IReadOnlyList<BasisDoubt>> DoubtsAsync(CancellationToken cancellationToken) => await host
        .PagesAsync<List<BasisDoubt>>($"/api/doubts?{Page}", cancellationToken)
        .SelectMany(page => page.ToAsyncEnumerable())
        .ToListAsync(cancellationToken);

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
        using var answer = await host.GetAsync(path, cancellationToken, HttpStatusCode.BadRequest, HttpStatusCode.NotFound);
        return answer.IsSuccessStatusCode
            ? (await host.ReadAsync(() => answer.Content.ReadFromJsonAsync(ExplanationJson.Readable.ValueExplanation, cancellationToken)))!
            : await RefusalAsync(answer, "date", date, cancellationToken);
    }

    /// <summary>The lapses that are due and not confirmed.</summary>
    /// <param name="issuer">Of one company; null for all.</param>
    /// <param name="on">The day; null for today in Japan.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="SetupException">The host is gone.</exception>
    public async Task<IReadOnlyList<ProposedLapse>> LapsesAsync(string? issuer, DateOnly? on, CancellationToken cancellationToken)
    {
        string?[] asked = [Page, issuer is null ? null : $"issuer={Uri.EscapeDataString(issuer)}", on is { } day ? $"on={DateText.Of(day)}" : null];

        // Of an issuer that the host does not know there are none.
        return await host
            .PagesAsync<List<ProposedLapse>>($"/api/lapses?{string.Join('&', asked.OfType<string>())}", cancellationToken, HttpStatusCode.NotFound)
            .SelectMany(page => page.ToAsyncEnumerable())
            .ToListAsync(cancellationToken);
    }

    /// <summary>A paper.</summary>
    /// <param name="path">Its address.</param>
    /// <param name="target">Where its content goes.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>Its name; or why there is none.</returns>
    /// <exception cref="SetupException">The host is gone.</exception>
    public async Task<Outcome<string>> PaperAsync(string path, Stream target, CancellationToken cancellationToken)
    {
        using var answer = await host.GetAsync(path, cancellationToken, HttpStatusCode.BadRequest, HttpStatusCode.NotFound);
        if (!answer.IsSuccessStatusCode) return await RefusalAsync(answer, "paper", path, cancellationToken);

        await host.ReadAsync(async () =>
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
            var record = await host.GetJsonAsync<RunRecord>(PlaceOf(run), cancellationToken);
            if (!record.IsOpen) return record;
            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }

    /// <summary>The runs of a date; none where it was never asked for.</summary>
    /// <param name="date">The date.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task<IReadOnlyList<RunRecord>> RunsAsync(DateOnly date, CancellationToken cancellationToken)
    {
        using var answer = await host.GetAsync($"/api/runs/{DateText.Of(date)}", cancellationToken, HttpStatusCode.NotFound);
        return answer.IsSuccessStatusCode ? await host.JsonAsync<List<RunRecord>>(answer, cancellationToken) : [];
    }

    /// <summary>What a completed run says otherwise than an earlier one of its date.</summary>
    /// <param name="run">The later run.</param>
    /// <param name="earlier">The version of the earlier one.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public Task<RunChanges.Comparison> CompareAsync(NightRun run, int earlier, CancellationToken cancellationToken) =>
        host.GetJsonAsync<RunChanges.Comparison>(
            string.Create(CultureInfo.InvariantCulture, $"{PlaceOf(run)}/compare?with={earlier}"), cancellationToken);

    /// <summary>The current value of every grant for a date.</summary>
    /// <param name="date">The date.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async IAsyncEnumerable<ValueRecord> ValuesAsync(
        DateOnly date, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var answer = await host.GetAsync($"/api/dates/{DateText.Of(date)}/values", cancellationToken);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(cancellationToken));
        while (await host.ReadAsync(() => reader.ReadLineAsync(cancellationToken).AsTask()) is { } line)
            yield return JsonSerializer.Deserialize(line, ValueJson.Readable.ValueRecord)!;
    }

    /// <inheritdoc/>
    public void Dispose() => host.Dispose();

    private static string PlaceOf(NightRun run) =>
        string.Create(CultureInfo.InvariantCulture, $"/api/runs/{run.Date:yyyy-MM-dd}/{run.Version}");

    private async Task<List<Failure>> RefusalAsync(
        HttpResponseMessage answer, string field, string value, CancellationToken cancellationToken)
    {
        using var problem = JsonDocument.Parse(await host.ReadAsync(() => answer.Content.ReadAsByteArrayAsync(cancellationToken)));
        return problem.RootElement.TryGetProperty("failures", out var failures)
            ? [.. failures.EnumerateArray().Select(Failure)]
            : [new(ReasonCode.InvalidField, field, value, Text(problem.RootElement, problem.RootElement.TryGetProperty("detail", out _) ? "detail" : "title"))];
    }

    private static Failure Failure(JsonElement failure) => new(
        Enum.Parse<ReasonCode>(Text(failure, "code")), Text(failure, "field"), Text(failure, "value"), Text(failure, "reason"));

    private static string Text(JsonElement from, string name) => from.GetProperty(name).GetString()!;
}
