using System.Net;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using Pricing.Api.Identity;

namespace PricingFunctions.Local.Running;

/// <summary>Asks a running host over HTTP, with its key, and says in one way what goes wrong.</summary>
internal sealed class HostClient : IDisposable
{
    private const string KeyHeader = "x-functions-key";
    private const string Next = "; rel=\"next\"";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    private readonly HttpClient http;
    private readonly string afterwards;

    /// <summary>Makes a client; nothing is asked yet.</summary>
    /// <param name="address">The host.</param>
    /// <param name="key">The key that it asks for; null for none.</param>
    /// <param name="afterwards">What holds where it is gone, to be said beside that; empty for nothing.</param>
    public HostClient(Uri address, string? key, string afterwards = "")
    {
        (Address, this.afterwards) = (address, afterwards);
        http = new(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan };
        if (!string.IsNullOrEmpty(key)) http.DefaultRequestHeaders.Add(KeyHeader, key);
    }

    /// <summary>The host's address.</summary>
    public Uri Address { get; }

    /// <summary>Sends a request and reads the head of its answer.</summary>
    /// <param name="request">The request; it is disposed of.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <param name="allowed">Statuses that whoever asks answers for, beside success.</param>
    /// <exception cref="SetupException">The host is gone, asks for another key, or answers something else.</exception>
    public async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken, params IReadOnlyCollection<HttpStatusCode> allowed)
    {
        using (request)
        {
            var answer = await ReadAsync(() => http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken));
            if (answer.IsSuccessStatusCode || allowed.Contains(answer.StatusCode)) return answer;

            using (answer) throw await RefusedAsync(answer, cancellationToken);
        }
    }

    /// <summary>Asks for what stands under an address.</summary>
    /// <param name="path">The path and the parameters.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <param name="allowed">Statuses that whoever asks answers for, beside success.</param>
    public Task<HttpResponseMessage> GetAsync(string path, CancellationToken cancellationToken, params IReadOnlyCollection<HttpStatusCode> allowed) =>
        SendAsync(new(HttpMethod.Get, new Uri(path, UriKind.Relative)), cancellationToken, allowed);

    /// <summary>Asks for JSON.</summary>
    /// <typeparam name="T">What it holds.</typeparam>
    /// <param name="path">The path and the parameters.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task<T> GetJsonAsync<T>(string path, CancellationToken cancellationToken)
    {
        using var answer = await GetAsync(path, cancellationToken);
        return await JsonAsync<T>(answer, cancellationToken);
    }

    /// <summary>Reads the JSON of an answer.</summary>
    /// <typeparam name="T">What it holds.</typeparam>
    /// <param name="answer">The answer.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public Task<T> JsonAsync<T>(HttpResponseMessage answer, CancellationToken cancellationToken) =>
        ReadAsync(async () => (await answer.Content.ReadFromJsonAsync<T>(Json, cancellationToken))!);

    /// <summary>Reads what the host says of what it refuses, also where that is no JSON.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task<ProblemAnswer> ProblemAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        var text = await ReadAsync(() => answer.Content.ReadAsStringAsync(cancellationToken));
        try
        {
            return JsonSerializer.Deserialize<ProblemAnswer>(text, Json) ?? new(null, null);
        }
        catch (JsonException)
        {
            return new(null, text.Split('\n')[0].Trim());
        }
    }

    /// <summary>The pages of a list, one after the other.</summary>
    /// <typeparam name="T">What a page holds.</typeparam>
    /// <param name="path">The address of the first page.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <param name="allowed">Statuses that stand for no page, beside success.</param>
    public async IAsyncEnumerable<T> PagesAsync<T>(
        string path, [EnumeratorCancellation] CancellationToken cancellationToken, params IReadOnlyCollection<HttpStatusCode> allowed)
    {
        for (var place = path; place is not null;)
        {
            using var answer = await GetAsync(place, cancellationToken, allowed);
            if (!answer.IsSuccessStatusCode) yield break;

            yield return await JsonAsync<T>(answer, cancellationToken);
            place = answer.Headers.TryGetValues("Link", out var links)
                ? links.Where(link => link.EndsWith(Next, StringComparison.Ordinal)).Select(link => link[1..^(Next.Length + 1)]).FirstOrDefault()
                : null;
        }
    }

    /// <summary>Reads of the host, which may die in the middle of it.</summary>
    /// <typeparam name="T">What is read.</typeparam>
    /// <param name="read">Reads it.</param>
    /// <exception cref="SetupException">The host is gone.</exception>
    public async Task<T> ReadAsync<T>(Func<Task<T>> read)
    {
        try
        {
            return await read();
        }
        catch (Exception gone) when (gone is HttpRequestException or IOException)
        {
            throw new SetupException($"The host at {Address} does not answer: {gone.GetBaseException().Message}{afterwards}", gone);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();

    private async Task<SetupException> RefusedAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        if (answer.StatusCode == HttpStatusCode.Unauthorized)
            return new SetupException($"The host at {Address} asks for its key; set Api__Key as it is set there.");

        var problem = await ProblemAsync(answer, cancellationToken);
        return answer.StatusCode == HttpStatusCode.Forbidden
            ? new SetupException($"The host at {Address} refuses it: {problem.Reason.TrimEnd('.')}. A command comes with a key, which approves nothing; whoever may signs in at {new Uri(Address, $"{IdentityOptions.SignedInPath}/")}.")
            : new SetupException($"The host at {Address} answered {(int)answer.StatusCode}: {problem.Reason}");
    }
}

/// <summary>What a host says of what it refuses.</summary>
/// <param name="Title">Of what kind it is.</param>
/// <param name="Detail">What of this request it is.</param>
internal sealed record ProblemAnswer(string? Title, string? Detail)
{
    /// <summary>Both, for people.</summary>
    public string Reason => $"{Title} {Detail}".Trim() is { Length: > 0 } said ? said : "it does not say why";
}
