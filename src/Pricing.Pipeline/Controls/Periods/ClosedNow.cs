namespace Pricing.Pipeline.Controls.Periods;

/// <summary>Which periods are closed.</summary>
public sealed class ClosedNow
{
    private readonly Dictionary<string, Closing> byIssuer = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Closing> byShare = new(StringComparer.Ordinal);

    private ClosedNow()
    {
    }

    /// <summary>Nothing is closed.</summary>
    public static ClosedNow Nothing { get; } = new();

    /// <summary>The closings that hold, of each issuer the one that reaches farthest.</summary>
    public IReadOnlyCollection<Closing> All => byIssuer.Values;

    /// <summary>What closings come to.</summary>
    /// <param name="closings">All of them.</param>
    public static ClosedNow Of(IEnumerable<Closing> closings)
    {
        var now = new ClosedNow();
        foreach (var closing in closings.Where(closing => closing.IsClosed))
        {
            Keep(now.byIssuer, closing.Issuer, closing);
            foreach (var code in closing.Codes) Keep(now.byShare, code, closing);
        }

        return now;
    }

    /// <summary>The last closed day of an issuer; null where nothing is closed.</summary>
    /// <param name="issuer">The issuer.</param>
    public DateOnly? Through(string issuer) => byIssuer.GetValueOrDefault(issuer)?.Through;

    /// <summary>The last closed day of a share; null where nothing is closed.</summary>
    /// <param name="code">The security code, five characters.</param>
    public DateOnly? ThroughOfShare(string code) => byShare.GetValueOrDefault(code)?.Through;

    /// <summary>What speaks against something of an issuer that is dated in a closed period; null where nothing does.</summary>
    /// <param name="issuer">The issuer.</param>
    /// <param name="field">The field that dates it.</param>
    /// <param name="date">The date.</param>
    public Failure? Against(string issuer, string field, DateOnly date) =>
        byIssuer.GetValueOrDefault(issuer) is { } closing && date <= closing.Through
            ? new(
                ReasonCode.AfterClosing,
                field,
                DateText.Of(date),
                $"waits after closing: the period of {issuer} through {DateText.Of(closing.Through)} is closed, by {closing.ClosedBy}")
            : null;

    private static void Keep(Dictionary<string, Closing> farthest, string key, Closing closing)
    {
        if (!farthest.TryGetValue(key, out var known) || known.Through < closing.Through) farthest[key] = closing;
    }
}
