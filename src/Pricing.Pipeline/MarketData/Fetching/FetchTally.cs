namespace Pricing.Pipeline.MarketData.Fetching;

/// <summary>Counts what a fetch brings while it runs.</summary>
/// <param name="date">The business date.</param>
public sealed class FetchTally(DateOnly date)
{
    private const int MostFailuresShown = 4;
    private const int MostCharactersOfAFailure = 120;

    /// <summary>How many codes were asked for.</summary>
    public int Codes { get; set; }

    /// <summary>How many codes have a stored row of the date.</summary>
    public int CodesWithDate { get; set; }

    /// <summary>Whole histories fetched.</summary>
    public int Histories { get; set; }

    /// <summary>New price facts.</summary>
    public int PricesAdded { get; set; }

    /// <summary>Rows left out.</summary>
    public int RowsDropped { get; set; }

    /// <summary>New curves.</summary>
    public int CurvesAdded { get; set; }

    /// <summary>The date of the last stored curve.</summary>
    public DateOnly? LastCurve { get; set; }

    /// <summary>New dividend notices.</summary>
    public int NoticesAdded { get; set; }

    /// <summary>What went wrong or is missing.</summary>
    public List<Failure> Failures { get; } = [];

    /// <summary>The counts, with the first few failures.</summary>
    public FetchSummary Summary() => new()
    {
        Date = date,
        Codes = Codes,
        CodesWithDate = CodesWithDate,
        Histories = Histories,
        PricesAdded = PricesAdded,
        RowsDropped = RowsDropped,
        CurvesAdded = CurvesAdded,
        LastCurve = LastCurve,
        NoticesAdded = NoticesAdded,
        Failures = [.. Failures.Take(MostFailuresShown).Select(failure =>
            failure.Shortened(MostCharactersOfAFailure / 2, MostCharactersOfAFailure))],
        FailureCount = Failures.Count,
    };
}
