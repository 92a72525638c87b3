namespace Pricing.Actions;

/// <summary>Actions of one share of which two may be one that was stated twice.</summary>
public static class NearActions
{
    /// <summary>
    /// Whether two actions by ratio can hardly both have happened: of one kind and ratio a few days off each other, or of two kinds on
    /// one ex-date. There the order of the two decides the figures too, since each drops a fraction of a share and rounds X up.
    /// </summary>
    /// <param name="one">An action.</param>
    /// <param name="other">Another one of the same share.</param>
    public static bool AreHardlyTwo(CorporateAction one, CorporateAction other) =>
        one.IsByRatio
        && other.IsByRatio
        && (one.Kind == other.Kind
            ? one.NewPerOld is { } ratio && ratio == other.NewPerOld && Math.Abs(one.ExDate.DayNumber - other.ExDate.DayNumber) <= KnownActions.SameEventDays
            : one.ExDate == other.ExDate);
}
