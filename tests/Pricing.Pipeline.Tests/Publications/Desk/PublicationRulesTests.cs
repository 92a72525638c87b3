using Pricing.Grants.Life;
using Pricing.Grants.Measurements;
using Pricing.Pipeline.Controls.People;
using Pricing.Pipeline.Publications.Desk;
using Pricing.Pipeline.Publications.Inputs;
using Pricing.Pipeline.Publications.Records;
using Pricing.Pipeline.Register.Events;
using Pricing.Pipeline.Sealing;
using Pricing.Pipeline.Settlements;
using Pricing.Pipeline.Valuations;

namespace Pricing.Pipeline.Tests.Publications.Desk;

public sealed class PublicationRulesTests
{
    private static readonly Dictionary<string, (PublicationSubject Subject, string Refused)> Cases = new()
    {
        ["provisional"] = (Given.Subject().With(value => value with { Status = ValueStatus.Provisional }), "ValueNotFinal status"),
        ["estimated"] = (Given.Subject().With(value => value with { Kind = MeasurementKind.Indicative }), "ValueEstimated kind"),
        ["later value of equity"] = (Given.Subject().With(value => value with { Kind = MeasurementKind.Remeasured }), "ValueNotOfBooks kind"),
        ["synthetic source"] = (Given.Subject().With(value => value with { IsSynthetic = true }), "SyntheticInputs is_synthetic"),
        ["synthetic file"] = (Given.Subject() with { Inputs = [Given.Input("1") with { IsSynthetic = true }] }, "SyntheticInputs is_synthetic"),
        ["rounding flagged"] = (Given.Subject().With(value => value with { RoundingFlagged = true }), "OpenFlag rounding"),
        ["rounding tie"] = (Given.Subject().With(value => value with { RoundingTie = true }), "OpenFlag rounding"),
        ["suspect price"] = (Given.Subject() with { Suspects = [new(ReasonCode.SuspectPrice, "close", "1", "jumps")] }, "OpenFlag suspect_price"),
        ["previous close"] = (Given.Subject().With(value => value with { SharePriceOrigin = SharePriceOrigin.PreviousClose }), "OpenFlag share_price_origin"),
        ["basis in doubt"] = (Given.Subject().With(value => value with { BasisInDoubt = "AmbiguousTerms" }), "OpenFlag basis_in_doubt"),
        ["assumed book value"] = (WithExercise("assumed: fully expensed, never modified"), "OpenFlag book_value"),
        ["number not confirmed"] = (Given.Subject().With(terms => terms with { AllottedConfirmedOn = null }), "NumberNotConfirmed allotted_confirmed_on"),
        ["number confirmed later"] = (Given.Subject().With(terms => terms with { AllottedConfirmedOn = Given.Today.AddDays(1) }), "NumberNotConfirmed allotted_confirmed_on"),
        ["source without a right"] = (Given.Subject() with { NotConfirmed = [("j-quants", "not confirmed")] }, "PublishingNotConfirmed source"),
        ["newer version"] = (Given.Subject().Changed(subject => subject with { Newest = subject.Value with { Version = 2 } }), "NotCurrent version"),
        ["newer terms"] = (Given.Subject().Changed(subject => subject with { Grant = subject.Grant with { Version = 2 } }), "NotCurrent grant_version"),
        ["facts since"] = (Given.Subject() with { Outdated = [new(ReasonCode.NotCurrent, "sigma", "0.1", "moved")] }, "NotCurrent sigma"),
        ["event since"] = (Given.Subject() with { RightsOutstanding = 80 }, "NotCurrent rights"),
        ["unsealed"] = (Unsealed(), "NotDetermined hash"),
    };

