using System.Net;
using System.Net.Http.Json;
using System.Net.Mime;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pricing.Api.Starting;

namespace PricingFunctions.Local.Running;

/// <summary>A local host that answers on this machine.</summary>
/// <param name="Address">Where it listens.</param>
/// <param name="Identity">Which storage it works on.</param>
internal sealed record RunningHost(Uri Address, HostIdentity Identity)
{
    private const int MostAsked = 120;

    private static readonly HttpClient Http = new(new SocketsHttpHandler { UseProxy = false })
    {
        Timeout = TimeSpan.FromSeconds(5),
    };

    /// <summary>Asks an address who answers there; a host that is starting is asked again until it is up.</summary>
    /// <param name="address">The address.</param>
    /// <param name="cancellationToken">Stops the asking.</param>
    /// <returns>The host; null where nobody answers, or something that is no local host.</returns>
    public static async Task<RunningHost?> AskAsync(Uri address, CancellationToken cancellationToken)
    {
        try
        {
            for (var asked = 1; ; asked++)
            {
                using var answer = await Http.GetAsync(new Uri(address, HostIdentity.HealthPath), cancellationToken);
                if (asked < MostAsked && answer.Headers.RetryAfter?.Delta is { } pause && await IsStartingAsync(answer, cancellationToken))
                {
                    await Task.Delay(pause, cancellationToken);
                    continue;
                }

                return answer.IsSuccessStatusCode && Header(answer, HostIdentity.BlobsHeader) is { } blobs
                    ? new(address, new(Header(answer, HostIdentity.FolderHeader), blobs))
                    : null;
            }
        }
        catch (Exception nobody) when (nobody is HttpRequestException or OperationCanceledException or JsonException && !cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private static async Task<bool> IsStartingAsync(HttpResponseMessage answer, CancellationToken cancellationToken) =>
        answer is { StatusCode: HttpStatusCode.ServiceUnavailable, Content.Headers.ContentType.MediaType: MediaTypeNames.Application.ProblemJson }
        && await answer.Content.ReadFromJsonAsync<JsonNode>(cancellationToken) is JsonObject problem
        && problem["type"] is JsonValue type
        && type.TryGetValue(out string? name)
        && name == EarlyAnswers.ProblemType;

    private static string? Header(HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;
}
