using Pricing.Pipeline.Sources;

namespace Pricing.Pipeline.MarketData.Dividends;

/// <summary>What a source or a file said about dividends.</summary>
public sealed record NoticeReply
{
    /// <summary>The notices, in the order they came.</summary>
    public required IReadOnlyList<CodedNotice> Notices { get; init; }

    /// <summary>The bodies they came in, which the notices index.</summary>
    public required IReadOnlyList<DataSource> Sources { get; init; }

    /// <summary>Why a body did not arrive or a row could not be read.</summary>
    public required IReadOnlyList<Failure> Failures { get; init; }
}