    public static TheoryData<string> Refused => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Refused))]
    public void Against_WhatMustNotBePublished_NamesIt(string what)
    {
        var against = PublicationRules.Against(Cases[what].Subject, PublicationPurpose.Cost, Given.Today);

        Assert.Equal([Cases[what].Refused], against.Select(failure => $"{failure.Code} {failure.Field}"));
    }

    [Theory]
    [InlineData(PublicationPurpose.AmountPaidIn)]
    [InlineData(PublicationPurpose.Cost)]
    [InlineData(PublicationPurpose.Note)]
    public void Against_AFinalGrantDateValue_IsNothing(PublicationPurpose purpose) =>
        Assert.Empty(PublicationRules.Against(Given.Subject(), purpose, Given.Today));

    [Fact]
    public void Against_AnAmountOnARoundingBoundaryWithAReasonWhyItStands_IsNothing() => Assert.Empty(PublicationRules.Against(
        Given.Subject().With(value => value with { RoundingTie = true, RoundingFlagged = true }), PublicationPurpose.Cost, Given.Today, "the policy rounds up"));

    [Fact]
    public void AgainstUnnamed_WhatNobodyWhoSignedInGave_IsNamedUnlessSomebodyAnswersForThatVeryInput()
    {
        GivenInput[] inputs =
        [
            Given.Input("signed in"), Given.Input("typed", Person.Typed("Suzuki")), Given.Input("key", new("", Person.MasterKey)),
            Given.Input("local", new("a user of this machine", Person.Local)), Given.Input("settings", Person.Typed("settings")) with { Kind = GivenKind.ConfirmedPrice },
        ];

        Assert.Equal(
            ["InputNotNamed Grant typed", "InputNotNamed Grant key", "InputNotNamed Grant local"],
            PublicationRules.AgainstUnnamed(inputs, answered: null).Select(failure => $"{failure.Code} {failure.Value}"));
        Assert.Equal(
            ["InputNotNamed Grant key", "InputNotNamed Grant local"],
            PublicationRules.AgainstUnnamed(inputs, new("why", [inputs[1].Key()])).Select(failure => $"{failure.Code} {failure.Value}"));
    }

    [Fact]
    public void Against_AStatedBookValue_IsNothing() =>
        Assert.Empty(PublicationRules.Against(WithExercise("stated"), PublicationPurpose.Cost, Given.Today));

    [Fact]
    public void Against_AChangeOfTerms_IsNoAmountPaidIn()
    {
        var subject = Given.Subject().With(value => value with { Kind = MeasurementKind.Modified, Increment = "1000" });

        Assert.Empty(PublicationRules.Against(subject, PublicationPurpose.Cost, Given.Today));
        Assert.Equal("purpose", Assert.Single(PublicationRules.Against(subject, PublicationPurpose.AmountPaidIn, Given.Today)).Field);
        Assert.Equal(new("1000", subject.Value.RightsOutstanding, $"{1000 * subject.Value.RightsOutstanding}"), PublishedFigures.Of(subject.Value));
    }

    [Fact]
    public void Against_AValueOfAGrantDateBeforeTheAllotment_IsNoAmountPaidIn()
    {
        var subject = Given.Subject().With(terms => terms with { AllotmentDate = Given.Subject().Value.MeasurementDate.AddDays(15) });

        Assert.Empty(PublicationRules.Against(subject, PublicationPurpose.Cost, Given.Today));
        Assert.Equal("purpose", Assert.Single(PublicationRules.Against(subject, PublicationPurpose.AmountPaidIn, Given.Today)).Field);
    }

    [Fact]
    public void Against_AnAssumedBookValueOfAnExerciseThatWasTakenBack_IsNothing()
    {
        var subject = WithExercise("assumed: fully expensed, never modified");
        var exercise = subject.Facts.Events[0].Event;
        var takenBack = new StoredEvent(exercise with { Reference = "taken back", Reverses = exercise.Id }, null, "b3", 2);

        Assert.Empty(PublicationRules.Against(
            subject with { Facts = subject.Facts with { Events = [.. subject.Facts.Events, takenBack] } }, PublicationPurpose.Cost, Given.Today));
    }

    [Fact]
    public void Against_SeveralThings_NamesEach()
    {
        var subject = Given.Subject().With(value => value with { IsSynthetic = true, RoundingFlagged = true, Status = ValueStatus.Provisional });

        Assert.Equal(
            [ReasonCode.ValueNotFinal, ReasonCode.OpenFlag, ReasonCode.SyntheticInputs],
            PublicationRules.Against(subject, PublicationPurpose.Cost, Given.Today).Select(failure => failure.Code));
    }

    [Fact]
    public void AgainstDecider_WhoCausedNothing_IsNothing() =>
        Assert.Null(PublicationRules.AgainstDecider(Given.Suzuki, Given.Sato, Given.Tanaka, [Given.Input("1")]));

    private static readonly Dictionary<string, (Person By, Person? Asker, GivenInput Input, string Refused)> Deciding = new()
    {
        ["typed name"] = (Person.Typed("Suzuki"), null, Given.Input("1"), "IdentityNotVerified"),
        ["key"] = (new("a program", Person.MasterKey), null, Given.Input("1"), "IdentityNotVerified"),
        ["proposer"] = (Given.Sato, null, Given.Input("1"), "SameIdentity"),
        ["proposer under another name"] = (Person.SignedIn("Sato-Ito", "1"), null, Given.Input("1"), "SameIdentity"),
        ["asker of the run"] = (Given.Suzuki, Given.Suzuki, Given.Input("1"), "SameIdentity"),
        ["asker by a typed name"] = (Given.Suzuki, Person.Typed("suzuki"), Given.Input("1"), "SameIdentity"),
        ["sender"] = (Given.Suzuki, null, Given.Input("1", Given.Suzuki), "SameIdentity"),
        ["sender by a typed name"] = (Given.Suzuki, null, Given.Input("1", Person.Typed("Suzuki")), "SameIdentity"),
    };

    public static TheoryData<string> Deciders => [.. Deciding.Keys];

    [Theory]
    [MemberData(nameof(Deciders))]
    public void AgainstDecider_WhoMayNot_SaysWhy(string what)
    {
        var (by, asker, input, refused) = Deciding[what];

        Assert.Equal(refused, $"{PublicationRules.AgainstDecider(by, Given.Sato, asker, [input])?.Code}");
    }

    private static PublicationSubject WithExercise(string origin)
    {
        var item = new GrantEvent(Given.Issuer, "g", new(2013, 7, 11), LifeEventKind.Exercised, 1, "notice");
        var settlement = new EventSettlement
        {
            RightsOutstanding = 1,
            Exercise = new()
            {
                Rights = 1,
                SharesPerRight = 200m,
                ExercisePrice = 1m,
                Shares = 200m,
                DroppedFraction = 0m,
                AmountPayable = 200m,
                NewShares = 200m,
                TreasuryShares = 0m,
                BookValueOrigin = origin,
            },
        };
        var subject = Given.Subject();
        return subject with { Facts = subject.Facts with { Events = [new(item, SettlementText.Write(settlement), "b2", 2)] } };
    }

    private static PublicationSubject Unsealed()
    {
        var subject = Given.Subject();
        return subject with { Facts = subject.Facts with { Value = subject.Value with { Hash = Seals.Unsealed } } };
    }
}
