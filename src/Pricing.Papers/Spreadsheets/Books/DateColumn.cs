namespace Pricing.Papers.Spreadsheets.Books;

/// <summary>The columns of the sheet of a date, in their order.</summary>
internal enum DateColumn
{
    /// <summary>The issuer.</summary>
    Issuer = 1,

    /// <summary>The grant.</summary>
    Grant,

    /// <summary>The measurement date.</summary>
    Measured,

    /// <summary>Marks: provisional, estimate, synthetic, failed.</summary>
    Marks,

    /// <summary>The calculation rules.</summary>
    Policy,

    /// <summary>The currency.</summary>
    Currency,

    /// <summary>S.</summary>
    SharePrice,

    /// <summary>X.</summary>
    ExercisePrice,

    /// <summary>T.</summary>
    Years,

    /// <summary>Sigma.</summary>
    Volatility,

    /// <summary>r.</summary>
    Rate,

    /// <summary>q.</summary>
    Yield,

    /// <summary>Shares per right.</summary>
    Shares,

    /// <summary>Rights outstanding.</summary>
    Rights,

    /// <summary>r, continuous.</summary>
    ContinuousRate,

    /// <summary>q, continuous.</summary>
    ContinuousYield,

    /// <summary>S e^(-qT).</summary>
    DiscountedShare,

    /// <summary>X e^(-rT).</summary>
    DiscountedExercise,

    /// <summary>Sigma sqrt(T).</summary>
    Spread,

    /// <summary>d.</summary>
    D1,

    /// <summary>d - sigma sqrt(T).</summary>
    D2,

    /// <summary>N(d).</summary>
    N1,

    /// <summary>N(d - sigma sqrt(T)).</summary>
    N2,

    /// <summary>C.</summary>
    Unrounded,

    /// <summary>The value per share.</summary>
    PerShare,

    /// <summary>The amount per right.</summary>
    PerRight,

    /// <summary>The total.</summary>
    Total,

    /// <summary>C as stored.</summary>
    StoredUnrounded,

    /// <summary>The value per share as stored.</summary>
    StoredPerShare,

    /// <summary>The amount per right as stored.</summary>
    StoredPerRight,

    /// <summary>The total as stored.</summary>
    StoredTotal,

    /// <summary>The relative difference of C.</summary>
    Difference,

    /// <summary>The difference of the amount per right.</summary>
    AmountDifference,

    /// <summary>The hash of the value.</summary>
    Hash,

    /// <summary>Why there is no value, or why it is not calculated.</summary>
    Remark,
}
