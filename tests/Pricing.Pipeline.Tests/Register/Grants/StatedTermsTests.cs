using Pricing.Files.Fields;
using Pricing.Grants.Exercise;
using Pricing.Grants.Terms;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Tests.Intake.Batches;
using Pricing.Policies;

namespace Pricing.Pipeline.Tests.Register.Grants;

public sealed class StatedTermsTests
{
    /// <summary>The terms of the release that differ between companies.</summary>
    private static readonly string[] Release =
    [
        "exercise_price_adjustment=none", "accounting_standard=asc718", "allotted_confirmed_on=2013-07-11", "days_after_office=10",
        "heir_months=6", "last_day_rule=as-is", "offices=director; executive officer", "office_rule=any",
        "acquisition_clause=merger; share_exchange; share_transfer", "reorganisation_clause=merger;demerger;share_exchange;share_transfer",
    ];

    [Fact]
    public void Read_TermsOfTheRelease_AreStated()
    {
        var terms = Read(Release).Value;

        Assert.Equal(
            (ExercisePriceAdjustment.None, AccountingStandard.Asc718, new DateOnly(2013, 7, 11)),
            (terms.ExercisePriceAdjustment, terms.AccountingStandard!.Value, terms.AllottedConfirmedOn!.Value));
        Assert.Equal((10, 6, LastDayRule.AsIs), (terms.DaysAfterOffice!.Value, terms.HeirMonths!.Value, terms.LastDayRule!.Value));
        Assert.Equal(["director", "executive officer"], terms.Offices);
        Assert.Equal(OfficeRule.Any, terms.OfficeRule);
        Assert.Equal(AcquisitionClause.Release.Triggers, terms.AcquisitionClause);
        Assert.Equal(ReorganisationClause.Release.Kinds, terms.ReorganisationClause);
    }

    [Fact]
    public void Read_WhatWasWritten_IsTheSame()
    {
        var terms = Read(Release).Value;
        var again = GrantTermsReader.ReadStored(FieldReader.OfStored(GrantFields.Schema, GrantTermsReader.Write(terms).GetValueOrDefault)).Value;

        Assert.Equal(GrantTermsReader.Hash(terms), GrantTermsReader.Hash(again));
        Assert.Equal("merger;share_exchange;share_transfer", GrantTermsReader.Write(again)["acquisition_clause"]);
    }

    [Fact]
    public void Read_GrantFromBefore_StatesNone()
    {
        var terms = Read().Value;

        Assert.Equal(ExercisePriceAdjustment.NotStated, terms.ExercisePriceAdjustment);
        Assert.Equal((null, null, null, null), (terms.AccountingStandard, terms.AllottedConfirmedOn, terms.DaysAfterOffice, terms.HeirMonths));
        Assert.Equal((null, null, null, null), (terms.LastDayRule, terms.OfficeRule, terms.AcquisitionClause, terms.ReorganisationClause));
        Assert.Empty(terms.Offices);
        Assert.DoesNotContain("exercise_price_adjustment", GrantTermsReader.Write(terms).Keys);
    }

    [Fact]
    public void Read_ClauseThatIsNone_IsStatedAndEmpty()
    {
        var terms = Read("acquisition_clause=none", "reorganisation_clause=none").Value;

        Assert.Empty(terms.AcquisitionClause!);
        Assert.Equal("none", GrantTermsReader.Write(terms)["reorganisation_clause"]);
    }

    [Theory]
    [InlineData("exercise_price_adjustment=比率調整", null)]
    [InlineData("exercise_price_adjustment=sometimes", "InvalidField exercise_price_adjustment=sometimes: must be one of none, ratio, decided")]
    [InlineData("accounting_standard=gaap", "InvalidField accounting_standard=gaap: must be one of asbj8, ifrs2, asc718")]
    [InlineData("allotted_confirmed_on=2013-07-10", "InvalidField allotted_confirmed_on=2013-07-10: is before allotment_date 2013-07-11")]
    [InlineData("days_after_office=0", "InvalidField days_after_office=0: must be a whole number of at least 1")]
    [InlineData("last_day_rule=next", "InvalidField last_day_rule=next: must be one of as-is, previous-business-date, next-business-date, next-business-date-beyond-period")]
    [InlineData("office_rule=some", "InvalidField office_rule=some: must be one of any, all")]
    [InlineData("acquisition_clause=merger;demerger", "InvalidField acquisition_clause=demerger: must be none, or of merger, share_exchange, share_transfer, with semicolons between them")]
    public void Read_OneColumn_IsTakenOrNamed(string change, string? expected) =>
        Assert.Equal(expected, Read(change).Failures.SingleOrDefault()?.ToString());

