using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.Controls.Periods;

/// <summary>Which periods are closed.</summary>
public sealed class ClosedNow
{
    private readonly ILookup<string, Closing> byIssuer;
    private readonly Dictionary<string, DateOnly> throughOfShare = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Failure> damaged;

    private ClosedNow(IEnumerable<Closing> standing, IEnumerable<Failure>? damage = null)
    {
        damaged = (damage ?? []).ToDictionary(failure => failure.Value, StringComparer.Ordinal);
        byIssuer = standing.ToLookup(closing => closing.Issuer, StringComparer.Ordinal);
        foreach (var closing in byIssuer.SelectMany(ofIssuer => ofIssuer))
        {
            foreach (var share in closing.Shares)
            {
                if (!(throughOfShare.GetValueOrDefault(share.Code) >= closing.Through)) throughOfShare[share.Code] = closing.Through;
            }

            if (!(ThroughOfAny >= closing.Through)) ThroughOfAny = closing.Through;
        }
    }

    /// <summary>Nothing is closed.</summary>
    public static ClosedNow Nothing { get; } = new([]);

    /// <summary>The issuers that have something closed.</summary>
    public IEnumerable<string> Issuers => byIssuer.Select(ofIssuer => ofIssuer.Key);

    /// <summary>The last day that any issuer has closed; null where nothing is closed.</summary>
    public DateOnly? ThroughOfAny { get; }

    /// <summary>What closings come to.</summary>
    /// <param name="closings">All of them.</param>
    /// <param name="damage">The issuers whose decisions cannot be read; null for none.</param>
    public static ClosedNow Of(IEnumerable<Closing> closings, IEnumerable<Failure>? damage = null) => new(closings.Where(closing => closing.IsClosed), damage);

    /// <summary>What closings came to at a time.</summary>
    /// <param name="closings">All of them.</param>
    /// <param name="at">The time, UTC.</param>
    public static ClosedNow At(IEnumerable<Closing> closings, DateTimeOffset at) =>
        new(closings.Where(closing => closing.ClosedAt <= at && !(closing.ReopenedAt <= at)));

    /// <summary>Why nobody can say what an issuer has closed; null where it can be said.</summary>
    /// <param name="issuer">The issuer.</param>
    public Failure? DamageOf(string issuer) => damaged.TryGetValue(issuer, out var damage) ? damage : null;

    /// <summary>The closings of an issuer that hold, the first one first.</summary>
    /// <param name="issuer">The issuer.</param>
    /// <exception cref="DamagedContentException">Its decisions cannot be read.</exception>
    public IReadOnlyList<Closing> OfIssuer(string issuer) =>
        DamageOf(issuer) is { } damage ? throw new DamagedContentException($"decisions of {issuer}", damage.Reason) : [.. byIssuer[issuer]];

    /// <summary>The last closed day of an issuer; null where nothing is closed.</summary>
    /// <param name="issuer">The issuer.</param>
    public DateOnly? Through(string issuer) => Farthest(issuer)?.Through;

    /// <summary>The last day up to which an issuer has closed that values of a share; null where none has.</summary>
    /// <param name="code">The security code, five characters.</param>
    public DateOnly? ThroughOfShare(string code) => throughOfShare.TryGetValue(code, out var through) ? through : null;

    /// <summary>What speaks against something of an issuer that is dated in a closed period; null where nothing does.</summary>
    /// <param name="issuer">The issuer.</param>
    /// <param name="field">The field that dates it.</param>
    /// <param name="date">The date.</param>
    public Failure? Against(string issuer, string field, DateOnly date) => DamageOf(issuer)
        ?? (Farthest(issuer) is { } closing && date <= closing.Through
            ? new(
                ReasonCode.AfterClosing,
                field,
                DateText.Of(date),
                $"waits after closing: the period of {issuer} through {DateText.Of(closing.Through)} is closed, by {closing.ClosedBy}")
            : null);

    private Closing? Farthest(string issuer) => byIssuer[issuer].MaxBy(closing => closing.Through);
}
