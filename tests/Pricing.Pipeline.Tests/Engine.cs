using Testing;

namespace Pricing.Pipeline.Tests;

/// <summary>The engine that the tests of the nights run on in this project.</summary>
internal static class Engine
{
    public static INightEngine Create(PipelineHost host) => new LocalEngine(host);
}
