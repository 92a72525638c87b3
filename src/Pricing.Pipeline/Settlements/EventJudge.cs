using Pricing.Grants.Life;
using Pricing.Pipeline.Controls.Periods;
using Pricing.Pipeline.Register.Events;
using Pricing.Pipeline.Register.Grants;

namespace Pricing.Pipeline.Settlements;

/// <summary>Judges events that are to be stored, by the terms of their day and by all that is stored.</summary>
/// <param name="reader">Reads what the rules need.</param>
/// <param name="periods">Which periods are closed.</param>
public sealed class EventJudge(LifeReader reader, ClosedPeriods periods)
{
    /// <summary>Judges an event.</summary>
    /// <param name="partition">The partition's key.</param>
    /// <param name="grant">The grant.</param>
    /// <param name="stored">The events that are stored.</param>
    /// <param name="item">The new one.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>What it comes to, as <see cref="SettlementText"/>; or why it is refused.</returns>
    public async Task<Outcome<string>> JudgeAsync(
        string partition, StoredGrant grant, IReadOnlyList<GrantEvent> stored, GrantEvent item, CancellationToken cancellationToken)
    {
        // Taking an event back changes the day of that event, however late it is taken back.
        var closed = await periods.NowAsync(cancellationToken);
        if (closed.Against(item.Issuer, "date", item.Date) is { } late) return late;
        if (stored.FirstOrDefault(other => other.Id == item.Reverses) is { } taken && closed.Against(item.Issuer, "reverses", taken.Date) is { } changed)
            return changed;

        var terms = await reader.TermsAsync(partition, grant, cancellationToken);
        var facts = await reader.FactsAsync(partition, grant, [.. stored, item], cancellationToken);
        if (!terms.TryGet(out var stated) || !facts.TryGet(out var known)) return terms.Failures.Concat(facts.Failures).ToList();

        var judged = LifeJudgement.Of(stated, known, [.. stored.Select(other => other.ToLifeEvent())], item.ToLifeEvent());
        return judged.TryGet(out var settlement) ? SettlementText.Write(settlement) : judged.Failures.ToList();
    }
}
