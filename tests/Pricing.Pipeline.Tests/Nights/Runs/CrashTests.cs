using Soak.Crashes;

namespace Pricing.Pipeline.Tests.Nights.Runs;

/// <summary>Some steps of <c>tests/Soak crash</c>, which takes them all.</summary>
public sealed class CrashTests
{
    [Fact]
    public async Task Week_DisturbedAtSomeCalls_LeavesWhatAnUndisturbedWeekLeaves()
    {
        var soak = new CrashSoak(issuers: 2, TextWriter.Null);

        await soak.RunAsync((number, _, fault) => (number + (int)fault) % 53 == 20);

        Assert.Empty(soak.Wrong);
        Assert.True(soak.Injected > 50, $"{soak.Injected} of {soak.Steps} calls were disturbed");
    }

    [Theory]
    [InlineData("night", "/run.json", "PUT", Fault.CrashBefore)]
    [InlineData("night", "raw-market-data/", "GET", Fault.Before)]
    [InlineData("prices", "market-data/prices/", "PUT", Fault.Twice)]
    [InlineData("prices", "/report.json", "PUT", Fault.CrashAfter)]
    internal async Task Part_DisturbedAtCallsOfOneKind_LeavesWhatIsLeftUndisturbed(string part, string resource, string method, Fault how)
    {
        var soak = new CrashSoak(issuers: 1, TextWriter.Null);

        await soak.RunAsync(
            (_, call, fault) => fault == how && call.Method == method && call.Resource.Contains(resource, StringComparison.Ordinal), part);

        Assert.Empty(soak.Wrong);
        Assert.True(soak.Injected > 0, $"none of {soak.Steps} calls was disturbed");
    }
}
