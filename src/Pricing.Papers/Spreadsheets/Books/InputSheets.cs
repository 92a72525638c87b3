using Pricing.Papers.Facts;
using Pricing.Papers.Wording;

namespace Pricing.Papers.Spreadsheets.Books;

/// <summary>The sheets of the inputs of one value. What was not needed, or is stated by the grant, has none.</summary>
internal sealed class InputSheets
{
    /// <summary>Makes the sheets.</summary>
    /// <param name="paper">The value.</param>
    /// <param name="words">The words.</param>
    public InputSheets(GrantPaper paper, PaperWords words)
    {
        var evidence = paper.Evidence;
        Splits = new(paper, words);
        Period = new(paper, words);
        if (evidence.Volatility is { } volatility)
        {
            AllCloses = paper.Closes.Count > 0 ? new(paper.Closes, volatility.Method.ReturnFrequency, words) : null;
            Closes = new(volatility, Splits, AllCloses, words);
        }

        Curve = evidence.Curve is { } curve ? new(paper, curve, Period.Years, words) : null;
        Dividends = evidence.Dividend is { } dividend ? new(dividend, Splits, Period.MeasurementDate, words) : null;
    }

    /// <summary>The splits.</summary>
    public SplitsSheet Splits { get; }

    /// <summary>T.</summary>
    public PeriodSheet Period { get; }

    /// <summary>The closes; null where T is 0.</summary>
    public ClosesSheet? Closes { get; }

    /// <summary>All closes of the window; null where they are not stored.</summary>
    public AllClosesSheet? AllCloses { get; }

    /// <summary>The curve; null where the grant states r.</summary>
    public CurveSheet? Curve { get; }

    /// <summary>The dividends; null where the grant states D.</summary>
    public DividendsSheet? Dividends { get; }
}
