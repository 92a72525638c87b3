using Pricing.Policies;

namespace Pricing.Tests.Policies;

public sealed class PolicyCatalogTests
{
    [Fact]
    public void Find_UnknownName_IsUnknownPolicyWithTheKnownNames()
    {
        var failure = Assert.Single(new PolicyCatalog().Find("house-rule").Failures);

        Assert.Equal(
            "UnknownPolicy policy=house-rule: known policies are annual-discount, continuous, iij-practice, release-text",
            failure.ToString());
    }

    [Fact]
    public void Find_CustomPolicy_IsFound()
    {
        var custom = new ValuationPolicy { Name = "house-rule", Version = 3 };

        Assert.Same(custom, new PolicyCatalog([custom]).Find("house-rule").Value);
    }

    [Fact]
    public void Constructor_CustomPolicyWithAShippedName_Throws() =>
        Assert.Throws<ArgumentException>(() => new PolicyCatalog([new ValuationPolicy { Name = "continuous" }]));
}
