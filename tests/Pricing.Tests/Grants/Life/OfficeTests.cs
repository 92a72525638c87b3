using Pricing.Grants.Life;
using Pricing.Grants.Terms;
using static Pricing.Tests.Grants.Life.ThirdSeries;

namespace Pricing.Tests.Grants.Life;

// Release, section 11, items 2 and 3; months by the Civil Code, article 143.
public sealed class OfficeTests
{
    private static readonly LifeEvent Died = Event("died", "2014-07-07", LifeEventKind.Died);
    private static readonly LifeEvent Inherited = Event("inherited", "2014-08-30", LifeEventKind.Inherited);

    [Fact]
    public void Leave_TheOnlyOffice_SetsTheLastDay()
    {
        var settled = Judge(Release, Facts, Left("2014-06-27")).Value;

        Assert.Equal(("2014-06-28..2014-07-07", new DateOnly(2014, 7, 7)), (settled.Window.ToString(), settled.LastDay));
        Assert.Equal("item 2: the holder can exercise in 2014-06-28..2014-07-07", settled.Rules.Single().Text);
    }

    [Fact]
    public void Leave_AnotherQualifyingOfficeIsKept_KeepsTheRight()
    {
        var settled = Judge(Release, Facts, Left("2014-06-27", "Executive Officer"));

        Assert.Null(settled.Value.LastDay);
        Assert.Contains("no loss of office", Refusal(Release, Facts, Left("2014-06-27", "Executive Officer"), Exercised("2014-07-01")), StringComparison.Ordinal);
    }

    [Fact]
    public void Leave_ThenTheOtherOffice_CountsFromTheLastOne()
    {
        var second = Event("second", "2015-06-26", LifeEventKind.LeftOffice) with { OfficeLost = "executive officer" };

        Assert.Equal("2015-06-27..2015-07-06", Judge(Release, Facts, Left("2014-06-27", "executive officer"), second).Value.Window.ToString());
    }

    [Fact]
    public void Leave_AnOfficeThatDoesNotQualifyIsKept_LosesTheRightAndSaysSo()
    {
        var settled = Judge(Release, Facts, Left("2014-06-27", "advisor")).Value;

        Assert.Equal(new DateOnly(2014, 7, 7), settled.LastDay);
        Assert.Equal("advisor is none of the offices that keep the right", settled.Notes.Single());
    }

    [Fact]
    public void Leave_OneOfficeWhereAllMustBeKept_LosesTheRight() => Assert.Equal(
        new DateOnly(2014, 7, 7),
        Judge(Release with { OfficeRule = OfficeRule.All }, Facts, Left("2014-06-27", "executive officer")).Value.LastDay);

    [Theory]
    [InlineData("office_rule")]
    [InlineData("offices")]
    [InlineData("days_after_office")]
    public void Leave_TermThatIsNotStated_IsNamed(string column)
    {
        var terms = column switch
        {
            "office_rule" => Release with { OfficeRule = null },
            "offices" => Release with { Offices = [] },
            _ => Release with { Conditions = Release.Conditions with { DaysAfterLosingOffice = null } },
        };
        var kept = column == "days_after_office" ? [] : new[] { "executive officer" };

        Assert.StartsWith($"TermsNotStated {column}=", Refusal(terms, Facts, Left("2014-06-27", kept)), StringComparison.Ordinal);
    }

    [Fact]
    public void Leave_AnOfficeThatTheTermsDoNotKnow_IsRefused() => Assert.Equal(
        "InvalidField office_lost=auditor: is none of the offices that keep the right: director, executive officer",
        Refusal(Release, Facts, Left("2014-06-27") with { OfficeLost = "auditor" }));

    [Fact]
    public void Leave_TheOfficeThatIsKept_IsRefused() => Assert.Equal(
        "InvalidField office_kept=director: is the office that was lost",
        Refusal(Release, Facts, Left("2014-06-27", "Director")));

    [Fact]
    public void Lapses_DeathWithinTheDaysAfterLosingOffice_WaitForTheHeir()
    {
        LifeEvent[] events = [Left("2014-06-27"), Died with { Date = new(2014, 7, 3) }];
        var lapsed = Event("lapsed", "2014-07-08", LifeEventKind.Lapsed, 60m);

        Assert.Empty(RightsLife.Of(Release, Facts, events).Lapses(new(2014, 8, 1)));
        Assert.Equal(
            "RefusedBySection11 date=2014-07-08: section 11, item 3: the holder died on 2014-07-03, and the rights wait for the heir; where nobody inherits, the event is forfeited",
            Refusal(Release, Facts, [.. events, lapsed]));
        Assert.Equal(60, RightsLife.Of(Release, Facts, [.. events, Inherited]).Holders.Single(holder => holder.Holder == "H01").Rights);
    }

    [Fact]
    public void Lapses_DeathAfterTheDaysOfTheHolder_IsNoReasonToWait()
    {
        LifeEvent[] events = [Left("2014-06-27"), Died with { Date = new(2014, 7, 8) }];

        Assert.Equal(new DateOnly(2014, 7, 7), RightsLife.Of(Release, Facts, events).Lapses(new(2014, 8, 1)).Single().LastDay);
    }

    [Fact]
    public void Of_DeathThatBecomesKnownBehindALapse_SpeaksAgainstTheLapse()
    {
        var life = RightsLife.Of(
            Release,
            Facts,
            [Left("2014-06-27"), Event("lapsed", "2014-07-08", LifeEventKind.Lapsed, 60m), Died with { Date = new(2014, 7, 3) }],
            areBooked: true);

        Assert.Contains("the rights wait for the heir", life.Entries.Single(entry => entry.Event.Id == "lapsed").Settlement.Failures.Single().Reason, StringComparison.Ordinal);
        Assert.Equal(29, life.Outstanding);
    }

