using Pricing.Grants.Measurements;

namespace Pricing.Tests.Grants.Measurements;

public sealed class ModificationTests
{
    [Theory]
    [InlineData(647_000, 650_000, 3_000, 3_000)]
    [InlineData(650_000, 647_000, -3_000, 0)]
    [InlineData(647_000, 647_000, 0, 0)]
    public void Increment_ExactValues_IsExact(int before, int after, int increment, int expense)
    {
        var modification = new Modification(new(2015, 6, 26), Amount.FromExact(before), Amount.FromExact(after));

        Assert.Equal(Amount.FromExact(increment), modification.Increment);
        Assert.Equal(Amount.FromExact(expense), modification.Expense);
    }

    [Fact]
    public void Increment_UnroundedValue_IsApproximate()
    {
        var modification = new Modification(new(2015, 6, 26), Amount.FromExact(8.5m), Amount.FromApproximate(8.625));

        Assert.Equal(Amount.FromApproximate(0.125), modification.Increment);
        Assert.Equal(Amount.FromApproximate(0.125), modification.Expense);
    }
}
