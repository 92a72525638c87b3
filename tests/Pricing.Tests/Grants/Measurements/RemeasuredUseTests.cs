using Pricing.Grants.Measurements;
using Pricing.Grants.Terms;

namespace Pricing.Tests.Grants.Measurements;

public sealed class RemeasuredUseTests
{
    [Theory]
    [InlineData(AwardClass.Equity, null, MeasurementUse.Management)]
    [InlineData(AwardClass.Equity, MeasurementUse.Management, MeasurementUse.Management)]
    [InlineData(AwardClass.Liability, null, MeasurementUse.Books)]
    [InlineData(AwardClass.Liability, MeasurementUse.Books, MeasurementUse.Books)]
    [InlineData(AwardClass.Liability, MeasurementUse.Management, MeasurementUse.Management)]
    public void For_Award_IsTheUseAskedForOrItsDefault(AwardClass award, MeasurementUse? asked, MeasurementUse expected) =>
        Assert.Equal(expected, RemeasuredUse.For(award, asked).Value);

    [Fact]
    public void For_BooksOfAnEquityAward_IsRefused() => Assert.Equal(
        "InvalidField use=books: an equity-classified award is not remeasured in the books",
        RemeasuredUse.For(AwardClass.Equity, MeasurementUse.Books).Failures.Single().ToString());
}
