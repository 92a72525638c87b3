using Pricing.Pipeline.Intake.Kinds;
using Pricing.Pipeline.Register.Grants;

namespace Pricing.Pipeline.Intake.Batches;

/// <summary>Counts the rows of a batch as they are answered, and passes refusals on.</summary>
internal sealed class BatchTally(RejectWriter rejects)
{
    private readonly Dictionary<StoreResult, int> results = [];

    public RejectWriter Rejects => rejects;

    public string Kind { get; set; } = "";

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

    public BatchReport Report(string hash, string name, DateTimeOffset now) => new()
    {
        Batch = hash,
        Name = name,
        Kind = Kind,
        FinishedAt = now,
        Rows = Rows,
        Stored = results.GetValueOrDefault(StoreResult.Stored),
        Unchanged = results.GetValueOrDefault(StoreResult.Unchanged),
        Amended = results.GetValueOrDefault(StoreResult.Amended),
        Rejected = rejects.Rows,
        Defect = Defect,
    };
}
