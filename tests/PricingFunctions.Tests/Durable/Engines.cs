using System.Runtime.CompilerServices;
using PricingFunctions.Durable;
using Testing;

namespace PricingFunctions.Tests.Durable;

/// <summary>The tests of the nights run on the app's engine here.</summary>
internal static class Engines
{
    [ModuleInitializer]
    internal static void UseTheApps()
    {
        PipelineHost.HubEngine = host => new DurableEngine(host);
        ActivityRetries.Policy = new(maxNumberOfAttempts: 4, firstRetryInterval: TimeSpan.FromMilliseconds(1));

        // The hub in memory is a server that logs every request, and takes its settings from here only.
        Environment.SetEnvironmentVariable("Logging__LogLevel__Default", "None");
    }
}
