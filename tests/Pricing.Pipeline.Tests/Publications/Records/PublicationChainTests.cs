using Pricing.Pipeline.Controls.Book;
using Pricing.Pipeline.Publications.Desk;
using Pricing.Pipeline.Publications.Records;
using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Valuations;
using Pricing.Pipeline.Values;

namespace Pricing.Pipeline.Tests.Publications.Records;

public sealed class PublicationChainTests
{
    private static readonly ValueRecord Value = Given.Subject().Value;
    private static readonly ValueRecord Later = ValueSeal.Of(Value with { Version = 2, AmountPerRight = "648000", Total = "87480000" });

    [Fact]
    public void Of_AProposalThatIsApproved_IsPublishedWithWhatWasShown()
    {
        var chain = PublicationChain.Of(Given.Decisions(Given.Proposed(Given.Proposal(Value)), Given.Approved(1, Value, Given.Input("version 1"))));

        var one = Assert.Single(chain.All);
        Assert.Equal((PublicationStatus.Published, Given.Sato, Given.Suzuki), (one.Status, one.ProposedBy, one.DecidedBy));
        Assert.Equal(one, chain.Standing(Value.GrantId, Value.MeasurementDate, PublicationPurpose.Cost));
        Assert.Equal("version 1", Assert.Single(chain.InputsOf(1)).Subject);
        Assert.Empty(chain.OutOfOrder);
    }

    [Fact]
    public void Of_ACorrection_SupersedesAndBothStayShown()
    {
        var chain = PublicationChain.Of(Given.Decisions(
            Given.Proposed(Given.Proposal(Value)),
            Given.Approved(1, Value),
            Given.Proposed(Given.Proposal(Later, supersedes: 1)),
            Given.Approved(3, Later)));

        Assert.Equal(
            [(1, PublicationStatus.Superseded, 3), (3, PublicationStatus.Published, (int?)null)],
            chain.OfValue(Value.GrantId, Value.MeasurementDate).Select(one => (one.Number, one.Status, one.SupersededBy)));
        Assert.Equal(3, chain.Standing(Value.GrantId, Value.MeasurementDate, PublicationPurpose.Cost)?.Number);
    }

    [Fact]
    public void Of_ARejection_StaysShownWithItsReasonAndPublishesNothing()
    {
        var chain = PublicationChain.Of(Given.Decisions(Given.Proposed(Given.Proposal(Value)), Given.Rejected(1, "wrong resolution")));

        Assert.Equal((PublicationStatus.Rejected, "wrong resolution"), chain.Find(1) is { } one ? (one.Status, one.Reason) : default);
        Assert.Empty(chain.OfValue(Value.GrantId, Value.MeasurementDate));
    }

    [Fact]
    public void Of_AProposalThatWasTakenBack_StaysShownAndPublishesNothing()
    {
        var chain = PublicationChain.Of(Given.Decisions(Given.Proposed(Given.Proposal(Value)), Given.Withdrawn(1, "wrong resolution")));

        Assert.Equal((PublicationStatus.Withdrawn, "wrong resolution", Given.Sato), chain.Find(1) is { } one ? (one.Status, one.Reason, one.DecidedBy) : default);
        Assert.Empty(chain.OfValue(Value.GrantId, Value.MeasurementDate));
    }

    [Fact]
    public void Of_ADecisionAboutWhatWasNotProposed_IsDamage()
    {
        var damage = Assert.Throws<DamagedContentException>(() => PublicationChain.Of(Given.Decisions(Given.Rejected(7, "none"))));

        Assert.Equal("decisions of IIJ, number 1", damage.Place);
    }

