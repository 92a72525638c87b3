using Pricing.Pipeline.Intake.Kinds;
using Pricing.Pipeline.Intake.Records;
using Pricing.Pipeline.Register.Grants;

namespace Pricing.Pipeline.Intake.Batches;

/// <summary>Counts the rows of a file as they are answered, and passes refusals on.</summary>
internal sealed class BatchTally(RejectWriter rejects)
{
    private readonly Dictionary<StoreResult, int> results = [];

    public RejectWriter Rejects => rejects;

    public int Rows { get; set; }

    public string? Defect { get; set; }

    public Task RefuseAsync(int line, IReadOnlyList<Failure> failures, CancellationToken cancellationToken) =>
        rejects.WriteAsync(line, failures, cancellationToken);

    public async Task CountAsync(IReadOnlyList<RowAnswer> answers, CancellationToken cancellationToken)
    {
        foreach (var (line, outcome) in answers)
        {
            if (outcome.TryGet(out var result)) results[result] = results.GetValueOrDefault(result) + 1;
            else await RefuseAsync(line, outcome.Failures, cancellationToken);
        }
    }

    public FileReport Report(FileRecord record, DateTimeOffset now) => new()
    {
        Batch = record.Key,
        Sha256 = record.Sha256,
        Name = record.Name,
        Kind = record.Kind.Word(),
        FinishedAt = now,
        Rows = Rows,
        Stored = results.GetValueOrDefault(StoreResult.Stored),
        Unchanged = results.GetValueOrDefault(StoreResult.Unchanged),
        Amended = results.GetValueOrDefault(StoreResult.Amended),
        Rejected = rejects.Rows,
        Defect = Defect,
    };
}
