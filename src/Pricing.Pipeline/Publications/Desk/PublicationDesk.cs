using System.Globalization;
using Pricing.Calendars;
using Pricing.Pipeline.Controls.Book;
using Pricing.Pipeline.Controls.People;
using Pricing.Pipeline.Publications.Inputs;
using Pricing.Pipeline.Publications.Records;

namespace Pricing.Pipeline.Publications.Desk;

/// <summary>What is asked to be published.</summary>
/// <param name="Issuer">The issuer.</param>
/// <param name="GrantId">The grant.</param>
/// <param name="MeasurementDate">The measurement date.</param>
/// <param name="Version">The version of the value; null for the newest.</param>
/// <param name="Purpose">What for.</param>
/// <param name="Resolution">The resolution or filing.</param>
public sealed record ProposalRequest(
    string Issuer, string GrantId, DateOnly MeasurementDate, int? Version, PublicationPurpose Purpose, string Resolution)
{
    /// <summary>Why an amount on a rounding boundary stands; null where that is not stated.</summary>
    public string? RoundingReason { get; init; }

    /// <summary>Who gave the inputs that nobody signed in for, and why they are right; null where whoever asks does not answer for them.</summary>
    public string? AnswersFor { get; init; }
}

/// <summary>A publication as an approver looks at it.</summary>
/// <param name="Publication">What was proposed, and what became of it.</param>
/// <param name="Inputs">
/// What persons gave since the grant's publication before: as it is now where it waits, as it was approved where it was approved.
/// </param>
/// <param name="InputsHash">The hash by which it is approved.</param>
/// <param name="Against">What speaks against approving it as it stands; empty of one that is decided.</param>
public sealed record ShownPublication(
    Publication Publication, IReadOnlyList<GivenInput> Inputs, string InputsHash, IReadOnlyList<Failure> Against);

/// <summary>Where publications are proposed, looked at, approved and rejected.</summary>
/// <param name="book">The decisions.</param>
/// <param name="reader">Reads values.</param>
/// <param name="clock">The time.</param>
public sealed class PublicationDesk(DecisionBook book, SubjectReader reader, TimeProvider clock)
{
    private DateOnly Today => JapanTime.DateOf(clock.GetUtcNow());

    /// <summary>The publications of an issuer.</summary>
    /// <param name="issuer">The issuer.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async Task<PublicationChain> ReadAsync(string issuer, CancellationToken cancellationToken) =>
        PublicationChain.Of(await book.ReadAsync(issuer, cancellationToken));

    /// <summary>Proposes a publication.</summary>
    /// <param name="asked">What.</param>
    /// <param name="by">Who proposes.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>The publication, or every reason against it.</returns>
    public async Task<Outcome<Publication>> ProposeAsync(ProposalRequest asked, Person by, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(asked);
        if (PublicationRules.AgainstUnverified(by) is { } unverified) return unverified;

        var read = await reader.ReadAsync(asked.Issuer, asked.GrantId, asked.MeasurementDate, asked.Version, cancellationToken);
        if (!read.TryGet(out var subject)) return read.Failures.ToList();
        if (PublicationRules.Against(subject, asked.Purpose, Today, asked.RoundingReason) is { Count: > 0 } against) return against.ToList();

        var proposed = Proposal.Of(subject.Value, asked.Purpose, asked.Resolution) with
        {
            RoundingReason = subject.Value.HasRoundingFlag ? asked.RoundingReason : null,
        };
        return await DecideAsync(asked.Issuer, chain => Proposed(chain, proposed, subject, asked.AnswersFor, by), cancellationToken);
    }

    /// <summary>A publication as an approver looks at it.</summary>
    /// <param name="issuer">The issuer.</param>
    /// <param name="number">Its number.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>The publication; <see cref="ReasonCode.UnknownPublication"/>.</returns>
    public async Task<Outcome<ShownPublication>> FindAsync(string issuer, int number, CancellationToken cancellationToken)
    {
        var chain = await ReadAsync(issuer, cancellationToken);
        if (chain.Find(number) is not { } one) return Unknown(number);
        if (one.Status != PublicationStatus.Proposed) return new ShownPublication(one, chain.InputsOf(number), one.InputsHash ?? "", []);

        var read = await SubjectAsync(one, cancellationToken);
        return read.TryGet(out var subject)
            ? Shown(chain, one, subject)
            : new ShownPublication(one, [], "", read.Failures);
    }

