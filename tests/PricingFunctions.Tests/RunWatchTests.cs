using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Nights.Watch;
using Testing;

namespace PricingFunctions.Tests;

public sealed class RunWatchTests(AzuriteFixture azurite)
{
    private static readonly DateTimeOffset Asked = new(2026, 6, 1, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Overdue_OpenForLongerThanTwoHours_IsFound()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var clock = new FakeTimeProvider(Asked);
        await using var services = await PipelineHarness.StartAsync(azurite, clock, cancellationToken);
        var runs = services.GetRequiredService<RunStore>();
        await runs.SaveAsync(Run(1, RunStatus.Completed, Asked), cancellationToken);
        await runs.SaveAsync(Run(2, RunStatus.Running, Asked), cancellationToken);
        await runs.SaveAsync(Run(3, RunStatus.Requested, startedAt: null), cancellationToken);
        await runs.SaveAsync(Run(4, RunStatus.Running, Asked.AddHours(1)), cancellationToken);
        var watch = services.GetRequiredService<RunWatch>();

        clock.SetUtcNow(Asked.AddHours(2));
        Assert.Empty(await watch.OverdueAsync(cancellationToken).ToListAsync(cancellationToken));

        clock.Advance(TimeSpan.FromSeconds(1));
        var overdue = await watch.OverdueAsync(cancellationToken).Select(run => run.Version).ToListAsync(cancellationToken);
        Assert.Equal([2, 3], overdue.Order());
    }

    private static RunRecord Run(int version, RunStatus status, DateTimeOffset? startedAt) => new()
    {
        Date = new(2026, 6, 1),
        Version = version,
        Status = status,
        Reason = "scheduled",
        AskedBy = "timer",
        AskedAt = Asked,
        StartedAt = startedAt,
    };
}
