using Pricing.Grants.Terms;

namespace Pricing.Tests.Grants.Terms;

public sealed class RightClausesTests
{
    private static readonly DateWindow Period = new(new(2013, 7, 12), new(2043, 7, 11));

    // Release, sections 7 to 9, 11 and 16.
    [Fact]
    public void Release_Clauses_AreThoseOfTheRelease()
    {
        var clauses = RightClauses.Release;

        Assert.Equal(new(true, true, true, true), clauses.Transfer);
        Assert.Equal(
            [
                AcquisitionTrigger.MergerDissolvingCompany,
                AcquisitionTrigger.ShareExchangeIntoSubsidiary,
                AcquisitionTrigger.ShareTransferIntoSubsidiary,
            ],
            clauses.Acquisition.Triggers);
        Assert.Equal(0m, clauses.Acquisition.ConsiderationPerRight);
        Assert.Equal(4, clauses.Reorganisation.Kinds.Count);
        Assert.True(clauses.Reorganisation.RequiresAgreement);
        Assert.Equal(1, clauses.Reorganisation.SuccessorRightsPerRight);
        Assert.Equal(1m, clauses.Reorganisation.SuccessorExercisePrice);
        Assert.False(clauses.Certificates);
    }

    [Theory]
    [InlineData("2013-07-01", "2013-07-12..2043-07-11")]
    [InlineData("2020-04-01", "2020-04-01..2043-07-11")]
    [InlineData("2043-07-11", "2043-07-11..2043-07-11")]
    [InlineData("2043-07-12", "")]
    public void SuccessorPeriod_EffectiveDate_StartsItUnlessTheOriginalStartsLater(string effective, string expected) =>
        Assert.Equal(expected, ReorganisationClause.SuccessorPeriod(Period, Dates.Date(effective)).ToString());
}
