using Pricing.Pipeline.Controls.Book;
using Pricing.Pipeline.Publications.Inputs;
using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.Publications.Records;

/// <summary>What an issuer's decisions about publications add up to.</summary>
public sealed class PublicationChain
{
    private readonly SortedDictionary<int, Publication> publications = [];
    private readonly Dictionary<int, IReadOnlyList<GivenInput>> inputs = [];
    private readonly List<DecisionOutOfOrder> outOfOrder = [];

    private PublicationChain()
    {
    }

    /// <summary>All publications, by their numbers.</summary>
    public IReadOnlyCollection<Publication> All => publications.Values;

    /// <summary>
    /// Decisions about publications that did not stand where such a decision finds them, the first one first: a publication is decided about
    /// once, and kept or superseded as long as it stands. No desk decides otherwise.
    /// </summary>
    public IReadOnlyList<DecisionOutOfOrder> OutOfOrder => outOfOrder;

    /// <summary>Reads decisions.</summary>
    /// <param name="decisions">The decisions about an issuer, the first one first; those of other kinds are passed over.</param>
    /// <exception cref="DamagedContentException">One cannot be read, or speaks about a publication that is not there.</exception>
    public static PublicationChain Of(IReadOnlyList<Decision> decisions)
    {
        ArgumentNullException.ThrowIfNull(decisions);

        var chain = new PublicationChain();
        foreach (var decision in decisions) chain.Add(decision);
        return chain;
    }

    /// <summary>A publication; null where there is none of that number.</summary>
    /// <param name="number">The number.</param>
    public Publication? Find(int number) => publications.GetValueOrDefault(number);

    /// <summary>What stands published of a grant, a date and a purpose; null where nothing does.</summary>
    /// <param name="grantId">The grant.</param>
    /// <param name="date">The measurement date.</param>
    /// <param name="purpose">The purpose.</param>
    public Publication? Standing(string grantId, DateOnly date, PublicationPurpose purpose) => All.LastOrDefault(
        one => one.Status == PublicationStatus.Published && one.Subject == (grantId, date, purpose));

    /// <summary>What was published of a grant and a date, by number; what another took the place of too.</summary>
    /// <param name="grantId">The grant.</param>
    /// <param name="date">The measurement date.</param>
    public IReadOnlyList<Publication> OfValue(string grantId, DateOnly date) =>
    [
        .. All.Where(one => one.Status is PublicationStatus.Published or PublicationStatus.Superseded
            && (one.Content.GrantId, one.Content.MeasurementDate) == (grantId, date)),
    ];

    /// <summary>The inputs that were approved with a publication; none of one that was not.</summary>
    /// <param name="number">The number.</param>
    public IReadOnlyList<GivenInput> InputsOf(int number) => inputs.GetValueOrDefault(number, []);

    /// <summary>All inputs that were approved with a grant's publications.</summary>
    /// <param name="grantId">The grant.</param>
    public IEnumerable<GivenInput> ApprovedOf(string grantId) =>
        All.Where(one => one.Content.GrantId == grantId).SelectMany(one => InputsOf(one.Number));

    private void Add(Decision decision)
    {
        switch (decision.Kind)
        {
            case PublicationKinds.Proposed:
                publications[decision.Number] = new()
                {
                    Issuer = decision.Issuer,
                    Number = decision.Number,
                    Content = decision.Read(PublicationJson.Readable.Proposal),
                    Status = PublicationStatus.Proposed,
                    ProposedBy = decision.By,
                    ProposedAt = decision.At,
                    Decision = decision.Hash,
                };
                break;
            case PublicationKinds.Approved:
                Approve(decision, decision.Read(PublicationJson.Readable.Approval));
                break;
            case PublicationKinds.Rejected or PublicationKinds.Withdrawn:
                var rejection = decision.Read(PublicationJson.Readable.Rejection);
                Change(decision, rejection.Publication, PublicationStatus.Proposed, one => Decided(one, decision) with
                {
                    Status = decision.Kind == PublicationKinds.Rejected ? PublicationStatus.Rejected : PublicationStatus.Withdrawn,
                    Reason = rejection.Reason,
                });
                break;
            case PublicationKinds.Kept:
                var keeping = decision.Read(PublicationJson.Readable.Keeping);
                Change(
                    decision,
                    keeping.Publication,
                    PublicationStatus.Published,
                    one => one with { Kept = [.. one.Kept, new(keeping, decision.By, decision.At)] });
                break;
        }
    }

    private void Approve(Decision decision, Approval approval)
    {
        inputs[approval.Publication] = approval.Inputs;
        Change(decision, approval.Publication, PublicationStatus.Proposed, one => Decided(one, decision) with
        {
            Status = PublicationStatus.Published,
            InputsHash = approval.InputsHash,
        });
        if (publications[approval.Publication].Content.Supersedes is not { } before) return;

        Change(decision, before, PublicationStatus.Published, one => one with { Status = PublicationStatus.Superseded, SupersededBy = approval.Publication });
    }

    private static Publication Decided(Publication one, Decision decision) =>
        one with { DecidedBy = decision.By, DecidedAt = decision.At, Decision = decision.Hash };

    private void Change(Decision decision, int number, PublicationStatus from, Func<Publication, Publication> change)
    {
        if (!publications.TryGetValue(number, out var one)) throw decision.Damage($"speaks of publication {number}, which was not proposed before it");

        if (one.Status != from) outOfOrder.Add(new(decision, one, from));
        publications[number] = change(one);
    }
}

/// <summary>A decision about a publication that did not stand where such a decision finds it.</summary>
/// <param name="Decision">The decision.</param>
/// <param name="Before">The publication as it stood before it.</param>
/// <param name="From">Where it would have had to stand.</param>
public sealed record DecisionOutOfOrder(Decision Decision, Publication Before, PublicationStatus From);
