using Pricing.Grants.Measurements;
using static Pricing.Tests.Dates;

namespace Pricing.Tests.Grants.Measurements;

public sealed class MeasurementScheduleTests
{
    private static readonly DateOnly Thursday = new(2013, 7, 11);

    // 2013-07-13 to 15: Saturday, Sunday and Marine Day.
    private static readonly DateOnly Saturday = new(2013, 7, 13);

    [Fact]
    public void Due_BeforeTheGrantDate_IsIndicativeOnTheDay() => Assert.Equal(
        [new(MeasurementKind.Indicative, new(2013, 7, 10))],
        MeasurementSchedule.Due(Thursday, null, new(2013, 7, 10)));

    [Theory]
    [InlineData(null)]
    [InlineData(Finality.Provisional)]
    public void Due_OnTheGrantDate_IsTheGrantDateValue(Finality? value) => Assert.Equal(
        [new(MeasurementKind.GrantDate, Thursday)],
        MeasurementSchedule.Due(Thursday, value, Thursday));

    [Theory]
    [InlineData(null)]
    [InlineData(Finality.Provisional)]
    public void Due_AfterTheGrantDateWithoutAFinalValue_IsBoth(Finality? value) => Assert.Equal(
        [new(MeasurementKind.GrantDate, Thursday), new(MeasurementKind.Remeasured, new(2013, 7, 12))],
        MeasurementSchedule.Due(Thursday, value, new(2013, 7, 12)));

    [Fact]
    public void Due_AfterTheFinalValue_IsRemeasuredOnTheDay() => Assert.Equal(
        [new(MeasurementKind.Remeasured, new(2013, 7, 12))],
        MeasurementSchedule.Due(Thursday, Finality.Final, new(2013, 7, 12)));

    [Fact]
    public void Due_OnTheGrantDateWithTheFinalValue_IsNothing() =>
        Assert.Empty(MeasurementSchedule.Due(Thursday, Finality.Final, Thursday));

    [Fact]
    public void Due_GrantDateNoBusinessDate_IsValuedInTheNextNightForItsOwnDate()
    {
        Assert.Equal(new(2013, 7, 16), MeasurementSchedule.GrantDateNight(Saturday));
        Assert.Equal(
            [new(MeasurementKind.GrantDate, Saturday)], MeasurementSchedule.Due(Saturday, null, new(2013, 7, 16)));
        Assert.Equal(
            [new(MeasurementKind.Remeasured, new(2013, 7, 17))],
            MeasurementSchedule.Due(Saturday, Finality.Final, new(2013, 7, 17)));
    }

    [Theory]
    [InlineData("2013-07-11", "2013-07-11")]
    [InlineData("2020-10-01", "2020-10-01")]
    [InlineData("2019-04-27", "2019-05-07")]
    [InlineData("2012-12-31", "2013-01-04")]
    public void GrantDateNight_Date_IsTheFirstBusinessDateOnOrAfter(string grantDate, string night) =>
        Assert.Equal(Date(night), MeasurementSchedule.GrantDateNight(Date(grantDate)));

    [Theory]
    [InlineData(MeasurementKind.Indicative, false)]
    [InlineData(MeasurementKind.GrantDate, false)]
    [InlineData(MeasurementKind.Remeasured, true)]
    [InlineData(MeasurementKind.Modified, true)]
    public void IsLater_Kind_IsThatOfADateAfterTheGrantDate(MeasurementKind kind, bool expected) => Assert.Equal(expected, kind.IsLater());
}
