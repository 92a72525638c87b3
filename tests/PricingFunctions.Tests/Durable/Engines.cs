using System.Runtime.CompilerServices;
using Testing;

namespace PricingFunctions.Tests.Durable;

/// <summary>The tests of the nights run on the app's engine here.</summary>
internal static class Engines
{
    [ModuleInitializer]
    internal static void UseTheApps()
    {
        PipelineHost.Engine = host => new DurableEngine(host);

        // The hub in memory is a server that logs every request, and takes its settings from here only.
        Environment.SetEnvironmentVariable("Logging__LogLevel__Default", "None");
    }
}
