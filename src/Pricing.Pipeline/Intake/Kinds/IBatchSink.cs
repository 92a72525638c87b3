using Pricing.Files.Fields;
using Pricing.Files.Schemas;
using Pricing.Pipeline.Register.Grants;

namespace Pricing.Pipeline.Intake.Kinds;

/// <summary>Takes the rows of one kind of batch. Disposed of when the batch has ended, however it ended.</summary>
internal interface IBatchSink : IAsyncDisposable
{
    /// <summary>The columns.</summary>
    TableSchema Schema { get; }

    /// <summary>What a person should know of the rows that were right.</summary>
    IReadOnlyList<string> Notices => [];

    /// <summary>The dates that value what was stored, once all of it is.</summary>
    IReadOnlyCollection<DateOnly> DatesToValue => [];

    /// <summary>Takes a row; its answer may come with a later row or with the flush.</summary>
    /// <param name="row">The row.</param>
    /// <param name="fields">Its fields; they count only until the call is awaited.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>Answers that are ready.</returns>
    Task<IReadOnlyList<RowAnswer>> TakeAsync(BatchRow row, FieldReader fields, CancellationToken cancellationToken);

    /// <summary>Stores what is still pending.</summary>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>The remaining answers.</returns>
    Task<IReadOnlyList<RowAnswer>> FlushAsync(CancellationToken cancellationToken);

    /// <inheritdoc/>
    ValueTask IAsyncDisposable.DisposeAsync() => ValueTask.CompletedTask;
}

/// <summary>What became of a row.</summary>
/// <param name="Row">The row.</param>
/// <param name="Outcome">How it was stored, or why it was not.</param>
internal readonly record struct RowAnswer(BatchRow Row, Outcome<StoreResult> Outcome);