    [Fact]
    public void Leave_Twice_IsRefused() => Assert.Contains(
        "lost the right's office on 2014-06-27 already",
        Refusal(Release, Facts, Left("2014-06-27"), Left("2014-06-30") with { Id = "again" }),
        StringComparison.Ordinal);

    // On the last of the ten days the rights pass to the heir; a day later there is nothing to pass.
    [Theory]
    [InlineData("2014-07-07", null)]
    [InlineData("2014-07-08", "2014-07-07")]
    public void Die_WithinTheDaysAfterOffice_PassesTheRights(string died, string? lastDay)
    {
        var death = Died with { Date = Dates.Date(died) };

        Assert.Equal(lastDay is null ? null : Dates.Date(lastDay), Judge(Release, Facts, Left("2014-06-27"), death).Value.LastDay);
        Assert.Equal(lastDay is null, Judge(Release, Facts, Left("2014-06-27"), death, Inherited).IsSuccess);
    }

    // Inherited on 30 or 31 August: six months end on the last day of February.
    [Theory]
    [InlineData("2014-08-30", "2014-08-30..2015-02-28")]
    [InlineData("2014-08-31", "2014-08-31..2015-02-28")]
    [InlineData("2015-08-30", "2015-08-30..2016-02-29")]
    [InlineData("2015-08-31", "2015-08-31..2016-02-29")]
    public void Inherit_EndOfAugust_EndsWithFebruary(string inherited, string window)
    {
        var settled = Judge(Release, Facts, Died, Inherited with { Date = Dates.Date(inherited) }).Value;

        Assert.Equal((window, 60), (settled.Window.ToString(), settled.HolderRights));
    }

    [Theory]
    [InlineData("2014-08-29", "RefusedBySection7")]
    [InlineData("2014-08-30", "")]
    [InlineData("2015-02-28", "")]
    [InlineData("2015-03-01", "RefusedBySection11")]
    public void Exercise_ByTheHeir_IsBoundByTheMonthsAndNotByTheOffice(string date, string code)
    {
        var outcome = Judge(Release, Facts, Left("2014-06-27"), Died, Inherited, Exercised(date, 60m, "H01"));

        Assert.Equal(code, string.Join(";", outcome.Failures.Select(failure => failure.Code)));
    }

    [Fact]
    public void Exercise_ByTheDeceased_IsRefused() => Assert.Contains(
        "item 3: the holder died on 2014-07-07",
        Refusal(Release, Facts, Died, Exercised("2014-07-08")),
        StringComparison.Ordinal);

    [Fact]
    public void Inherit_HeirOfTheHeir_GetsNothing()
    {
        var second = Event("died-2", "2014-12-01", LifeEventKind.Died, holder: "H01");
        var again = Event("inherited-2", "2014-12-24", LifeEventKind.Inherited, holder: "H01") with { Heir = "H02" };

        Assert.Equal(new DateOnly(2014, 12, 1), Judge(Release, Facts, Died, Inherited, second).Value.LastDay);
        Assert.Equal(
            "RefusedBySection11 holder=heir: section 11, item 3: the heir of an heir inherits nothing",
            Refusal(Release, Facts, Died, Inherited, second, again));
    }

    [Fact]
    public void Inherit_BySeveral_IsRefused() => Assert.Equal(
        "RefusedBySection11 heirs=2: section 11, item 3: exactly one heir can inherit the rights",
        Refusal(Release, Facts, Died, Inherited, Inherited with { Id = "other", Heir = "H02" }));

    [Fact]
    public void Inherit_PartOfTheRights_IsRefused()
    {
        Assert.Contains("who has 60", Refusal(Release, Facts, Died, Inherited with { Rights = 30m }), StringComparison.Ordinal);
        Assert.True(Judge(Release, Facts, Died, Inherited with { Rights = 60m }).IsSuccess);
    }

    [Fact]
    public void Inherit_WithoutADeath_WaitsForIt() => Assert.StartsWith(
        "UnknownEvent holder=D01", Refusal(Release, Facts, Inherited), StringComparison.Ordinal);

    [Fact]
    public void Inherit_ByAHolder_NeedsAnIdOfItsOwn() => Assert.StartsWith(
        "InvalidField heir=E01", Refusal(Release, Facts, Died, Inherited with { Heir = "E01" }), StringComparison.Ordinal);

    [Fact]
    public void Events_WithoutHoldersStored_StillSetTheDays()
    {
        Assert.Contains("not checked", Judge(Release, LifeFacts.None, Left("2014-06-27")).Value.Notes.Single(), StringComparison.Ordinal);
        Assert.False(Judge(Release, LifeFacts.None, Left("2014-06-27"), Exercised("2014-07-08")).IsSuccess);
        Assert.True(Judge(Release, LifeFacts.None, Left("2014-06-27"), Died, Inherited, Exercised("2015-02-28", 3m, "H01")).IsSuccess);
    }

    [Theory]
    [InlineData(LifeEventKind.LeftOffice)]
    [InlineData(LifeEventKind.Died)]
    [InlineData(LifeEventKind.Inherited)]
    public void Events_OfNobodyOrOfAStranger_AreRefused(LifeEventKind kind)
    {
        Assert.Contains("holder=: is missing beside", Refusal(Release, Facts, Event("e", "2014-06-27", kind, holder: null)), StringComparison.Ordinal);
        Assert.StartsWith("RefusedBySection7 holder=X99", Refusal(Release, Facts, Event("e", "2014-06-27", kind, holder: "X99")), StringComparison.Ordinal);
    }
}
