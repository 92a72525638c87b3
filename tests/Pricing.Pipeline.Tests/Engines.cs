using System.Runtime.CompilerServices;
using Testing;

namespace Pricing.Pipeline.Tests;

/// <summary>Most tests are of what a night stores; those of the passes themselves say that they use a hub.</summary>
internal static class Engines
{
    [ModuleInitializer]
    internal static void UseThePlainOne() => PipelineHost.Engine = host => new PlainEngine(host);
}
