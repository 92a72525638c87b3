using Pricing.Pipeline.Controls.Book;
using Pricing.Pipeline.Controls.People;
using Pricing.Pipeline.Publications.Desk;
using Pricing.Pipeline.Publications.Inputs;
using Pricing.Pipeline.Publications.Records;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Values;

namespace Pricing.Pipeline.Tests.Publications;

/// <summary>A value that can be published, and decisions about it, without storage.</summary>
internal static class Given
{
    public const string Issuer = "IIJ";

    public static readonly Person Sato = Person.SignedIn("Sato", "1");
    public static readonly Person Suzuki = Person.SignedIn("Suzuki", "2");
    public static readonly Person Tanaka = Person.SignedIn("Tanaka", "3");
    public static readonly DateTimeOffset At = new(2026, 4, 1, 9, 0, 0, TimeSpan.Zero);
    public static readonly DateOnly Today = new(2026, 4, 1);

    /// <summary>The grant-date value of the third series, as if its closes were no made-up ones.</summary>
    public static ValueFacts Facts(params string[] changes)
    {
        var valued = Valuations.Facts.Value(
            Valuations.Facts.Of(), changes: ["allotted_confirmed_on=2013-07-11", "exercise_price_adjustment=none", .. changes]);
        Assert.Empty(valued.Failures);
        var value = ValueSeal.Of(ValueRecording.Of(valued, "e0f1") with { RunDate = Valuations.Facts.Allotment, RunVersion = 1, IsSynthetic = false });
        return new()
        {
            Value = value,
            Versions = [(value, null)],
            Terms = [valued.Grant with { BatchHash = "b1", Line = 2 }],
            Events = [],
            Evidence = ValueEvidence.Of(valued),
            Market = Valuations.Facts.Of(),
        };
    }

    public static PublicationSubject Subject(params string[] changes) => Subject(Facts(changes));

    public static PublicationSubject Subject(ValueFacts facts) => new()
    {
        Facts = facts,
        Newest = facts.Value,
        Grant = facts.Terms[^1],
        RightsOutstanding = facts.Value.RightsOutstanding,
        Outdated = [],
        Inputs = [Input("version 1")],
        Suspects = [],
        NotConfirmed = [],
    };

    public static PublicationSubject With(this PublicationSubject subject, Func<ValueRecord, ValueRecord> change)
    {
        var changed = ValueSeal.Of(change(subject.Value));
        return subject with { Facts = subject.Facts with { Value = changed }, Newest = changed };
    }

    public static PublicationSubject With(this PublicationSubject subject, Func<GrantTerms, GrantTerms> change) =>
        subject with { Grant = subject.Grant with { Terms = change(subject.Grant.Terms) } };

    public static PublicationSubject Changed(this PublicationSubject subject, Func<PublicationSubject, PublicationSubject> change) => change(subject);

    public static GivenInput Input(string subject, Person? by = null) => new()
    {
        Kind = GivenKind.Grant,
        Subject = subject,
        States = "exercise_price=1",
        Source = "b1 line 2",
        By = by ?? Tanaka,
        TakenAt = At,
    };

    public static Proposal Proposal(ValueRecord value, int? supersedes = null) =>
        Pipeline.Publications.Records.Proposal.Of(value, PublicationPurpose.Cost, "board, 2013-06-26") with { Supersedes = supersedes };

    /// <summary>Decisions in their order.</summary>
    public static List<Decision> Decisions(params DecisionDraft[] drafts) =>
    [
        .. drafts.Select((draft, index) => new Decision
        {
            Issuer = Issuer, Number = index + 1, Kind = draft.Kind, By = draft.By, At = draft.At, Content = draft.Content, Hash = $"{index + 1}",
        }),
    ];

    public static DecisionDraft Proposed(Proposal proposal) =>
        DecisionDraft.Of(PublicationKinds.Proposed, Sato, At, proposal, PublicationJson.Readable.Proposal);

    public static DecisionDraft Approved(int number, ValueRecord value, params GivenInput[] inputs) => DecisionDraft.Of(
        PublicationKinds.Approved, Suzuki, At, new(number, value.Hash, GivenList.HashOf(value, inputs), inputs), PublicationJson.Readable.Approval);

    public static DecisionDraft Rejected(int number, string reason) =>
        DecisionDraft.Of(PublicationKinds.Rejected, Suzuki, At, new(number, reason), PublicationJson.Readable.Rejection);

    public static DecisionDraft Withdrawn(int number, string reason) =>
        DecisionDraft.Of(PublicationKinds.Withdrawn, Sato, At, new(number, reason), PublicationJson.Readable.Rejection);

    public static DecisionDraft Kept(int number, Difference difference) => DecisionDraft.Of(
        PublicationKinds.Kept,
        Suzuki,
        At,
        difference.Keep("below one yen a share") with { Publication = number },
        PublicationJson.Readable.Keeping);
}
