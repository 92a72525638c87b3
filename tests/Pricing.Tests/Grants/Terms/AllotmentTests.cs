using Pricing.Grants.Terms;

namespace Pricing.Tests.Grants.Terms;

public sealed class AllotmentTests
{
    // Release, sections 2 and 15; the rights allotted from later filings.
    private static readonly Allotment ThirdSeries = new()
    {
        MaximumRights = 135,
        AllottedRights = 89,
        Groups = [new("Directors", 7, 95), new("Executive officers", 10, 40)],
    };

    [Fact]
    public void Check_GroupsOfTheAllotment_AddUpToTheNumberAllotted()
    {
        Assert.Empty((ThirdSeries with { AllottedGroups = [new("Directors", 6, 60), new("Executive officers", 9, 29)] }).Check());
        Assert.Equal(
            "InvalidField allottees=88: the allotted groups' rights do not add up to the 89 allotted",
            Assert.Single((ThirdSeries with { AllottedGroups = [new("Directors", 6, 88)] }).Check()).ToString());
    }

    [Fact]
    public void Check_ThirdSeries_IsConsistent() => Assert.Empty(ThirdSeries.Check());

    [Theory]
    [InlineData(0)]
    [InlineData(135)]
    public void Check_NoneOrAllAllotted_IsConsistent(int allotted) =>
        Assert.Empty((ThirdSeries with { AllottedRights = allotted, Groups = [] }).Check());

    // Release, section 12: 89 x 647,000, offset in full.
    [Fact]
    public void Payment_ThirdSeries_IsOffsetAgainstRemuneration()
    {
        var payment = ThirdSeries.Payment(647_000m).Value;

        Assert.Equal(57_583_000m, payment.Total);
        Assert.Equal(57_583_000m, payment.OffsetAgainstRemuneration);
        Assert.Equal(0m, payment.PaidInCash);
    }

    // Release, section 2: 135 rights are planned.
    [Fact]
    public void Payment_AsPlanned_IsThatOfTheMaximum() =>
        Assert.Equal(87_345_000m, (ThirdSeries with { AllottedRights = 135 }).Payment(647_000m).Value.Total);

    [Fact]
    public void Payment_MoreThanADecimalHolds_IsAFailure() => Assert.Equal(
        "InvalidField amount_per_right=79228162514264337593543950335: times 89 rights is more than a decimal holds",
        ThirdSeries.Payment(decimal.MaxValue).Failures.Single().ToString());

    [Fact]
    public void Check_NumbersThatDoNotFit_AreAllReported()
    {
        var allotment = new Allotment
        {
            MaximumRights = 135,
            AllottedRights = 136,
            Groups = [new("Directors", 7, 95), new("Executive officers", 0, 41), new("Advisers", 1, 0)],
        };

        Assert.Equal(
            [
                "InvalidField allotted_rights=136: the maximum is 135",
                "InvalidField allottees=0 persons 41 rights: a group needs persons and rights above 0",
                "InvalidField allottees=1 persons 0 rights: a group needs persons and rights above 0",
                "InvalidField allottees=136: the groups' rights do not add up to the maximum 135",
            ],
            allotment.Check().Select(failure => failure.ToString()));
    }

    [Fact]
    public void Check_NumbersBelowTheirLeast_AreAllReported() => Assert.Equal(
        ["InvalidField maximum_rights=0: must be above 0", "InvalidField allotted_rights=-1: must be at least 0"],
        new Allotment { MaximumRights = 0, AllottedRights = -1 }.Check().Select(failure => failure.ToString()));
}
