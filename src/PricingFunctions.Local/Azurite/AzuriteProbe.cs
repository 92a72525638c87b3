using System.Globalization;
using PricingFunctions.Local.Processes;

namespace PricingFunctions.Local.Azurite;

/// <summary>Asks loopback ports whether Azurite answers: each of its services names itself in the header Server.</summary>
internal static class AzuriteProbe
{
    /// <summary>In the answers of an Azurite that another process started and ends with itself (<c>owned.cjs</c>).</summary>
    private const string OwnerHeader = "x-owner-process";

    private static readonly HttpClient Http = new(new SocketsHttpHandler { UseProxy = false })
    {
        Timeout = TimeSpan.FromSeconds(2),
    };

    /// <summary>Each port with the service that belongs there.</summary>
    /// <param name="ports">The ports.</param>
    public static IReadOnlyList<(int Port, string Service)> Services(AzuritePorts ports) =>
        [(ports.Blob, "Blob"), (ports.Queue, "Queue"), (ports.Table, "Table")];

    /// <summary>Whether all three services answer.</summary>
    /// <param name="ports">The ports.</param>
    /// <param name="cancellationToken">Stops the asking.</param>
    public static async Task<bool> AnswersAsync(AzuritePorts ports, CancellationToken cancellationToken)
    {
        foreach (var (port, service) in Services(ports))
        {
            if (await StateAsync(port, service, cancellationToken) != PortState.Azurite)
                return false;
        }

        return true;
    }

    /// <summary>Whether at least one of the three services answers.</summary>
    /// <param name="ports">The ports.</param>
    /// <param name="cancellationToken">Stops the asking.</param>
    public static async Task<bool> AnyAnswersAsync(AzuritePorts ports, CancellationToken cancellationToken)
    {
        foreach (var (port, service) in Services(ports))
        {
            if (await StateAsync(port, service, cancellationToken) == PortState.Azurite)
                return true;
        }

        return false;
    }

    /// <summary>The process that an Azurite belongs to and ends with; null where it was started by itself.</summary>
    /// <param name="ports">The ports, on which it answers.</param>
    /// <param name="cancellationToken">Stops the asking.</param>
    public static async Task<int?> OwnerAsync(AzuritePorts ports, CancellationToken cancellationToken)
    {
        using var response = await Http.GetAsync(
            new Uri($"http://127.0.0.1:{ports.Blob}/"), HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        return response.Headers.TryGetValues(OwnerHeader, out var values)
            ? int.Parse(values.First(), CultureInfo.InvariantCulture)
            : null;
    }

    /// <summary>Who has a port.</summary>
    /// <param name="port">The port.</param>
    /// <param name="service">The service of Azurite that belongs there.</param>
    /// <param name="cancellationToken">Stops the asking.</param>
    public static async Task<PortState> StateAsync(int port, string service, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await Http.GetAsync(
                new Uri($"http://127.0.0.1:{port}/"), HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return response.Headers.Server.ToString().StartsWith($"Azurite-{service}/", StringComparison.Ordinal)
                ? PortState.Azurite
                : PortState.Taken;
        }
        catch (HttpRequestException)
        {
            return LoopbackPort.IsFree(port) ? PortState.Free : PortState.Taken;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return PortState.Taken;
        }
    }
}
