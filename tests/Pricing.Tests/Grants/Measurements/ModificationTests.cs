using Pricing.Grants.Measurements;
using Pricing.Grants.Terms;

namespace Pricing.Tests.Grants.Measurements;

public sealed class ModificationTests
{
    // Granted at 647,000 yen a right; before the change it was worth 500,000 yen.
    [Theory]
    [InlineData(AccountingStandard.Asbj8, 650_000, 3_000)]
    [InlineData(AccountingStandard.Asbj8, 647_001, 1)]
    [InlineData(AccountingStandard.Asbj8, 647_000, 0)]
    [InlineData(AccountingStandard.Asbj8, 600_000, 0)]
    [InlineData(AccountingStandard.Ifrs2, 650_000, 150_000)]
    [InlineData(AccountingStandard.Ifrs2, 500_001, 1)]
    [InlineData(AccountingStandard.Ifrs2, 499_999, 0)]
    [InlineData(AccountingStandard.Asc718, 600_000, 100_000)]
    public void Increment_ByTheStandard_IsAgainstTheGrantDateValueOrTheOldTerms(AccountingStandard standard, int after, int increment) =>
        Assert.Equal(Amount.FromExact(increment), Changed(standard, Amount.FromExact(after)).Increment);

    [Fact]
    public void Increment_UnroundedValue_IsApproximate()
    {
        var modification = Changed(AccountingStandard.Ifrs2, Amount.FromApproximate(500_000.125));

        Assert.Equal(Amount.FromApproximate(0.125), modification.Increment);
    }

    [Fact]
    public void Increment_MoreThanADecimalHolds_IsApproximateAndThrowsNothing()
    {
        var modification = Changed(AccountingStandard.Ifrs2, Amount.FromExact(decimal.MaxValue)) with { OldTerms = Amount.FromExact(-1m) };

        Assert.Null(modification.Increment.Exact);
        Assert.Equal(7.9228162514264338e28, modification.Increment.Approximate, 1e14);
    }

    private static Modification Changed(AccountingStandard standard, Amount after) =>
        new(standard, new(2015, 6, 26), Amount.FromExact(647_000m), Amount.FromExact(500_000m), after);
}
