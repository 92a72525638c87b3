using Pricing.Pipeline.Closings;
using Pricing.Pipeline.Controls.People;
using Pricing.Pipeline.Controls.Periods;
using Pricing.Pipeline.Tests.Nights.Steps;
using Testing;

namespace Pricing.Pipeline.Tests.Closings;

/// <summary>Nights of issuers that close periods.</summary>
public abstract class ClosingTests(AzuriteFixture azurite) : NightTests(azurite)
{
    protected static readonly Person Sato = Person.SignedIn("Sato", "1");
    protected static readonly Person Suzuki = Person.SignedIn("Suzuki", "2");

    protected static Task<Outcome<Closing>> CloseAsync(PipelineHost host, DateOnly through, string issuer = "IIJ", string? unsettledReason = null) =>
        host.Get<PeriodCloser>().CloseAsync(issuer, through, "fiscal year 2013", unsettledReason, Sato, Cancellation);

    protected static async Task ReopenAsync(PipelineHost host, Closing closing)
    {
        var closer = host.Get<PeriodCloser>();
        Assert.True((await closer.ReopenAsync(closing.Issuer, closing.Number, "came late", Sato, Cancellation)).Value.IsClosed);
        Assert.False((await closer.ReopenAsync(closing.Issuer, closing.Number, "came late", Suzuki, Cancellation)).Value.IsClosed);
    }

    protected static async Task<List<LateFact>> LateAsync(PipelineHost host) =>
        await host.Get<LateFacts>().ListAsync(_ => true, Cancellation).ToListAsync(Cancellation);

    protected static IEnumerable<string> Texts<T>(Outcome<T> refused) =>
        refused.Failures.Select(failure => $"{failure.Field}={failure.Value}: {failure.Reason}");
}
