namespace Pricing.Grants.Outstanding;

/// <summary>The rights of a grant on a date.</summary>
public sealed record RightsBalance
{
    /// <summary>The date, its events included.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>The rights allotted.</summary>
    public required int Allotted { get; init; }

    /// <summary>The rights gone up to the date, by kind; kinds without an event are absent.</summary>
    public required IReadOnlyDictionary<RightsEventKind, int> Gone { get; init; }

    /// <summary>The rights outstanding: allotted less gone, at least 0.</summary>
    public int Outstanding => Allotted - Gone.Values.Sum();

    /// <summary>
    /// Whether a night values the grant on the date: rights are outstanding and the exercise period has not ended.
    /// </summary>
    /// <param name="exerciseEnd">The last day of the exercise period.</param>
    public bool IsAlive(DateOnly exerciseEnd) => Outstanding > 0 && Date <= exerciseEnd;
}
