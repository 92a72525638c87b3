using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using MathNet.Numerics.Statistics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Testing;

namespace Benchmarks.Serving;

/// <summary>
/// From the start of a process to its first answer to <c>POST /api/price</c>, the storage running before: the local host beside an
/// empty minimal API, one after the other.
/// </summary>
internal static class StartRatio
{
    /// <summary>The argument that makes this program the empty minimal API, before the port.</summary>
    public const string Bare = "bare";

    private const string Route = "/api/price";
    private const string Question =
        """{"S":3505,"X":1,"T":15,"sigma":0.5577,"q":0.00534950071327,"r":0.01275,"policy":"iij-practice","shares":200,"currency":"JPY"}""";

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static async Task RunAsync(bool isQuick)
    {
        await using var azurite = new AzuriteFixture();
        var environment = new Dictionary<string, string?> { ["AzureWebJobsStorage"] = (await azurite.NewAccountAsync()).ConnectionString };
        var program = Path.Combine(AppContext.BaseDirectory, "PricingFunctions.Local.dll");
        var ratios = new List<double>();
        var seconds = new List<double>();
        for (var round = -1; round < (isQuick ? 3 : 9); round++)
        {
            var port = FreePort.Next();
            var own = await FirstAnswerAsync(
                [program, "--no-samples", "--port", Text(port), "--feed-port", Text(FreePort.Next())], environment, port);
            var barePort = FreePort.Next();
            var bare = await FirstAnswerAsync(
                [Path.Combine(AppContext.BaseDirectory, "Benchmarks.dll"), Bare, Text(barePort)], new Dictionary<string, string?>(), barePort);

            // In the first round the tables and containers are made.
            if (round < 0) continue;
            ratios.Add(own / bare);
            seconds.Add(own);
        }

        Figures.Line("start.ratio", ratios.Median(), "times");
        Figures.Line("start.ratio.low", ratios.Min(), "times");
        Figures.Line("start.ratio.high", ratios.Max(), "times");
        Figures.Line("start.s", seconds.Median(), "s");
    }

    /// <summary>The empty minimal API.</summary>
    /// <param name="port">Where it listens.</param>
    public static async Task ServeBareAsync(int port)
    {
        // Where it is started from must not matter: the settings of its folder are watched.
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        var app = builder.Build();
        app.MapPost(Route, (BareQuestion question) => question.S);
        await app.RunAsync();
    }

    private static async Task<double> FirstAnswerAsync(string[] command, IReadOnlyDictionary<string, string?> environment, int port)
    {
        var start = new ProcessStartInfo(LocalProgram.Dotnet, command) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        using var client = new HttpClient { BaseAddress = new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}")) };
        var started = Stopwatch.GetTimestamp();
        using var process = Process.Start(start)!;
        try
        {
            process.OutputDataReceived += (_, _) => { };
            process.ErrorDataReceived += (_, _) => { };
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            while (!await IsAnsweredAsync(client))
            {
                if (process.HasExited || Stopwatch.GetElapsedTime(started) > Patience)
                    throw new InvalidOperationException($"{command[0]} answered nothing.");
                await Task.Delay(Poll);
            }

            return Stopwatch.GetElapsedTime(started).TotalSeconds;
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    private static async Task<bool> IsAnsweredAsync(HttpClient client)
    {
        try
        {
            using var content = new StringContent(Question, Encoding.UTF8, "application/json");
            using var answer = await client.PostAsync(new Uri(Route, UriKind.Relative), content);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception notYet) when (notYet is HttpRequestException or SocketException)
        {
            return false;
        }
    }

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}
