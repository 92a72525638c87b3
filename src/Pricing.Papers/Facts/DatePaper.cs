using Pricing.Pipeline.Values;
using Pricing.Policies;

namespace Pricing.Papers.Facts;

/// <summary>The values of one business date, for the sheet of a date.</summary>
public sealed record DatePaper
{
    /// <summary>The business date.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>The current value of every grant, one after the other.</summary>
    public required IAsyncEnumerable<DateRow> Rows { get; init; }

    /// <summary>Whether it is made where nobody signs in, so that nothing of it can be approved.</summary>
    public bool IsNotForPublication { get; init; }

    /// <summary>When the paper was made, UTC.</summary>
    public required DateTimeOffset MadeAt { get; init; }
}

/// <summary>One row of the sheet of a date.</summary>
/// <param name="Value">The value; one that failed says why.</param>
/// <param name="Policy">
/// The calculation rules that it was made by; null where this host knows none of that name that say what they said then.
/// </param>
public sealed record DateRow(ValueRecord Value, ValuationPolicy? Policy);
