using Pricing.Grants.Measurements;
using Pricing.Pipeline.Publications.Inputs;
using Pricing.Pipeline.Values;

namespace Pricing.Pipeline.Publications.Desk;

/// <summary>
/// A value that is not that of what is stored now: a close, a dividend, a curve, a corporate action, a decision or a policy came, or was
/// replaced, after it was made. One rule for all of them: made once more, it must come to the same.
/// </summary>
public static class OutdatedValue
{
    private const string Again = "value it again first: ask for a run of its date, with a reason";

    /// <summary>In what it is not.</summary>
    /// <param name="value">The value.</param>
    /// <param name="again">The value as it would be made now; or why it would not.</param>
    /// <returns>Each input that differs; none where the value would come out as it stands.</returns>
    public static IReadOnlyList<Failure> Against(ValueRecord value, Outcome<ValueRecord> again)
    {
        ArgumentNullException.ThrowIfNull(value);
        ArgumentNullException.ThrowIfNull(again);
        if (!again.TryGet(out var now))
        {
            // Closes that look wrong are named by themselves.
            return
            [
                .. again.Failures.Where(failure => failure.Code != ReasonCode.SuspectPrice).Select(failure => new Failure(
                    ReasonCode.NotCurrent, failure.Field, failure.Value, $"of what is stored now the value would not be made as it stands: {failure.Reason}; {Again}")),
            ];
        }

        List<Failure> moved =
        [
            .. ValueMoves.Between(value, now).Select(move => new Failure(
                ReasonCode.NotCurrent, move.Input, move.Before, $"of what is stored now it is {(move.After.Length == 0 ? "none" : move.After)}; {Again}")),
        ];

        // Of a change of terms the increment is compared by what it is measured against.
        if (moved.Count == 0 && value.Kind != MeasurementKind.Modified && !ValueRevisions.SaysTheSame(value, now))
            moved.Add(new(ReasonCode.NotCurrent, "amount_per_right", value.AmountPerRight, $"of what is stored now it is {now.AmountPerRight}; {Again}"));
        return moved;
    }
}
