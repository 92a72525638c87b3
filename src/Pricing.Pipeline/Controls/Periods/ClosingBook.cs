using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Pricing.Pipeline.Controls.Book;
using Pricing.Pipeline.Controls.People;
using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.Controls.Periods;

/// <summary>
/// The decisions that close periods and open them again. They stand in one chain for all issuers, since whoever stores or values
/// something asks for all of them.
/// </summary>
/// <param name="book">The decisions.</param>
public sealed class ClosingBook(DecisionBook book)
{
    private const string ClosedKind = "closed";
    private const string ReopeningAskedKind = "reopening asked";
    private const string ReopenedKind = "reopened";

    /// <summary>Every closing, the first one first.</summary>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async Task<IReadOnlyList<Closing>> ListAsync(CancellationToken cancellationToken) =>
        Of(await book.ReadAsync(DecisionBook.OfAllIssuers, cancellationToken));

    /// <summary>Closes a period.</summary>
    /// <param name="content">Which.</param>
    /// <param name="by">Who closes it.</param>
    /// <param name="at">When, UTC.</param>
    /// <param name="against">What speaks against it by the closings that stand; null where nothing does.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public Task<Outcome<Closing>> CloseAsync(
        ClosedContent content, Person by, DateTimeOffset at, Func<IReadOnlyList<Closing>, Failure?> against, CancellationToken cancellationToken) =>
        AppendAsync(
            before => against(before),
            _ => DecisionDraft.Of(ClosedKind, by, at, content, PeriodJson.Readable.ClosedContent),
            after => after[^1],
            cancellationToken);

    /// <summary>Asks for a period to be opened again, or opens one for which somebody asked.</summary>
    /// <param name="content">Which, and why.</param>
    /// <param name="by">Who.</param>
    /// <param name="at">When, UTC.</param>
    /// <param name="against">What speaks against it by the closing as it stands; null where nothing does.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public Task<Outcome<Closing>> ReopenAsync(
        ReopeningContent content, Person by, DateTimeOffset at, Func<Closing?, IReadOnlyList<Closing>, Failure?> against, CancellationToken cancellationToken) =>
        AppendAsync(
            before => against(Find(before, content.Closing), before),
            before => DecisionDraft.Of(
                Find(before, content.Closing)!.ReopeningAskedBy is null ? ReopeningAskedKind : ReopenedKind, by, at, content, PeriodJson.Readable.ReopeningContent),
            after => Find(after, content.Closing)!,
            cancellationToken);

    private static Closing? Find(IReadOnlyList<Closing> closings, int number) => closings.FirstOrDefault(closing => closing.Number == number);

    private async Task<Outcome<Closing>> AppendAsync(
        Func<IReadOnlyList<Closing>, Failure?> against,
        Func<IReadOnlyList<Closing>, DecisionDraft> draft,
        Func<IReadOnlyList<Closing>, Closing> found,
        CancellationToken cancellationToken)
    {
        var decided = await book.AppendAsync(
            DecisionBook.OfAllIssuers,
            before =>
            {
                var closings = Of(before);
                return against(closings) is { } refused ? refused : draft(closings);
            },
            cancellationToken);
        if (!decided.TryGet(out var decision)) return decided.Failures.ToList();

        var chain = await book.ReadAsync(DecisionBook.OfAllIssuers, cancellationToken);
        return found(Of(chain.Take(decision.Number)));
    }

    private static List<Closing> Of(IEnumerable<Decision> decisions)
    {
        var closings = new List<Closing>();
        foreach (var decision in decisions)
        {
            if (decision.Kind == ClosedKind)
            {
                var closed = Content(decision, PeriodJson.Readable.ClosedContent);
                closings.Add(new()
                {
                    Issuer = closed.Issuer,
                    Number = decision.Number,
                    Through = closed.Through,
                    Codes = closed.Codes,
                    Reason = closed.Reason,
                    ClosedBy = decision.By,
                    ClosedAt = decision.At,
                });
            }
            else
            {
                var reopening = Content(decision, PeriodJson.Readable.ReopeningContent);
                var index = closings.FindIndex(closing => closing.Number == reopening.Closing);
                if (index < 0 || decision.Kind is not (ReopeningAskedKind or ReopenedKind)) throw Damage(decision);

                closings[index] = decision.Kind == ReopenedKind
                    ? closings[index] with { ReopenedBy = decision.By, ReopenedAt = decision.At, ReopenedReason = reopening.Reason }
                    : closings[index] with { ReopeningReason = reopening.Reason, ReopeningAskedBy = decision.By, ReopeningAskedAt = decision.At };
            }
        }

        return closings;
    }

    private static T Content<T>(Decision decision, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return decision.Content.Deserialize(type) ?? throw Damage(decision);
        }
        catch (JsonException)
        {
            throw Damage(decision);
        }
    }

    private static DamagedContentException Damage(Decision decision) => new(
        string.Create(CultureInfo.InvariantCulture, $"decisions/{DecisionBook.OfAllIssuers}/{decision.Number:D6}.json"), $"'{decision.Kind}' is no decision about a period");
}
