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

    [Fact]
    public void FromSettings_CustomPolicies_StandBesideTheShippedOnes()
    {
        var catalog = PolicyCatalog.FromSettings([new() { Name = "house-rule", BasedOn = "continuous" }]).Value;

        Assert.Equal(["annual-discount", "continuous", "house-rule", "iij-practice", "release-text"], catalog.Names);
        Assert.Equal(ShippedPolicies.Continuous with { Name = "house-rule" }, catalog.Find("house-rule").Value);
    }

    [Fact]
    public void FromSettings_NoName_IsReportedWithAnEmptyOne() => Assert.Equal(
        "InvalidField .Name=: must be lower-case letters, digits and hyphens",
        PolicyCatalog.FromSettings([new() { BasedOn = "continuous" }]).Failures.Single().ToString());

    [Fact]
    public void FromSettings_TwoWithoutAName_AreReportedAsTheSame() => Assert.Contains(
        "InvalidField .Name=: another policy bears this name",
        PolicyCatalog.FromSettings([new() { BasedOn = "continuous" }, new() { BasedOn = "continuous" }])
            .Failures.Select(failure => failure.ToString()));

    [Fact]
    public void FromSettings_NamesTakenAndBadSettings_AreAllReported()
    {
        PolicySettings[] configured =
        [
            new() { Name = "iij-practice", BasedOn = "continuous" },
            new() { Name = "house-rule", BasedOn = "continuous", MinimumReturns = 0 },
            new() { Name = "house-rule", BasedOn = "continuous" },
        ];

        Assert.Equal(
            [
                "InvalidField house-rule.MinimumReturns=0: must be at least 2",
                "InvalidField iij-practice.Name=iij-practice: another policy bears this name",
                "InvalidField house-rule.Name=house-rule: another policy bears this name",
            ],
            PolicyCatalog.FromSettings(configured).Failures.Select(failure => failure.ToString()));
    }
}
