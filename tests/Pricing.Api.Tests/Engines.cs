using System.Runtime.CompilerServices;
using Testing;

namespace Pricing.Api.Tests;

/// <summary>What a night stores is given here; who carries it out is not the matter.</summary>
internal static class Engines
{
    [ModuleInitializer]
    internal static void UseThePlainOne() => PipelineHost.Engine = host => new PlainEngine(host);
}
