using Pricing.Pipeline.Publications.Desk;

namespace Pricing.Pipeline.Tests.Publications.Desk;

public sealed class DifferenceCausesTests
{
    [Fact]
    public void Of_WhatMovedAmongAllThatIsCompared_IsNamedInItsOrderAndLongListsSayHowManyMore()
    {
        var facts = Given.Facts();
        var (value, evidence) = (facts.Value, facts.Evidence);
        var later = value with { GrantVersion = 2, RiskFreeRate = "0.01", PolicyHash = "another", Engine = "another" };

        var causes = DifferenceCauses.Of(value, evidence, later, evidence with { Volatility = null });

        Assert.Equal(["terms", "r", "closes", "window", "volatility method", "policy content", "engine"], causes.Select(cause => cause.Input));
        Assert.EndsWith($", and {evidence.Volatility!.ClosesUsed.Count - 10} more", causes[2].Before, StringComparison.Ordinal);
        Assert.Equal(("", "version 1", "version 2"), (causes[2].After, causes[0].Before, causes[0].After));
        Assert.Empty(DifferenceCauses.Of(value, evidence, value, evidence));
    }
}