    [Theory]
    [InlineData("asbj8", "2013-07-11", null)]
    [InlineData("asbj8", "2013-07-12", "InvalidField grant_date=2013-07-12: is not the allotment_date 2013-07-11, which is the grant date under asbj8; leave it empty, or state another accounting_standard")]
    [InlineData("ifrs2", "2013-07-10", null)]
    [InlineData("asc718", "2013-07-12", null)]
    [InlineData("-", "2013-07-12", null)]
    public void Submission_GrantDate_IsTheAllotmentDateUnderStatementNo8(string standard, string granted, string? expected)
    {
        var fields = Batch.Grant(standard == "-" ? [$"grant_date={granted}"] : [$"grant_date={granted}", $"accounting_standard={standard}"]);
        var read = GrantSubmission.Read(
            new FieldReader(GrantFields.Schema, fields.GetValueOrDefault), 2, new GrantTermsReader(new PolicyCatalog()));

        Assert.Equal(expected, read.Failures.SingleOrDefault()?.ToString());
    }

    [Theory]
    [InlineData("Directors 7 persons 95 rights; executive officers 10 persons 40 rights", "135", "89", null)]
    [InlineData("Directors 7 persons 95 rights; executive officers 10 persons 41 rights", "135", "89", "InvalidField allottees=136: the groups' rights do not add up to the maximum 135")]
    [InlineData("Directors 7 persons 95 rights; executive officers 10 persons 40 rights | allotted: directors 6 persons 89 rights", "135", "89", null)]
    [InlineData("Directors and others | allotted: directors 6 persons 88 rights", "135", "89", "InvalidField allottees=88: the allotted groups' rights do not add up to the 89 allotted")]
    [InlineData("取締役７名９５個；執行役員１０名４１個", "135", "89", "InvalidField allottees=136: the groups' rights do not add up to the maximum 135")]
    [InlineData("取締役７名９５個；執行役員１０名４０個｜割当：取締役６名８８個", "135", "89", "InvalidField allottees=88: the allotted groups' rights do not add up to the 89 allotted")]
    [InlineData("取締役 7名; 執行役員 10名", "135", "89", null)]
    [InlineData("as the board resolved", "135", "89", null)]
    public void Submission_Groups_AddUpToWhatTheyAreOf(string allottees, string maximum, string allotted, string? expected)
    {
        var fields = Batch.Grant($"allottees={allottees}", $"maximum_rights={maximum}", $"allotted_rights={allotted}");
        var read = GrantSubmission.Read(
            new FieldReader(GrantFields.Schema, fields.GetValueOrDefault), 2, new GrantTermsReader(new PolicyCatalog()));

        Assert.Equal(expected, read.Failures.SingleOrDefault()?.ToString());
        if (new GrantTermsReader(new PolicyCatalog()).Read(new FieldReader(GrantFields.Schema, fields.GetValueOrDefault)).TryGet(out var terms))
            Assert.Equal(expected, GrantSubmission.Against(terms).SingleOrDefault()?.ToString());
    }

    // Whether a group can be read does not hang on the numbers of rights.
    [Fact]
    public void Submission_GroupAndNumbersThatCannotBeRead_AreBothNamed()
    {
        var fields = Batch.Grant("allottees=Directors 95 rights", "maximum_rights=x");
        var read = GrantSubmission.Read(
            new FieldReader(GrantFields.Schema, fields.GetValueOrDefault), 2, new GrantTermsReader(new PolicyCatalog()));

        Assert.Equal(["allottees", "maximum_rights"], read.Failures.Select(failure => failure.Field).Order(StringComparer.Ordinal));
    }

    private static Outcome<GrantTerms> Read(params string[] changes)
    {
        var fields = Batch.Grant(changes);
        return new GrantTermsReader(new PolicyCatalog()).Read(new FieldReader(GrantFields.Schema, fields.GetValueOrDefault));
    }
}
