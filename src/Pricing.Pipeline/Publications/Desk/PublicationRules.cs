using System.Globalization;
using Pricing.Grants.Measurements;
using Pricing.Grants.Terms;
using Pricing.Pipeline.Controls.People;
using Pricing.Pipeline.Publications.Inputs;
using Pricing.Pipeline.Publications.Records;
using Pricing.Pipeline.Register.Events;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Sealing;
using Pricing.Pipeline.Settlements;
using Pricing.Pipeline.Valuations;
using Pricing.Pipeline.Values;

namespace Pricing.Pipeline.Publications.Desk;

/// <summary>What must not be published, and who must not decide. Every refusal has a name.</summary>
public static class PublicationRules
{
    private const string AssumedOrigin = "assumed";

    /// <summary>What speaks against publishing a value.</summary>
    /// <param name="subject">The value.</param>
    /// <param name="purpose">What for.</param>
    /// <param name="today">The date in Japan.</param>
    /// <param name="roundingReason">Why an amount on a rounding boundary stands, as it is proposed; null where that is not stated.</param>
    /// <returns>Every reason; none where it can be published.</returns>
    public static IReadOnlyList<Failure> Against(
        PublicationSubject subject, PublicationPurpose purpose, DateOnly today, string? roundingReason = null)
    {
        ArgumentNullException.ThrowIfNull(subject);
        return [.. OfState(subject.Value, purpose, subject.Grant.Terms), .. OfVersion(subject), .. subject.Outdated, .. OfFlags(subject, roundingReason), .. OfSources(subject, today)];
    }

    /// <summary>Why somebody must not propose or decide at all.</summary>
    /// <param name="by">Who.</param>
    /// <returns>The reason; null where the identity is verified.</returns>
    public static Failure? AgainstUnverified(Person by)
    {
        ArgumentNullException.ThrowIfNull(by);
        return by.IsVerified
            ? null
            : new(ReasonCode.IdentityNotVerified, "identity", by.Identity, "only somebody who signed in can propose or decide");
    }

    /// <summary>Why somebody must not approve, or decide about a difference.</summary>
    /// <param name="by">Who.</param>
    /// <param name="proposer">Who proposed it; null where nobody did.</param>
    /// <param name="asker">Who asked for the run that made the value; null where that is not known.</param>
    /// <param name="inputs">The inputs that would be approved.</param>
    /// <returns>The reason; null where nothing speaks against it.</returns>
    public static Failure? AgainstDecider(Person by, Person? proposer, Person? asker, IEnumerable<GivenInput> inputs)
    {
        ArgumentNullException.ThrowIfNull(by);
        ArgumentNullException.ThrowIfNull(inputs);

        if (AgainstUnverified(by) is { } unverified) return unverified;
        if (proposer is not null && !by.IsSurelyAnother(proposer)) return Same(by, "proposed the publication");
        if (asker is not null && MayBe(by, asker)) return Same(by, "asked for the run that made the value");
        return inputs.FirstOrDefault(input => MayBe(by, input.By)) is { } own ? Same(by, $"gave one of the inputs, {own.Kind} {own.Subject}") : null;
    }