    [Fact]
    public void Of_DecisionsAboutWhatIsDecidedAlready_AreOutOfOrder()
    {
        var chain = PublicationChain.Of(Given.Decisions(
            Given.Proposed(Given.Proposal(Value)),
            Given.Approved(1, Value),
            Given.Rejected(1, "too late"),
            Given.Proposed(Given.Proposal(Later, supersedes: 1)),
            Given.Approved(4, Later),
            Given.Withdrawn(4, "too late")));

        Assert.Equal(
            [
                (3, 1, PublicationStatus.Published, PublicationStatus.Proposed), (5, 1, PublicationStatus.Rejected, PublicationStatus.Published),
                (6, 4, PublicationStatus.Published, PublicationStatus.Proposed),
            ],
            chain.OutOfOrder.Select(found => (found.Decision.Number, found.Before.Number, found.Before.Status, found.From)));
    }

    [Fact]
    public void Of_DecisionsOfOtherRooms_ArePassedOver() => Assert.Empty(PublicationChain.Of(Given.Decisions(
        DecisionDraft.Of("closed", Given.Suzuki, Given.At, new(1, ""), PublicationJson.Readable.Rejection))).All);

    [Fact]
    public void Difference_OfTheSameFigures_IsNone()
    {
        var (one, chain) = Published();

        Assert.Null(Difference.Of(one, Value with { Version = 2, Hash = "another" }, chain));
    }

    [Fact]
    public void Difference_OfTheSameFiguresOfOtherInputs_IsOpen()
    {
        var (one, chain) = Published();

        var difference = Difference.Of(one, Value with { Version = 2, Hash = "another", InputHash = "another" }, chain, Value)!;

        Assert.Equal((true, DifferenceStatus.Open, "0"), (difference.IsSameAmount, difference.Status, difference.PerRight));
        Assert.Null(Difference.Of(one, Value with { Version = 3, Hash = "a third" }, chain, Value));
    }

    [Fact]
    public void Difference_OfALaterValue_IsOpenUntilItIsKeptAndAgainWhereItMovesOn()
    {
        var (one, chain) = Published();
        var open = Difference.Of(one, Later, chain)!;
        var kept = PublicationChain.Of(Given.Decisions(Given.Proposed(Given.Proposal(Value)), Given.Approved(1, Value), Given.Kept(1, open)));
        var after = kept.Find(1)!;

        var shown = Difference.Of(after, Later with { Version = 3 }, kept)!;
        var moved = Difference.Of(after, Later with { Version = 4, AmountPerRight = "649000", Hash = "h4" }, kept)!;
        var ofOthers = Difference.Of(after, Later with { Version = 5, Hash = "h5" }, kept)!;

        Assert.Equal(DifferenceStatus.Open, open.Status);
        Assert.Equal(("1000", DecimalText.Of(87_480_000m - DecimalText.Parse(Value.Total)!.Value)), (DecimalText.Of(648_000m - DecimalText.Parse(Value.AmountPerRight)!.Value), open.InTotal));
        Assert.Equal((DifferenceStatus.Kept, "below one yen a share"), (shown.Status, shown.Kept?.Content.Reason));
        Assert.Equal((DifferenceStatus.Open, DifferenceStatus.Open), (moved.Status, ofOthers.Status));
    }

    [Fact]
    public void Difference_OfALaterValueThatFailed_HasNoFigures()
    {
        var (one, chain) = Published();

        var difference = Difference.Of(one, Value with { Version = 2, Status = ValueStatus.Failed, AmountPerRight = "", Total = "" }, chain)!;

        Assert.Equal((ValueStatus.Failed, null, null), (difference.LaterStatus, difference.PerRight, difference.InTotal));
    }

    [Fact]
    public void Difference_WithACorrectionThatWaits_NamesIt()
    {
        var chain = PublicationChain.Of(Given.Decisions(
            Given.Proposed(Given.Proposal(Value)), Given.Approved(1, Value), Given.Proposed(Given.Proposal(Later, supersedes: 1))));

        Assert.Equal(3, Difference.Of(chain.Find(1)!, Later, chain)?.Correction);
    }

    private static (Publication One, PublicationChain Chain) Published()
    {
        var chain = PublicationChain.Of(Given.Decisions(Given.Proposed(Given.Proposal(Value)), Given.Approved(1, Value)));
        return (chain.Find(1)!, chain);
    }
}
