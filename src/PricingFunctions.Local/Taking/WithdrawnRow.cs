using System.Globalization;
using Pricing;
using Pricing.Pipeline.Intake.Waiting;

namespace PricingFunctions.Local.Taking;

/// <summary>A row that waits and is to wait no longer.</summary>
/// <param name="File">The file, as its report names it.</param>
/// <param name="Line">The row's place in the file.</param>
/// <param name="Reason">Why.</param>
/// <param name="AskedBy">Who asks.</param>
internal sealed record WithdrawnRow(string File, int Line, string Reason, string AskedBy)
{
    /// <summary>Why it cannot be withdrawn.</summary>
    /// <param name="reason">What is wrong.</param>
    public Failure Refused(string reason) =>
        new(ReasonCode.InvalidField, "row", string.Create(CultureInfo.InvariantCulture, $"{File} line {Line}"), reason);

    /// <summary>What is said of a row of which it is known what became.</summary>
    /// <param name="fate">What became of it; null where no such row ever waited.</param>
    public Outcome<WaitingFate> Answer(WaitingFate? fate) => fate switch
    {
        null => Refused("no such row waits"),
        { Result: WaitingFate.Withdrawn } => fate,
        _ => Refused($"waits no longer: it was {fate.Result}"),
    };
}
