using System.Globalization;
using System.Runtime.CompilerServices;
using Pricing.Pipeline.Controls.Book;
using Pricing.Pipeline.Controls.People;
using Pricing.Pipeline.Publications.Inputs;
using Pricing.Pipeline.Publications.Records;
using Pricing.Pipeline.Valuations;

namespace Pricing.Pipeline.Publications.Desk;

/// <summary>
/// The published values from which a later one differs. A difference is there as long as figures, or what they are made of, differ; an approver who did not
/// cause it keeps the published value, or approves a publication that takes its place.
/// </summary>
/// <param name="book">The decisions.</param>
/// <param name="reader">Reads values.</param>
/// <param name="clock">The time.</param>
public sealed class DifferenceList(DecisionBook book, SubjectReader reader, TimeProvider clock)
{
    /// <summary>The differences, those that were kept too.</summary>
    /// <param name="issuer">The issuer.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async IAsyncEnumerable<Difference> OfAsync(string issuer, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var chain = PublicationChain.Of(await book.ReadAsync(issuer, cancellationToken));
        foreach (var one in chain.All.Where(one => one.Status == PublicationStatus.Published))
        {
            if (await FindAsync(one, chain, cancellationToken) is { } difference) yield return difference;
        }
    }

    /// <summary>Decides that a published value stays although a later one differs.</summary>
    /// <param name="issuer">The issuer.</param>
    /// <param name="number">The number of the publication.</param>
    /// <param name="valueHash">The hash of the later value as it was shown.</param>
    /// <param name="reason">Why the difference is immaterial.</param>
    /// <param name="by">Who decides.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>The difference as it is then, or the reason against it.</returns>
    public async Task<Outcome<Difference>> KeepAsync(
        string issuer, int number, string valueHash, string reason, Person by, CancellationToken cancellationToken)
    {
        if (PublicationRules.AgainstUnverified(by) is { } unverified) return unverified;

        var chain = PublicationChain.Of(await book.ReadAsync(issuer, cancellationToken));
        if (chain.Find(number) is not { Status: PublicationStatus.Published } one) return Unknown(number, "no publication of this number stands");
        if (await FindAsync(one, chain, cancellationToken) is not { } difference) return Unknown(number, "the newest value says what is published");
        if (difference.LaterHash != valueHash)
            return new Failure(ReasonCode.ShownHasChanged, "valueHash", valueHash, $"version {difference.LaterVersion.ToString(CultureInfo.InvariantCulture)} stands since; look at it again: {difference.LaterHash}");
        if (difference.LaterStatus != ValueStatus.Final)
            return new Failure(ReasonCode.ValueNotFinal, "status", $"{difference.LaterStatus}", "the later value is not final; wait for the one that is, or correct what it failed of");

        var read = await reader.ReadAsync(issuer, difference.GrantId, difference.MeasurementDate, difference.LaterVersion, cancellationToken);
        if (!read.TryGet(out var subject)) return read.Failures.ToList();
        var inputs = GivenList.Since(subject.Inputs, chain.ApprovedOf(difference.GrantId));
        if (PublicationRules.AgainstDecider(by, proposer: null, subject.Asker, inputs) is { } same) return same;
        if (PublicationRules.AgainstUnnamed(inputs, answered: null).ToList() is { Count: > 0 } unnamed) return unnamed;

        var kept = difference.Keep(reason);
        var decided = await book.AppendAsync(
            issuer, before => Kept(PublicationChain.Of(before), difference, kept, by), cancellationToken);
        if (!decided.IsSuccess) return decided.Failures.ToList();

        chain = PublicationChain.Of(await book.ReadAsync(issuer, cancellationToken));
        return difference with { Status = DifferenceStatus.Kept, Kept = chain.Find(number)!.Kept[^1] };
    }

    private static Failure Unknown(int number, string reason) =>
        new(ReasonCode.UnknownPublication, "number", number.ToString(CultureInfo.InvariantCulture), reason);

    private Outcome<DecisionDraft> Kept(PublicationChain chain, Difference difference, Keeping kept, Person by) =>
        chain.Find(difference.Number) is not { Status: PublicationStatus.Published } one
            ? new Failure(ReasonCode.AlreadyDecided, "number", difference.Number.ToString(CultureInfo.InvariantCulture), "another publication took its place")
            : one.Kept.Any(item => item.Content.ValueHash == kept.ValueHash)
                ? new Failure(ReasonCode.AlreadyDecided, "number", difference.Number.ToString(CultureInfo.InvariantCulture), "the difference is kept already")
                : DecisionDraft.Of(PublicationKinds.Kept, by, clock.GetUtcNow(), kept, PublicationJson.Readable.Keeping);

    private async Task<Difference?> FindAsync(Publication one, PublicationChain chain, CancellationToken cancellationToken)
    {
        var versions = await reader.HistoryAsync(one.Issuer, one.Content.GrantId, one.Content.MeasurementDate, cancellationToken);
        if (versions.Count == 0) return null;

        var (newest, published) = (versions[0], versions.FirstOrDefault(value => value.Hash == one.Content.ValueHash));
        var difference = Difference.Of(one, newest, chain, published);
        return difference is null || published is null ? difference : difference with
        {
            Changed = DifferenceCauses.Of(
                published, await reader.EvidenceAsync(published, cancellationToken), newest, await reader.EvidenceAsync(newest, cancellationToken)),
        };
    }
}
