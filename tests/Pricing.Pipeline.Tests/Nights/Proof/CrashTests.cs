using Soak.Crashes;

namespace Pricing.Pipeline.Tests.Nights.Proof;

/// <summary>Some steps of <c>tests/Soak crash</c>, which takes them all.</summary>
public sealed class CrashTests
{
    [Fact]
    public async Task Crash_AtSomeCallsOfAWeek_LeavesWhatAnUndisturbedWeekLeaves()
    {
        var soak = new CrashSoak(issuers: 1, TextWriter.Null);

        await soak.RunAsync((number, fault) => (number + (int)fault) % 37 == 20);

        Assert.Empty(soak.Wrong);
        Assert.True(soak.Injected > 50, $"{soak.Injected} of {soak.Steps} calls were disturbed");
    }
}
