using System.Net;

namespace Pricing.Pipeline.Settings;

/// <summary>
/// The proxy of the machine, except for the machine itself: a proxy that is set for everything, as on a company's
/// network, must not be asked for Azurite, a collector or the sample feed.
/// </summary>
/// <param name="others">The proxy of all other addresses.</param>
public sealed class DirectLoopback(IWebProxy others) : IWebProxy
{
    private const string Loopback = "127.0.0.1,localhost,localhost.,[::1],::1";

    // Programs look at either; on Windows they are one variable.
    private static readonly string[] Variables = ["no_proxy", "NO_PROXY"];

    /// <inheritdoc/>
    public ICredentials? Credentials
    {
        get => others.Credentials;
        set => others.Credentials = value;
    }

    /// <summary>
    /// Sets it for the whole process and its children. The clients of Azure read the environment themselves, as npm
    /// does, so it is told both ways; to be called before any client is made.
    /// </summary>
    public static void Install()
    {
        var exceptions = Variables.Select(Environment.GetEnvironmentVariable).FirstOrDefault(value => !string.IsNullOrEmpty(value));
        foreach (var variable in Variables)
            Environment.SetEnvironmentVariable(variable, exceptions is null ? Loopback : $"{exceptions},{Loopback}");
        HttpClient.DefaultProxy = new DirectLoopback(HttpClient.DefaultProxy);
    }

    /// <inheritdoc/>
    public Uri? GetProxy(Uri destination) => IsBypassed(destination) ? null : others.GetProxy(destination);

    /// <inheritdoc/>
    public bool IsBypassed(Uri host)
    {
        ArgumentNullException.ThrowIfNull(host);
        return host.IsLoopback || others.IsBypassed(host);
    }
}
