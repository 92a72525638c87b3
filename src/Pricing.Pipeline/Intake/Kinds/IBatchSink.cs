using Pricing.Pipeline.Files;
using Pricing.Pipeline.Register.Grants;

namespace Pricing.Pipeline.Intake.Kinds;

/// <summary>Takes the rows of one kind of batch.</summary>
internal interface IBatchSink
{
    /// <summary>The kind, as reports name it.</summary>
    string Kind { get; }

    /// <summary>The columns that must be there.</summary>
    IReadOnlyList<string> Required { get; }

    /// <summary>All columns that may be there.</summary>
    IReadOnlyList<string> Allowed { get; }

    /// <summary>Takes a row; its answer may come with a later row or with the flush.</summary>
    /// <param name="row">The row.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>Answers that are ready.</returns>
    Task<IReadOnlyList<RowAnswer>> TakeAsync(BatchRow row, CancellationToken cancellationToken);

    /// <summary>Stores what is still pending.</summary>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>The remaining answers.</returns>
    Task<IReadOnlyList<RowAnswer>> FlushAsync(CancellationToken cancellationToken);
}

/// <summary>What became of a row.</summary>
/// <param name="Row">The row.</param>
/// <param name="Outcome">How it was stored, or why it was not.</param>
internal readonly record struct RowAnswer(BatchRow Row, Outcome<StoreResult> Outcome);