    /// <summary>Approves a publication.</summary>
    /// <param name="issuer">The issuer.</param>
    /// <param name="number">Its number.</param>
    /// <param name="inputsHash">The hash of the inputs that the approver was shown.</param>
    /// <param name="by">Who approves.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>The publication, or every reason against it.</returns>
    public async Task<Outcome<Publication>> ApproveAsync(
        string issuer, int number, string inputsHash, Person by, CancellationToken cancellationToken)
    {
        if (PublicationRules.AgainstUnverified(by) is { } unverified) return unverified;

        var before = await ReadAsync(issuer, cancellationToken);
        if (before.Find(number) is not { } one) return Unknown(number);
        if (one.Status != PublicationStatus.Proposed) return Decided(one);

        var read = await SubjectAsync(one, cancellationToken);
        if (!read.TryGet(out var subject)) return read.Failures.ToList();

        return await DecideAsync(issuer, chain => Approved(chain, number, subject, inputsHash, by), cancellationToken, number);
    }

    /// <summary>Rejects a publication.</summary>
    /// <param name="issuer">The issuer.</param>
    /// <param name="number">Its number.</param>
    /// <param name="reason">Why.</param>
    /// <param name="by">Who rejects.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>The publication, or the reason against it.</returns>
    public Task<Outcome<Publication>> RejectAsync(string issuer, int number, string reason, Person by, CancellationToken cancellationToken) => EndAsync(
        issuer,
        number,
        PublicationKinds.Rejected,
        reason,
        by,
        one => by.IsSurelyAnother(one.ProposedBy) ? null : PublicationRules.AgainstDecider(by, one.ProposedBy, null, []),
        cancellationToken);

    /// <summary>Takes a publication back that nobody has decided about yet: whoever proposed it.</summary>
    /// <param name="issuer">The issuer.</param>
    /// <param name="number">Its number.</param>
    /// <param name="reason">Why.</param>
    /// <param name="by">Who.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>The publication, or the reason against it.</returns>
    public Task<Outcome<Publication>> WithdrawAsync(string issuer, int number, string reason, Person by, CancellationToken cancellationToken) => EndAsync(
        issuer,
        number,
        PublicationKinds.Withdrawn,
        reason,
        by,
        one => one.ProposedBy.Identity == by.Identity
            ? null
            : new(ReasonCode.NotProposer, "identity", by.Name, $"{one.ProposedBy} proposed it, and takes it back; an approver may reject it"),
        cancellationToken);

    /// <summary>Ends a proposal that nobody approves.</summary>
    private async Task<Outcome<Publication>> EndAsync(
        string issuer, int number, string kind, string reason, Person by, Func<Publication, Failure?> against, CancellationToken cancellationToken)
    {
        if (PublicationRules.AgainstUnverified(by) is { } unverified) return unverified;

        return await DecideAsync(
            issuer,
            chain => chain.Find(number) switch
            {
                null => Unknown(number),
                { Status: not PublicationStatus.Proposed } one => Decided(one),
                { } one when against(one) is { } refused => refused,
                _ => DecisionDraft.Of(kind, by, clock.GetUtcNow(), new(number, reason), PublicationJson.Readable.Rejection),
            },
            cancellationToken,
            number);
    }

    private static Failure Unknown(int number) =>
        new(ReasonCode.UnknownPublication, "number", number.ToString(CultureInfo.InvariantCulture), "no publication of this number was proposed");

    private static Failure Decided(Publication one) => new(
        ReasonCode.AlreadyDecided, "number", one.Number.ToString(CultureInfo.InvariantCulture), $"it is {one.Status} and waits for nobody");

    private static ShownPublication Shown(PublicationChain chain, Publication one, PublicationSubject subject, IReadOnlyList<Failure>? against = null)
    {
        var inputs = InputsOf(chain, subject);
        return new(one, inputs, GivenList.HashOf(subject.Value, inputs), against ?? []);
    }

    private static IReadOnlyList<GivenInput> InputsOf(PublicationChain chain, PublicationSubject subject) =>
        GivenList.Since(subject.Inputs, chain.ApprovedOf(subject.Value.GrantId));

