using Pricing.Pipeline.Sources;

namespace Pricing.Pipeline.MarketData.Prices;

/// <summary>What a source or a file said about prices.</summary>
public sealed record PriceReply
{
    /// <summary>The rows, in the order they came. A code with a row that cannot be read has no rows here.</summary>
    public required IReadOnlyList<CodedFact> Facts { get; init; }

    /// <summary>The bodies they came in, which the facts index.</summary>
    public required IReadOnlyList<DataSource> Sources { get; init; }

    /// <summary>Rows left out, being of days without a session.</summary>
    public required int Dropped { get; init; }

    /// <summary>Why a body did not arrive or a row could not be read.</summary>
    public required IReadOnlyList<Failure> Failures { get; init; }

    /// <summary>The dates that the subscription covers, where they are not all that was asked for; the facts are of these only.</summary>
    public DateWindow? Limits { get; init; }

    /// <summary>Whether every body that belongs to the answer arrived and could be read.</summary>
    public bool IsWhole => Failures.Count == 0;
}
