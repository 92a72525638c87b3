using System.Globalization;
using Pricing.Pipeline.Controls.Periods;
using Pricing.Pipeline.MarketData.Actions;
using Pricing.Pipeline.MarketData.Curves;
using Pricing.Pipeline.MarketData.Dividends;
using Pricing.Pipeline.MarketData.Prices;

namespace Pricing.Pipeline.MarketData.History;

/// <summary>
/// What counts of the stored market data for an issuer that has closed periods. What is dated in a closed period and came after it was
/// closed is stored, and counts for others, and is left out here until the period is opened again. A close, a split or a base price is
/// dated by its day, a curve by its date, a dividend by the day on which it was announced, and a corporate action by the earliest
/// ex-date that was stated of it.
/// </summary>
public sealed record ClosedView
{
    private readonly IReadOnlyList<(Closing Closing, ClosedShare? Share)> closings;

    private ClosedView(IReadOnlyList<(Closing Closing, ClosedShare? Share)> closings)
    {
        this.closings = closings;
        Name = string.Join(' ', closings.Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Closing.Issuer}|{one.Closing.Number}")));
    }

    /// <summary>Why nobody can say what counts; null where it can be said.</summary>
    public Failure? Damage { get; private init; }

    /// <summary>The closings that it is of: two views of a share under the same closings are the same.</summary>
    public string Name { get; private init; }

    /// <summary>The view of an issuer.</summary>
    /// <param name="closed">What is closed.</param>
    /// <param name="issuer">The issuer; null for nobody's.</param>
    /// <param name="code">The security code of the share, five characters.</param>
    /// <returns>The view; null where all that is stored counts.</returns>
    public static ClosedView? Of(ClosedNow closed, string? issuer, string code)
    {
        ArgumentNullException.ThrowIfNull(closed);
        if (issuer is null) return null;
        if (closed.DamageOf(issuer) is { } damage) return new([]) { Name = issuer, Damage = damage };

        return closed.OfIssuer(issuer) is not { Count: > 0 } closings
            ? null
            : new([.. closings.Select(closing => (closing, closing.Shares.FirstOrDefault(share => share.Code == code)))]);
    }

    /// <inheritdoc/>
    public bool Equals(ClosedView? other) => other?.Name == Name;

    /// <inheritdoc/>
    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);

    /// <summary>The prices that count, and the corporate actions with them.</summary>
    /// <param name="prices">Those that are stored; null for none.</param>
    public PriceHistory? Of(PriceHistory? prices) =>
        prices?.Only(fact => !IsLate(fact)) is { } left ? left with { Actions = Of(prices.Actions) } : null;

    /// <summary>The corporate actions that count.</summary>
    /// <param name="actions">What was stated of them; null for nothing.</param>
    public ActionHistory? Of(ActionHistory? actions) => actions?.Only(statement => !IsLate(statement, actions));

    /// <summary>The dividends that count.</summary>
    /// <param name="dividends">Those that are stored; null for none.</param>
    public DividendHistory? Of(DividendHistory? dividends) => dividends?.Only(notice => !IsLate(notice));

    /// <summary>The curves that count.</summary>
    /// <param name="curves">Those that are stored; null for none.</param>
    public CurveHistory? Of(CurveHistory? curves) => curves?.Only(curve => !IsLate(curve));

    /// <summary>Whether a fact came after its period was closed.</summary>
    /// <param name="fact">The fact.</param>
    public bool IsLate(PriceFact fact) => IsLate(fact.Date, fact.Source, share => share.Prices);

    /// <summary>Whether a statement came after the period of its action was closed.</summary>
    /// <param name="statement">The statement.</param>
    /// <param name="actions">The history that it stands in.</param>
    public bool IsLate(StatedAction statement, ActionHistory actions) => IsLate(
        actions.Statements
            .TakeWhile(other => other != statement)
            .Where(other => other.Number == statement.Number)
            .Select(other => other.Action.ExDate)
            .Append(statement.Action.ExDate)
            .Min(),
        statement.Source,
        share => share.Actions);

    /// <summary>Whether a notice came after its period was closed.</summary>
    /// <param name="notice">The notice.</param>
    public bool IsLate(DividendNotice notice) =>
        IsLate(notice.PublishedOn, notice.Source, share => share.Dividends);

    /// <summary>Whether a curve came after its period was closed.</summary>
    /// <param name="curve">The curve.</param>
    public bool IsLate(ReplacedCurve curve) => closings.Any(one =>
        curve.Curve.Date <= one.Closing.Through && curve.Source >= one.Closing.Curves);

    private bool IsLate(DateOnly date, int source, Func<ClosedShare, int> known) => closings.Any(one =>
        one.Share is { } share && date <= one.Closing.Through && source >= known(share));
}
