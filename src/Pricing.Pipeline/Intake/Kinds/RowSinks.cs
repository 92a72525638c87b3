using Pricing.Files.Schemas;
using Pricing.Pipeline.Changes;
using Pricing.Pipeline.Intake.Records;
using Pricing.Pipeline.MarketData.History;
using Pricing.Pipeline.Register.Events;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Settlements;
using Pricing.Policies;

namespace Pricing.Pipeline.Intake.Kinds;

/// <summary>Makes what takes the rows of a file.</summary>
/// <param name="reader">Reads terms.</param>
/// <param name="grants">Stores grants.</param>
/// <param name="events">Stores events.</param>
/// <param name="judge">Judges events.</param>
/// <param name="holders">Stores holders.</param>
/// <param name="buckets">Where a grant goes.</param>
/// <param name="odd">Stored ids that new ones may look like.</param>
/// <param name="changed">Told of amendments.</param>
/// <param name="market">The curves that stated rates are held against.</param>
/// <param name="policies">Which curve counts.</param>
public sealed class RowSinks(
    GrantTermsReader reader,
    GrantStore grants,
    GrantEventStore events,
    EventJudge judge,
    HolderStore holders,
    IssuerBuckets buckets,
    OddIds odd,
    ChangedFacts changed,
    MarketDataStore market,
    PolicyCatalog policies)
{
    /// <summary>The sink of one attempt.</summary>
    /// <param name="kind">What the file holds.</param>
    /// <param name="key">The key of the attempt; stored rows name it as their origin.</param>
    /// <param name="isLate">Whether its rows waited, and come after the rest of their file.</param>
    internal IBatchSink Of(FileKind kind, string key, bool isLate = false) => kind switch
    {
        FileKind.Grants => new GrantSink(reader, grants, events, buckets, new(market, policies), odd, changed, key, isLate),
        FileKind.Events => new EventSink(events, holders, judge, odd, key),
        FileKind.Holders => new HolderSink(holders, odd, key, FileIdentity.IsReplacing(key)),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Files of this kind are taken whole."),
    };
}
