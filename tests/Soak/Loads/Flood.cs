using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Soak.Loads;

/// <summary>Asks for prices on many connections, each again as soon as it is answered, and heeds no <c>Retry-After</c>.</summary>
/// <param name="address">The host.</param>
/// <param name="connections">How many connections.</param>
internal sealed class Flood(Uri address, int connections)
{
    private const string Inputs =
        """{"S":3505,"X":1,"T":15,"sigma":0.5577379782,"q":"18.75/3505","r":0.01275,"policy":"iij-practice","shares":200,"currency":"JPY"}""";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private static readonly byte[][] Bodies =
    [
        Encoding.UTF8.GetBytes(Inputs),
        Encoding.UTF8.GetBytes($"[{string.Join(',', Enumerable.Repeat(Inputs, 1_000))}]"),
        Encoding.UTF8.GetBytes("""{"code":"3774","date":"2013-07-11","window_from":"2005-12-02","X":1,"T":15,"policy":"iij-practice","shares":200,"currency":"JPY"}"""),
        Encoding.UTF8.GetBytes("""{"grant":{"issuer":"I01","grant_id":"many-00001"},"explain":true,"sensitivity":true,"greeks":true}"""),
    ];

    private readonly ConcurrentDictionary<string, long> answers = new(StringComparer.Ordinal);

    /// <summary>How many answers of each status there were; of a refusal without <c>Retry-After</c> too.</summary>
    public IReadOnlyDictionary<string, long> Answers => answers;

    /// <summary>Asks until it is stopped.</summary>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = Math.Max(1, connections) }) { BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan };
        await Task.WhenAll(Enumerable.Range(0, connections).Select(number => AskAsync(client, Bodies[number % Bodies.Length], cancellationToken)));
    }

    private async Task AskAsync(HttpClient client, byte[] body, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                using var content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
                using var answer = await client.PostAsync(new Uri("/api/price", UriKind.Relative), content, cancellationToken);
                var isRefused = answer.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable;
                Count(isRefused && answer.Headers.RetryAfter is null ? $"{(int)answer.StatusCode} without Retry-After" : ((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture));
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (HttpRequestException)
            {
                // It does not listen yet, or no more.
                Count("no answer");
                await Task.Delay(Pause, CancellationToken.None);
            }
        }
    }

    private void Count(string what) => answers.AddOrUpdate(what, 1, (_, count) => count + 1);
}
