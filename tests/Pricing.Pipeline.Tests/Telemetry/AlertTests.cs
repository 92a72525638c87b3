using System.Diagnostics.Metrics;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Pricing.Pipeline.Telemetry;
using PricingFunctions.Local;

namespace Pricing.Pipeline.Tests.Telemetry;

public sealed class AlertTests
{
    [Fact]
    public void Alerts_MetricsThatTheyQuery_AreThoseThatArePublished()
    {
        var rules = File.ReadAllText(Path.Combine(RepositoryRoot.Find(), "infra", "modules", "alerts.bicep"));
        var asked = Regex.Matches(rules, @"\bName == ""([^""]+)""").Select(match => match.Groups[1].Value).ToHashSet();

        Assert.Equal(["content.damaged", "rows.rejected", "rows.waiting", "run.lag"], asked.Order());
        Assert.Subset(Published(), asked);
    }

    [Fact]
    public void Metrics_AreThoseThatTheDocumentationNames() => Assert.Equal(
        ["content.damaged", "grants.valued", "price.staleness", "rows.rejected", "rows.waiting", "run.duration", "run.lag"], Published().Order());

    private static HashSet<string> Published()
    {
        var names = new HashSet<string>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) =>
        {
            if (instrument.Meter.Name == PipelineMetrics.MeterName) names.Add(instrument.Name);
        };
        listener.Start();
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        _ = new PipelineMetrics(services.GetRequiredService<IMeterFactory>());
        return names;
    }
}
