using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Testing;

namespace EndToEnd.Tests;

/// <summary>The door of the local host, at each of its routes, which its own description and its page name.</summary>
/// <param name="azurite">Where the storage is.</param>
public sealed partial class LocalDoorTests(AzuriteFixture azurite)
{
    private const string Key = "of-the-door-90ab12";
    private const string KeyHeader = "x-functions-key";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Door_AtEveryRoute_IsShutToForeignHostsOriginsKeysAndMachines()
    {
        var account = await azurite.NewAccountAsync();
        var ports = FreePort.Next(2);
        var (port, other) = (ports[0], ports[1]);
        var elsewhere = $"http://0.0.0.0:{other}";
        await using var program = LocalProgram.Start(
            ["--port", Host.Text(port), "--no-samples"],
            Host.Environment(
                account.ConnectionString,
                ("Api__Key", Key), ("ASPNETCORE_URLS", elsewhere), ("URLS", elsewhere), ("DOTNET_URLS", elsewhere), ("ASPNETCORE_HTTP_PORTS", Host.Text(other)), ("HTTP_PORTS", Host.Text(other)),
                ("Kestrel__Endpoints__Http__Url", elsewhere), ("ASPNETCORE_Kestrel__Endpoints__Http__Url", elsewhere), ("AllowedHosts", "*")));
        using var client = new HttpClient { BaseAddress = new($"http://127.0.0.1:{port}") };
        await Eventually.TrueAsync("the host is up", () => IsUpAsync(client), Cancellation, TimeSpan.FromMinutes(2));
        var routes = await RoutesAsync(client);
        Assert.True(routes.Count > 60, $"{routes.Count} routes");

        var wrong = new List<string>();
        foreach (var (method, path) in routes)
        {
            // With the key, so that it is the name of the host or the page that is refused.
            foreach (var (name, value) in (IEnumerable<(string, string)>)
            [
                ("Host", "rebound.example"), ("Host", $"rebound.example:{port}"), ("Host", "127.0.0.1.example"), ("Host", "localhost.example"),
                ("Origin", "https://elsewhere.example"), ("Origin", "null"), ("Origin", $"http://127.0.0.1:{other}"), ("Origin", $"http://localhost.example:{port}"),
            ])
                await ExpectAsync(HttpStatusCode.Forbidden, method, path, (KeyHeader, Key), (name, value));

            if (!path.StartsWith("/api", StringComparison.Ordinal)) continue;

            await ExpectAsync(HttpStatusCode.Unauthorized, method, path);
            await ExpectAsync(HttpStatusCode.Unauthorized, method, $"{path}?code={Key}x");
            await ExpectAsync(HttpStatusCode.Unauthorized, method, path, ("Authorization", $"Bearer {Key}"));
            foreach (var key in new[] { "x", Key[1..], Key + "x", Key.ToUpperInvariant() }) await ExpectAsync(HttpStatusCode.Unauthorized, method, path, (KeyHeader, key));
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));

        // Whatever listens for all of the machine answers at its other addresses too.
        foreach (var address in OtherAddresses())
        {
            Assert.False(await ListensAsync(address, port), $"it listens on {address}");
            Assert.False(await ListensAsync(address, other), $"it listens on {address} and {other}");
        }

        Assert.False(await ListensAsync(IPAddress.Loopback, other), $"it listens on {other}");

        async Task ExpectAsync(HttpStatusCode expected, string method, string path, params (string Name, string Value)[] headers)
        {
            using var request = new HttpRequestMessage(new(method), new Uri(path, UriKind.Relative));
            if (method == "POST") request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
            foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
            using var answer = await client.SendAsync(request, Cancellation);
            var text = await answer.Content.ReadAsStringAsync(Cancellation);
            var what = $"{method} {path} {string.Join(' ', headers)}: {answer.StatusCode}";
            if (answer.StatusCode != expected) wrong.Add(what);
            if (text.Contains(Key, StringComparison.Ordinal)) wrong.Add($"{what} repeats the key");
            if (answer.Headers.Contains("Server") || answer.Headers.Contains("Access-Control-Allow-Origin")) wrong.Add($"{what} names the server, or lets another site in");
            if (!answer.Headers.TryGetValues("X-Content-Type-Options", out _) || answer.Headers.CacheControl?.ToString() != "no-store") wrong.Add($"{what} may be guessed or kept");
        }
    }

    private static async Task<bool> IsUpAsync(HttpClient client)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/health", UriKind.Relative));
            using var answer = await client.SendAsync(request, Cancellation);
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <summary>The routes of the description, the description, the page under its addresses, its files, and health.</summary>
    private static async Task<List<(string Method, string Path)>> RoutesAsync(HttpClient client)
    {
        const string description = "/api/openapi.json";
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(description, UriKind.Relative)) { Headers = { { KeyHeader, Key } } };
        using var answer = await client.SendAsync(request, Cancellation);
        var document = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancellation))!;
        var page = await client.GetStringAsync(new Uri("/", UriKind.Relative), Cancellation);
        return
        [
            .. from path in document["paths"]!.AsObject()
               from method in path.Value!.AsObject()
               select (method.Key.ToUpperInvariant(), Parameter().Replace(path.Key, "1")),
            .. new[] { description, "/", "/health", "/dates", "/files", "/grants/a/b", "/price", "/publications", "/rules", "/volatility/1", "/signed-in/api/me", "/nowhere" }.Select(path => ("GET", path)),
            .. Asset().Matches(page).Select(file => ("GET", $"/{file.Value}")),
        ];
    }

    private static IEnumerable<IPAddress> OtherAddresses() =>
    [
        .. NetworkInterface.GetAllNetworkInterfaces().SelectMany(card => card.GetIPProperties().UnicastAddresses).Select(found => found.Address)
            .Where(address => !IPAddress.IsLoopback(address) && !address.IsIPv6LinkLocal),
        IPAddress.Parse("127.0.0.2"),
        IPAddress.IPv6Loopback,
    ];

    private static async Task<bool> ListensAsync(IPAddress address, int port)
    {
        using var client = new TcpClient(address.AddressFamily);
        try
        {
            await client.ConnectAsync(address, port, Cancellation);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();

    [GeneratedRegex("assets/[0-9a-f]+/[a-zA-Z0-9.-]+")]
    private static partial Regex Asset();
}