    /// <summary>Whether somebody may be another one: of a name that nothing vouches for, whoever bears it may be him.</summary>
    private static bool MayBe(Person by, Person other) =>
        by.Identity == other.Identity || (!other.IsVerified && string.Equals(by.Name, other.Name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether nobody who signed in gave an input. What the settings of the host say stands in their log.</summary>
    /// <param name="input">The input.</param>
    public static bool IsUnnamed(GivenInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return !input.By.IsVerified && input.Kind != GivenKind.ConfirmedPrice;
    }

    /// <summary>The inputs that nobody who signed in gave: whoever did may be the one who approves them.</summary>
    /// <param name="inputs">The inputs that would be approved.</param>
    /// <param name="answered">For which of them whoever proposes answers; null for none.</param>
    /// <returns>Each of them; none where everybody is known.</returns>
    public static IEnumerable<Failure> AgainstUnnamed(IEnumerable<GivenInput> inputs, Answering? answered)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return inputs.Where(input => IsUnnamed(input) && answered?.Inputs.Contains(input.Key()) != true).Select(input => new Failure(
            ReasonCode.InputNotNamed,
            "input",
            $"{input.Kind} {input.Subject}",
            $"nobody who signed in gave it, but {input.By}; whoever proposes the value may answer for it, with a reason in answersFor"));
    }

    private static Failure Same(Person by, string what) =>
        new(ReasonCode.SameIdentity, "identity", by.Name, $"{what}; somebody else must decide");

    private static IEnumerable<Failure> OfState(ValueRecord value, PublicationPurpose purpose, GrantTerms terms)
    {
        if (value.Status != ValueStatus.Final)
            yield return new(ReasonCode.ValueNotFinal, "status", $"{value.Status}", "only a final value can be published");
        if (value.Kind == MeasurementKind.Indicative)
            yield return new(ReasonCode.ValueEstimated, "kind", $"{value.Kind}", "it is an estimate before the grant date");
        if (value.Kind == MeasurementKind.Remeasured && terms.AwardClass != AwardClass.Liability)
            yield return new(ReasonCode.ValueNotOfBooks, "kind", $"{value.Kind}", "the later value of an equity-classified award is for management");
        if (purpose == PublicationPurpose.AmountPaidIn && value.Kind != MeasurementKind.GrantDate)
            yield return new(ReasonCode.InvalidField, "purpose", $"{purpose}", "the amount paid in is the grant-date value");
        else if (purpose == PublicationPurpose.AmountPaidIn && value.MeasurementDate != terms.AllotmentDate)
            yield return new(ReasonCode.InvalidField, "purpose", $"{purpose}", $"the amount paid in is the value of the allotment date {DateText.Of(terms.AllotmentDate)}, and this one is of the grant date {DateText.Of(value.MeasurementDate)}");
    }

    private static IEnumerable<Failure> OfVersion(PublicationSubject subject)
    {
        var (value, grant) = (subject.Value, subject.Grant);
        if (subject.Newest.Version != value.Version)
            yield return new(ReasonCode.NotCurrent, "version", Text(value.Version), $"version {Text(subject.Newest.Version)} of the value stands");
        if (grant.VersionOn(value.MeasurementDate) is var terms && terms != value.GrantVersion)
            yield return new(ReasonCode.NotCurrent, "grant_version", Text(value.GrantVersion), $"version {Text(terms)} of the terms stands, and no value is made of it yet");
        if (subject.RightsOutstanding != value.RightsOutstanding)
            yield return new(ReasonCode.NotCurrent, "rights", Text(value.RightsOutstanding), $"by the events as they stand {Text(subject.RightsOutstanding)} rights are outstanding, and no value is made of them yet");
        if (value.Hash == Seals.Unsealed)
            yield return new(ReasonCode.NotDetermined, "hash", value.Hash, "it was stored before values were sealed; ask for a run of its date");
    }

    private static IEnumerable<Failure> OfFlags(PublicationSubject subject, string? roundingReason)
    {
        var value = subject.Value;
        if (value.HasRoundingFlag && roundingReason is null)
            yield return Flag("rounding", value.AmountPerRight, "an amount lies on a rounding boundary, or so near that a spreadsheet may round the other way; where it stands all the same, say why in roundingReason");
        foreach (var suspect in subject.Suspects)
            yield return Flag("suspect_price", suspect.Value, suspect.Reason);
        if (value.SharePriceOrigin == SharePriceOrigin.PreviousClose)
            yield return Flag("share_price_origin", value.SharePrice, "the previous close stands for the base price of the next trading day, which no source states");
        if (value.BasisInDoubt is { } doubt)
            yield return Flag("basis_in_doubt", value.AmountPerRight, doubt);
        var standing = GrantEvent.Standing(subject.Facts.Events.Select(item => item.Event).ToList()).Select(happened => happened.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var item in subject.Facts.Events)
        {
            if (standing.Contains(item.Event.Id)
                && item.Settlement is { } text
                && SettlementText.Read(text).Exercise is { } exercise
                && exercise.BookValueOrigin.StartsWith(AssumedOrigin, StringComparison.Ordinal))
            {
                yield return Flag("book_value", item.Event.Id, $"the book value of the exercise of {DateText.Of(item.Event.Date)} is {exercise.BookValueOrigin}");
            }
        }
    }

    private static IEnumerable<Failure> OfSources(PublicationSubject subject, DateOnly today)
    {
        if (subject.Value.IsSynthetic)
            yield return new(ReasonCode.SyntheticInputs, "is_synthetic", "true", "at least one source says that its figures are made up");
        else if (subject.Inputs.FirstOrDefault(input => input.IsSynthetic) is { } madeUp)
            yield return new(ReasonCode.SyntheticInputs, "is_synthetic", madeUp.File, "its sender says that its figures are made up");
        if (subject.Grant.Terms.AllottedConfirmedOn is not { } confirmed)
            yield return new(ReasonCode.NumberNotConfirmed, "allotted_confirmed_on", "", "the terms do not state that the number allotted is confirmed");
        else if (confirmed > today)
            yield return new(ReasonCode.NumberNotConfirmed, "allotted_confirmed_on", DateText.Of(confirmed), "the number allotted is confirmed on a later day");
        foreach (var (feed, reason) in subject.NotConfirmed)
            yield return new(ReasonCode.PublishingNotConfirmed, "source", feed, reason);
    }

    private static Failure Flag(string name, string value, string reason) => new(ReasonCode.OpenFlag, name, value, reason);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
