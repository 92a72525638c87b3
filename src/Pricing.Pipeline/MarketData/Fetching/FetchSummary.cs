namespace Pricing.Pipeline.MarketData.Fetching;

/// <summary>
/// What the fetch of a night brought, small enough to be the result of an activity (under 1 KB as text).
/// </summary>
public sealed record FetchSummary
{
    /// <summary>The business date that was fetched.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>How many codes were asked for.</summary>
    public required int Codes { get; init; }

    /// <summary>
    /// How many of them have a stored row of the date, with a close or with the statement that there was none.
    /// </summary>
    public required int CodesWithDate { get; init; }

    /// <summary>How many whole histories were fetched.</summary>
    public required int Histories { get; init; }

    /// <summary>Price facts that were new.</summary>
    public required int PricesAdded { get; init; }

    /// <summary>Rows left out: of days without a session, and repeats.</summary>
    public required int RowsDropped { get; init; }

    /// <summary>Curves that were new.</summary>
    public required int CurvesAdded { get; init; }

    /// <summary>The date of the last stored curve; null where none is stored, or curves are not fetched.</summary>
    public DateOnly? LastCurve { get; init; }

    /// <summary>Dividend notices that were new.</summary>
    public required int NoticesAdded { get; init; }

    /// <summary>What was missing, refused, or different from what is stored; the first few.</summary>
    public required IReadOnlyList<Failure> Failures { get; init; }

    /// <summary>How many failures there were in all.</summary>
    public required int FailureCount { get; init; }
}
