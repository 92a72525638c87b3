using System.Globalization;

namespace PricingFunctions.Local.Engine;

/// <summary>The code of an orchestration makes other calls than its history holds: it was changed under a run.</summary>
public sealed class HistoryMismatchException : Exception
{
    /// <summary>Names the call that differs.</summary>
    /// <param name="instanceId">The instance.</param>
    /// <param name="ordinal">The call's number, from 0.</param>
    /// <param name="stored">What the history holds.</param>
    /// <param name="called">What the code calls.</param>
    public HistoryMismatchException(string instanceId, int ordinal, string stored, string called)
        : base(string.Create(
            CultureInfo.InvariantCulture,
            $"Call {ordinal} of '{instanceId}' was '{stored}' when the run started and is '{called}' now. Finish the run with the version that started it, or cancel it and ask for a new one."))
    {
    }
}
