using Pricing.Pipeline.Controls.Book;
using Pricing.Pipeline.Controls.People;
using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.Controls.Periods;

/// <summary>
/// The decisions that close periods and open them again. They stand in the chain of their issuer, beside those about its publications,
/// so that of a closing and a proposal one comes first for good.
/// </summary>
/// <param name="book">The decisions.</param>
public sealed class ClosingBook(DecisionBook book)
{
    private const string ClosedKind = "closed";
    private const string ReopeningAskedKind = "reopening asked";
    private const string ReopenedKind = "reopened";

    /// <summary>Every closing that can be read, by issuer, the first one first.</summary>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async Task<IReadOnlyList<Closing>> ListAsync(CancellationToken cancellationToken) => (await ReadAsync(cancellationToken)).Closings;

    /// <summary>Every closing, and the issuers whose decisions cannot be read.</summary>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async Task<(IReadOnlyList<Closing> Closings, IReadOnlyList<Failure> Damage)> ReadAsync(CancellationToken cancellationToken)
    {
        var (closings, damage) = (new List<Closing>(), new List<Failure>());
        foreach (var chain in await book.AllAsync(cancellationToken))
        {
            try
            {
                closings.AddRange(Of(chain.Decisions));
                if (chain.Damage is { } unread) damage.Add(unread);
            }
            catch (DamagedContentException damaged)
            {
                damage.Add(new(ReasonCode.DamagedData, "issuer", chain.Issuer, damaged.Message));
            }
        }

        return ([.. closings.OrderBy(closing => closing.Issuer, StringComparer.Ordinal).ThenBy(closing => closing.ClosedAt)], damage);
    }

    /// <summary>Closes a period.</summary>
    /// <param name="content">Which.</param>
    /// <param name="by">Who closes it.</param>
    /// <param name="at">When, UTC.</param>
    /// <param name="against">What speaks against it by the issuer's decisions and closings; null where nothing does.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async Task<Outcome<Closing>> CloseAsync(
        ClosedContent content,
        Person by,
        DateTimeOffset at,
        Func<IReadOnlyList<Decision>, IReadOnlyList<Closing>, IReadOnlyList<Failure>> against,
        CancellationToken cancellationToken)
    {
        var decided = await book.AppendAsync(
            content.Issuer,
            before => against(before, Of(before)) is { Count: > 0 } refused
                ? refused.ToList()
                : DecisionDraft.Of(ClosedKind, by, at, content, PeriodJson.Readable.ClosedContent),
            cancellationToken);
        return decided.TryGet(out var decision) ? Closed(decision) : decided.Failures.ToList();
    }

    /// <summary>Asks for a period to be opened again, or opens one for which somebody asked.</summary>
    /// <param name="issuer">The issuer.</param>
    /// <param name="content">Which, and why.</param>
    /// <param name="by">Who.</param>
    /// <param name="at">When, UTC.</param>
    /// <param name="against">What speaks against it by the closing as it stands and all of the issuer; null where nothing does.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async Task<Outcome<Closing>> ReopenAsync(
        string issuer,
        ReopeningContent content,
        Person by,
        DateTimeOffset at,
        Func<Closing?, IReadOnlyList<Closing>, Failure?> against,
        CancellationToken cancellationToken)
    {
        var decided = await book.AppendAsync(
            issuer,
            before =>
            {
                var now = Of(before);
                var found = Find(now, content.Closing);
                return against(found, now) is { } refused
                    ? refused
                    : DecisionDraft.Of(found!.ReopeningAskedBy is null ? ReopeningAskedKind : ReopenedKind, by, at, content, PeriodJson.Readable.ReopeningContent);
            },
            cancellationToken);
        if (!decided.TryGet(out var decision)) return decided.Failures.ToList();

        return Find(Of((await book.ReadAsync(issuer, cancellationToken)).Take(decision.Number)), content.Closing)!;
    }

    /// <summary>What decisions say of closings.</summary>
    /// <param name="decisions">A chain; decisions of other kinds are passed over.</param>
    /// <exception cref="DamagedContentException">One cannot be read, or speaks about a closing that is not there.</exception>
    public static IReadOnlyList<Closing> Of(IEnumerable<Decision> decisions)
    {
        ArgumentNullException.ThrowIfNull(decisions);

        var closings = new List<Closing>();
        foreach (var decision in decisions)
        {
            if (decision.Kind == ClosedKind) closings.Add(Closed(decision));
            if (decision.Kind is not (ReopeningAskedKind or ReopenedKind)) continue;

            var reopening = decision.Read(PeriodJson.Readable.ReopeningContent);
            var index = closings.FindIndex(closing => closing.Number == reopening.Closing);
            if (index < 0) throw decision.Damage($"speaks of closing {reopening.Closing}, which is not before it");

            closings[index] = decision.Kind == ReopenedKind
                ? closings[index] with { ReopenedBy = decision.By, ReopenedAt = decision.At, ReopenedReason = reopening.Reason }
                : closings[index] with { ReopeningReason = reopening.Reason, ReopeningAskedBy = decision.By, ReopeningAskedAt = decision.At };
        }

        return closings;
    }

    private static Closing Closed(Decision decision)
    {
        var closed = decision.Read(PeriodJson.Readable.ClosedContent);
        return new()
        {
            Issuer = closed.Issuer,
            Number = decision.Number,
            Through = closed.Through,
            Shares = closed.Shares,
            Curves = closed.Curves,
            Reason = closed.Reason,
            Unsettled = closed.Unsettled,
            UnsettledReason = closed.UnsettledReason,
            ClosedBy = decision.By,
            ClosedAt = decision.At,
        };
    }

    private static Closing? Find(IReadOnlyList<Closing> closings, int number) => closings.FirstOrDefault(closing => closing.Number == number);
}
