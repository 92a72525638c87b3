namespace Pricing.Grants.Measurements;

/// <summary>What a value of a grant is measured for.</summary>
public enum MeasurementKind
{
    /// <summary>Before the grant date: the estimate on a date before it.</summary>
    Indicative,

    /// <summary>On the grant date: the fair value of the grant.</summary>
    GrantDate,

    /// <summary>On a date after the grant date.</summary>
    Remeasured,

    /// <summary>On the date of a change of terms, under the old and the new terms.</summary>
    Modified,
}

/// <summary>What kinds of measurements have in common.</summary>
public static class MeasurementKinds
{
    /// <summary>Whether it is on a date after the grant date.</summary>
    /// <param name="kind">The kind.</param>
    public static bool IsLater(this MeasurementKind kind) => kind is MeasurementKind.Remeasured or MeasurementKind.Modified;
}
