using Pricing;
using Pricing.Pipeline.Intake.Waiting;

namespace PricingFunctions.Local.Taking;

/// <summary>A way in to a storage, in which rows of files may wait.</summary>
internal interface IStoredTaker : ITaker
{
    /// <summary>The rows that wait, the first of them.</summary>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>How many wait, and the first.</returns>
    Task<(int Count, IReadOnlyList<WaitingRow> Rows)> WaitingAsync(CancellationToken cancellationToken);

    /// <summary>Takes a row back that waits.</summary>
    /// <param name="row">The row.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>What became of it; or why it cannot be withdrawn.</returns>
    Task<Outcome<WaitingFate>> WithdrawAsync(WithdrawnRow row, CancellationToken cancellationToken);
}
