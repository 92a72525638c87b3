using Pricing.Pipeline.Intake.Batches;
using Pricing.Pipeline.Intake.Records;
using Pricing.Pipeline.Register.Grants;
using Pricing.Policies;

namespace PricingFunctions.Local.Taking;

/// <summary>Judges files and stores nothing.</summary>
/// <param name="policies">The policies that grants can name.</param>
internal sealed class TrialTaker(PolicyCatalog policies) : ITaker
{
    private readonly FileTrial trial = new(new GrantTermsReader(policies), TimeProvider.System);
    private IReadOnlyList<Reject> all = [];

    /// <inheritdoc/>
    public string Place => "Judged by what stands in the files; nothing is stored.";

    /// <inheritdoc/>
    public async Task<TakenFile> TakeAsync(
        FileStream content, SentFile sent, IProgress<string> progress, CancellationToken cancellationToken)
    {
        var judged = await trial.JudgeAsync(content, sent, cancellationToken);
        all = judged.Rejects;
        return new(judged.Record, judged.Report, [.. judged.Rejects.Take(TakenFile.MostRejects)]) { Waiting = judged.Waiting };
    }

    /// <inheritdoc/>
    public Task WriteRejectsAsync(TakenFile taken, FileStream content, Stream target, CancellationToken cancellationToken) =>
        CorrectableRows.WriteAsync(taken.File, taken.Report, content, all.ToAsyncEnumerable(), target, cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
