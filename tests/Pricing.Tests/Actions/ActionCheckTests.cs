using Pricing.Actions;
using static Pricing.Tests.Dates;

namespace Pricing.Tests.Actions;

public sealed class ActionCheckTests
{
    private static readonly CorporateAction Split = new()
    {
        Kind = CorporateActionKind.Split,
        NewPerOld = 200m,
        ExDate = new(2012, 9, 26),
        RecordDate = new(2012, 9, 30),
        EffectiveDate = new(2012, 10, 1),
    };

    [Fact]
    public void Check_SplitOfTheRelease_IsRight() => Assert.Empty(ActionCheck.Check(Split, isMeant: false));

    [Theory]
    [InlineData("2012-09-25")]
    [InlineData("2012-09-27")]
    public void Check_ExDateADayOff_IsRefusedUnlessMeant(string exDate)
    {
        var action = Split with { ExDate = Date(exDate) };

        Assert.Equal(
            $"InvalidField ex_date={exDate}: by the exchange's settlement rule of its time the ex-date is 2012-09-26; correct it, or say in meant_reason why another one is meant",
            Assert.Single(ActionCheck.Check(action, isMeant: false)).ToString());
        Assert.Empty(ActionCheck.Check(action, isMeant: true));
    }

    [Fact]
    public void Check_OnlyTheExDateStated_IsTaken() =>
        Assert.Empty(ActionCheck.Check(Split with { RecordDate = null, EffectiveDate = null }, isMeant: false));

    [Theory]
    [InlineData(CorporateActionKind.Split, "0.5", "has fewer new shares than old ones")]
    [InlineData(CorporateActionKind.GratisAllotment, "0.5", "has fewer new shares than old ones")]
    [InlineData(CorporateActionKind.Consolidation, "2", "a consolidation has fewer new shares than old ones")]
    [InlineData(CorporateActionKind.Consolidation, null, "is missing or not above 0")]
    public void Check_RatioAgainstItsKind_IsRefused(CorporateActionKind kind, string? ratio, string expected)
    {
        var action = new CorporateAction
        {
            Kind = kind,
            NewPerOld = ratio is null ? null : decimal.Parse(ratio, System.Globalization.CultureInfo.InvariantCulture),
            ExDate = new(2012, 9, 26),
        };

        Assert.StartsWith(expected, Assert.Single(ActionCheck.Check(action, isMeant: false)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_AnnouncedAfterItsExDate_IsRefusedUnlessMeant()
    {
        var action = Split with { AnnouncedOn = new(2012, 9, 27) };

        Assert.Equal(
            "InvalidField announced_on=2012-09-27: is after the ex-date 2012-09-26; correct it, or say in meant_reason why it is meant",
            Assert.Single(ActionCheck.Check(action, isMeant: false)).ToString());
        Assert.Empty(ActionCheck.Check(action, isMeant: true));
    }

    [Fact]
    public void Check_EffectiveBeforeTheRecordDate_NamesBothDates() => Assert.Equal(
        "InvalidField effective_date=2012-09-28: is before the record date 2012-09-30",
        Assert.Single(ActionCheck.Check(Split with { EffectiveDate = new(2012, 9, 28) }, isMeant: false)).ToString());

    [Fact]
    public void Check_DatesOutOfOrder_AreAllNamed()
    {
        var action = Split with { RecordDate = new(2012, 9, 25), EffectiveDate = new(2012, 9, 25), MeetingDate = new(2012, 9, 27) };

        Assert.Equal(["record_date", "effective_date", "meeting_date"], ActionCheck.Check(action, isMeant: true).Select(failure => failure.Field));
    }

    [Theory]
    [InlineData(CorporateActionKind.Split, "2012-09-26")]
    [InlineData(CorporateActionKind.GratisAllotment, "2012-09-26")]
    [InlineData(CorporateActionKind.RightsOffering, "2012-09-26")]
    [InlineData(CorporateActionKind.Consolidation, "2012-09-26")]
    [InlineData(CorporateActionKind.Merger, null)]
    public void ExDateOf_TheOtherDates_LeadToItByKind(CorporateActionKind kind, string? expected) =>
        Assert.Equal(DateOrNull(expected), ActionCheck.ExDateOf(kind, new(2012, 9, 30), new(2012, 10, 1)));

    [Fact]
    public void Check_WhatIsWrong_SaysWhatToWrite()
    {
        AssertSaid("InvalidField ratio=: is missing or not above 0; write 1:2 for one old share into two new ones", Split with { NewPerOld = null });
        AssertSaid(
            "InvalidField ratio=2: a consolidation has fewer new shares than old ones; write 10:1 for ten into one",
            Split with { Kind = CorporateActionKind.Consolidation, NewPerOld = 2m });
        AssertSaid(
            "InvalidField ratio=0.5: has fewer new shares than old ones: that is a consolidation; write 1:2 for one into two", Split with { NewPerOld = 0.5m });
        AssertSaid("InvalidField record_date=2012-09-25: is before the ex-date 2012-09-26", Split with { RecordDate = new(2012, 9, 25) });
        AssertSaid("InvalidField effective_date=2012-09-25: is before the ex-date 2012-09-26", Split with { EffectiveDate = new(2012, 9, 25) });
        AssertSaid(
            "InvalidField meeting_date=2012-09-27: belongs to an action that hangs on a meeting; state conditional as yes", Split with { MeetingDate = new(2012, 9, 27) });
    }

    [Fact]
    public void Check_OnTheBoundary_IsRight()
    {
        AssertSaid("", Split with { NewPerOld = 1m });
        AssertSaid("", Split with { Kind = CorporateActionKind.Consolidation, NewPerOld = 1m });
        AssertSaid("", Split with { RecordDate = new(2012, 9, 26) });
        AssertSaid("", Split with { EffectiveDate = new(2012, 9, 26) });
        AssertSaid("", Split with { IsConditional = true, MeetingDate = new(2012, 9, 27) });
        AssertSaid("", new() { Kind = CorporateActionKind.Merger, ExDate = new(2012, 9, 26) });
    }

    private static void AssertSaid(string expected, CorporateAction action) =>
        Assert.Equal(expected, string.Join("; ", ActionCheck.Check(action, isMeant: true)));
}
