using Pricing.Actions;
using Pricing.Pipeline.Register.Events;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Values;

namespace Pricing.Pipeline.Settlements;

/// <summary>What of a grant was stored at an earlier time, for its life as it was seen then.</summary>
public sealed record EarlierLife
{
    /// <summary>The grant in the version of that time.</summary>
    public required StoredGrant Grant { get; init; }

    /// <summary>Which events were stored.</summary>
    public required Predicate<StoredEvent> Events { get; init; }

    /// <summary>Which holders were stored.</summary>
    public required Predicate<StoredHolder> Holders { get; init; }

    /// <summary>Which grant-date values were stored.</summary>
    public required Func<ValueRecord, bool> Values { get; init; }

    /// <summary>The corporate actions that were known and counted for the issuer.</summary>
    public required IReadOnlyList<CorporateAction> Actions { get; init; }
}
