using Pricing.Pipeline.Valuations;
using Pricing.Pipeline.Values;

namespace Pricing.Pipeline.Explanations;

/// <summary>The inputs of a value that were found in the stored market data, and where; numbers are exact text.</summary>
public sealed record FoundInputs
{
    /// <summary>The measurement date.</summary>
    public required DateOnly MeasurementDate { get; init; }

    /// <summary>Where the value stands: whether an input of its date may still arrive.</summary>
    public required ValueStatus Status { get; init; }

    /// <summary>S on the basis of the terms.</summary>
    public required string SharePrice { get; init; }

    /// <summary>The date of S.</summary>
    public DateOnly? SharePriceDate { get; init; }

    /// <summary>What S is.</summary>
    public SharePriceOrigin? SharePriceOrigin { get; init; }

    /// <summary>
    /// The first session after the close that S is, up to the measurement date, of which nothing is stored; null where none is missing.
    /// </summary>
    public DateOnly? SharePriceMissingRow { get; init; }

    /// <summary>T in years.</summary>
    public required string Years { get; init; }

    /// <summary>Sigma per year; null where T is 0.</summary>
    public double? Volatility { get; init; }

    /// <summary>The number of returns that sigma is made of.</summary>
    public int? Returns { get; init; }

    /// <summary>The window of the closes, <c>from..to</c>.</summary>
    public required string Window { get; init; }

    /// <summary>Why the window is shorter than T; null where it is not.</summary>
    public WindowLimit? WindowLimit { get; init; }

    /// <summary>
    /// Sessions of the window of which no row is stored, between the first and the last row; null where none is missing.
    /// </summary>
    public int? SessionsWithoutRow { get; init; }

    /// <summary>Rows of the window without a close; null where every one has a close.</summary>
    public int? SessionsWithoutClose { get; init; }

    /// <summary>r as a fraction per year.</summary>
    public required string RiskFreeRate { get; init; }

    /// <summary>The tenors of the curve that r stands on, or the source that is stated.</summary>
    public required string RateSource { get; init; }

    /// <summary>The date of the curve; null where r is stated.</summary>
    public DateOnly? CurveDate { get; init; }

    /// <summary>
    /// The published tenors next to T that the curve lacks, as <c>7y, 8y</c>: r stands on others in their place. Null where it lacks none.
    /// </summary>
    public string? MissingTenors { get; init; }

    /// <summary>q as a fraction per year: the exact quotient of D and S.</summary>
    public required string DividendYield { get; init; }

    /// <summary>Whether a feed said that its figures are made up.</summary>
    public required bool IsSynthetic { get; init; }

    /// <summary>The inputs of a value.</summary>
    /// <param name="value">A value that did not fail.</param>
    public static FoundInputs Of(GrantValue value)
    {
        var record = ValueRecording.Of(value, evidence: "");
        return new()
        {
            MeasurementDate = record.MeasurementDate,
            Status = record.Status,
            SharePrice = record.SharePrice,
            SharePriceDate = record.SharePriceDate,
            SharePriceOrigin = record.SharePriceOrigin,
            SharePriceMissingRow = record.SharePriceMissingRow,
            Years = record.Years,
            Volatility = record.Volatility,
            Returns = record.Returns,
            Window = record.Window,
            WindowLimit = record.WindowLimit,
            SessionsWithoutRow = record.SessionsWithoutRow,
            SessionsWithoutClose = record.SessionsWithoutClose,
            RiskFreeRate = record.RiskFreeRate,
            RateSource = record.RateSource,
            CurveDate = record.CurveDate,
            MissingTenors = record.MissingTenors,
            DividendYield = record.DividendYield,
            IsSynthetic = record.IsSynthetic,
        };
    }
}
