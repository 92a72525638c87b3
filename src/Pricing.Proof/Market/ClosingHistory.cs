using Pricing.Pipeline.Controls.Periods;
using Pricing.Pipeline.MarketData.History;

namespace Pricing.Proof.Market;

/// <summary>What counted of a share for an issuer at an earlier time, by the closings that stood then.</summary>
/// <param name="book">The closings.</param>
internal sealed class ClosingHistory(ClosingBook book)
{
    private IReadOnlyList<Closing>? known;

    /// <summary>The views that a run may have had of a share: that of its end first, then those that closings gave way to while it was under way.</summary>
    /// <param name="issuer">The issuer.</param>
    /// <param name="code">The security code, five characters.</param>
    /// <param name="from">The start of the run.</param>
    /// <param name="to">Its end.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>At least one; null is the view under which everything counts.</returns>
    public async Task<IReadOnlyList<ClosedView?>> ViewsAsync(
        string issuer, string code, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        known ??= await book.ListAsync(cancellationToken);
        var own = known.Where(closing => closing.Issuer == issuer).ToList();
        var changes = own.SelectMany(closing => new[] { closing.ClosedAt, closing.ReopenedAt }).OfType<DateTimeOffset>().Where(at => from <= at && at <= to);
        return [.. changes.Append(from).Append(to).OrderDescending().Select(at => ClosedView.Of(ClosedNow.At(own, at), issuer, code)).Distinct()];
    }
}
