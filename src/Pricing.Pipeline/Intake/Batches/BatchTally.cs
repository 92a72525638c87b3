using Pricing.Calendars;
using Pricing.Files.Tables;
using Pricing.Pipeline.Intake.Kinds;
using Pricing.Pipeline.Intake.Records;
using Pricing.Pipeline.Intake.Waiting;
using Pricing.Pipeline.Register.Grants;

namespace Pricing.Pipeline.Intake.Batches;

/// <summary>Counts the rows of a file as they are answered, and passes on what is refused and what waits.</summary>
/// <param name="rejects">Where what is refused goes.</param>
/// <param name="watch">Where what waits goes; null where it is only counted.</param>
/// <param name="cell">The cell of a field of the row at a line.</param>
/// <param name="inHeader">Names the column of a failure as the header does.</param>
internal sealed class BatchTally(
    RejectWriter rejects, WaitingWatch? watch, Func<int, string, string?> cell, Func<Failure, Failure> inHeader)
{
    private const int MostShown = 100;

    private readonly Dictionary<StoreResult, int> results = [];
    private readonly List<(BatchRow Row, IReadOnlyList<Failure> Failures)> shown = [];
    private int waiting;

    /// <summary>Counts the rows of a table.</summary>
    public static BatchTally Of(TableReader table, RejectWriter rejects, WaitingWatch? watch) =>
        new(rejects, watch, (line, field) => line == table.Line ? table.Place(field) : null, table.InHeader);

    public RejectWriter Rejects => rejects;

    public int Rows { get; set; }

    /// <summary>The first rows that would wait, where nobody watches.</summary>
    /// <param name="record">The attempt.</param>
    public IReadOnlyList<WaitingRow> Waiting(FileRecord record) => [.. shown.Select(item => WaitingRow.Of(item.Row, record, item.Failures))];

    public string? Defect { get; set; }

    public string? Notices { get; set; }

    /// <summary>The dates that value what was stored.</summary>
    public IReadOnlyCollection<DateOnly> DatesToValue { get; set; } = [];

    public Task RefuseAsync(int line, IReadOnlyList<Failure> failures, CancellationToken cancellationToken) =>
        rejects.WriteAsync(line, [.. failures.Select(inHeader)], field => cell(line, field), cancellationToken);

    public async Task CountAsync(IReadOnlyList<RowAnswer> answers, CancellationToken cancellationToken)
    {
        foreach (var (row, outcome) in answers)
        {
            if (!outcome.IsSuccess && WaitingRow.MayTurn(outcome.Failures))
            {
                if (watch is not null) await watch.WaitAsync(row, outcome.Failures, cancellationToken);
                else if (shown.Count < MostShown) shown.Add((row, outcome.Failures));
                waiting++;
                continue;
            }

            await CountAsync(row.Line, outcome, cancellationToken);
            if (outcome.IsSuccess && watch is not null) await DecideAsync(await watch.StoredAsync(row, cancellationToken), cancellationToken);
        }
    }

    /// <summary>All rows are taken; a row of this file that waited until now counts as what it came to.</summary>
    public async Task EndAsync(CancellationToken cancellationToken)
    {
        if (watch is not null) await DecideAsync(await watch.EndAsync(cancellationToken), cancellationToken);
    }

    private async Task DecideAsync(IReadOnlyList<WaitingJudge.Decision> decisions, CancellationToken cancellationToken)
    {
        foreach (var (row, outcome) in decisions)
        {
            waiting--;
            await CountAsync(row.Line, outcome, cancellationToken);
        }
    }

    private async Task CountAsync(int line, Outcome<StoreResult> outcome, CancellationToken cancellationToken)
    {
        if (outcome.TryGet(out var result)) results[result] = results.GetValueOrDefault(result) + 1;
        else await RefuseAsync(line, outcome.Failures, cancellationToken);
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
        Waiting = waiting,
        Rejected = rejects.Rows,
        Notices = Notices,
        Defect = Defect,
        DatesToValue = DateLines.Of(DatesToValue, JapanTime.DateOf(now)),
    };
}
