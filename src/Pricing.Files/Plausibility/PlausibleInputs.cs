namespace Pricing.Files.Plausibility;

/// <summary>Inputs that are checked for percentages written as fractions and the like; null where one is not stated.</summary>
public sealed record PlausibleInputs
{
    /// <summary>The risk-free rate as a fraction a year.</summary>
    public decimal? RiskFreeRate { get; init; }

    /// <summary>
    /// The yield of the stored government bond curve of the date and tenor as a fraction a year, for amounts in yen; null
    /// where there is none to compare with.
    /// </summary>
    public decimal? CurveRate { get; init; }

    /// <summary>The dividend yield as a fraction a year.</summary>
    public decimal? DividendYield { get; init; }

    /// <summary>The dividend yield that the stored dividend records give; null where there are none.</summary>
    public decimal? RecordedYield { get; init; }

    /// <summary>
    /// The dividend yield that the records of the fiscal year before give, on the same share basis; null where there are none.
    /// </summary>
    public decimal? YieldYearBefore { get; init; }

    /// <summary>The share price, where an exercise price is held against it; null where none is.</summary>
    public decimal? SharePrice { get; init; }

    /// <summary>The exercise price on the basis of the share price; null where it is not checked.</summary>
    public decimal? ExercisePrice { get; init; }

    /// <summary>The volatility a year: 0.5577 for 55.77 %.</summary>
    public decimal? Volatility { get; init; }

    /// <summary>The expected remaining period in years.</summary>
    public decimal? Years { get; init; }

    /// <summary>The last day of exercise, beyond which no expected period goes; null where it is not known.</summary>
    public DateOnly? LastDay { get; init; }

    /// <summary>The years from the day from which <see cref="Years"/> counts to <see cref="LastDay"/>.</summary>
    public decimal? YearsToLastDay { get; init; }

    /// <summary>Why values beyond the limits are meant; null or blank where nothing is said.</summary>
    public string? MeantReason { get; init; }
}