    private Task<Outcome<PublicationSubject>> SubjectAsync(Publication one, CancellationToken cancellationToken) => reader.ReadAsync(
        one.Issuer, one.Content.GrantId, one.Content.MeasurementDate, one.Content.ValueVersion, cancellationToken);

    private ShownPublication Shown(PublicationChain chain, Publication one, PublicationSubject subject) =>
        Shown(chain, one, subject, [.. AgainstNow(chain, one, subject)]);

    private IEnumerable<Failure> AgainstNow(PublicationChain chain, Publication one, PublicationSubject subject)
    {
        if (subject.Value.Hash != one.Content.ValueHash)
            yield return new(ReasonCode.ShownHasChanged, "value_hash", subject.Value.Hash, "the stored value is not the one that was proposed");
        if (chain.Standing(one.Content.GrantId, one.Content.MeasurementDate, one.Content.Purpose)?.Number != one.Content.Supersedes)
            yield return new(ReasonCode.AlreadyPublished, "supersedes", $"{one.Content.Supersedes}", "another publication stands than the one that it would supersede");
        foreach (var against in PublicationRules.Against(subject, one.Content.Purpose, Today, one.Content.RoundingReason)) yield return against;
        foreach (var unnamed in PublicationRules.AgainstUnnamed(InputsOf(chain, subject), one.Content.AnswersFor)) yield return unnamed;
    }

    private Outcome<DecisionDraft> Proposed(PublicationChain chain, Proposal proposed, PublicationSubject subject, string? answer, Person by)
    {
        var about = (proposed.GrantId, proposed.MeasurementDate, proposed.Purpose);
        if (chain.All.FirstOrDefault(one => one.Status == PublicationStatus.Proposed && one.Subject == about) is { } open)
            return new Failure(ReasonCode.AlreadyDecided, "number", open.Number.ToString(CultureInfo.InvariantCulture), "a proposal of the same grant, date and purpose waits for an approver");

        var standing = chain.Standing(proposed.GrantId, proposed.MeasurementDate, proposed.Purpose);
        if (standing is not null && subject.SaysTheSameAs(standing))
            return new Failure(ReasonCode.AlreadyPublished, "number", standing.Number.ToString(CultureInfo.InvariantCulture), "the same figures, of the same inputs, are published already");

        IReadOnlyList<GivenInput> unnamed = [.. InputsOf(chain, subject).Where(PublicationRules.IsUnnamed)];
        var answered = answer is null || unnamed.Count == 0 ? null : new Answering(answer, [.. unnamed.Select(input => input.Key())]);
        List<Failure> against = [.. PublicationRules.AgainstUnnamed(unnamed, answered)];
        return against.Count > 0
            ? against
            : DecisionDraft.Of(
                PublicationKinds.Proposed,
                by,
                clock.GetUtcNow(),
                proposed with { AnswersFor = answered, Supersedes = standing?.Number },
                PublicationJson.Readable.Proposal);
    }

    private Outcome<DecisionDraft> Approved(PublicationChain chain, int number, PublicationSubject subject, string inputsHash, Person by)
    {
        if (chain.Find(number) is not { Status: PublicationStatus.Proposed } one) return Decided(chain.Find(number)!);

        var shown = Shown(chain, one, subject);
        if (PublicationRules.AgainstDecider(by, one.ProposedBy, subject.Asker, shown.Inputs) is { } same) return same;
        if (shown.Against.Count > 0) return shown.Against.ToList();
        if (shown.InputsHash != inputsHash)
            return new Failure(ReasonCode.ShownHasChanged, "inputsHash", inputsHash, $"what persons gave is not what was shown; look at it again: {shown.InputsHash}");

        return DecisionDraft.Of(
            PublicationKinds.Approved,
            by,
            clock.GetUtcNow(),
            new(number, subject.Value.Hash, shown.InputsHash, shown.Inputs),
            PublicationJson.Readable.Approval);
    }

    private async Task<Outcome<Publication>> DecideAsync(
        string issuer, Func<PublicationChain, Outcome<DecisionDraft>> decide, CancellationToken cancellationToken, int? number = null)
    {
        var decided = await book.AppendAsync(issuer, before => decide(PublicationChain.Of(before)), cancellationToken);
        return decided.TryGet(out var decision)
            ? (await ReadAsync(issuer, cancellationToken)).Find(number ?? decision.Number)!
            : decided.Failures.ToList();
    }
}
