using Pricing.Grants.Measurements;
using Pricing.Pipeline.MarketData.History;
using Pricing.Pipeline.MarketData.Prices;
using Pricing.Pipeline.Nights.Plans;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Telemetry;
using Pricing.Pipeline.Valuations;
using Pricing.Pipeline.Values;

namespace Pricing.Pipeline.Nights.Chunks;

/// <summary>
/// Values the grants of a chunk that are in one partition. What cannot be read, or is against the rules that hold, is a
/// value that failed; the others are not touched by it.
/// </summary>
/// <param name="judge">Judges their terms.</param>
/// <param name="shares">The facts.</param>
/// <param name="valuer">Values.</param>
/// <param name="modifications">Measures changes of terms.</param>
/// <param name="metrics">Measures how old the prices are.</param>
public sealed class PartValuer(
    TermsJudge judge, NightShares shares, IsolatedValuer valuer, ModificationValuer modifications, PipelineMetrics metrics)
{
    /// <summary>Values a part of a chunk.</summary>
    /// <param name="run">The run.</param>
    /// <param name="part">The part.</param>
    /// <param name="index">Which market data are stored; null where nobody noted that.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>A value for each that is planned, in their order.</returns>
    public async Task<IReadOnlyList<ValueRecord>> ValueAsync(
        NightRun run, PlannedPart part, MarketIndex? index, CancellationToken cancellationToken)
    {
        var partition = part.Partition();
        var read = new Dictionary<string, NightShare>(StringComparer.Ordinal);
        var records = new ValueRecord[part.Values.Count];
        var questions = new List<(int Index, GrantQuestion Question)>(records.Length);
        foreach (var (number, (task, grant, _)) in part.Values.Index())
        {
            if (grant is null)
            {
                records[number] = ValueRecording.Unread(part.Issuer, task, task.Failures ?? []);
                continue;
            }

            var failures = task.Failures ?? judge.Judge(grant.Terms);
            if (failures.Count > 0)
            {
                records[number] = ValueRecording.Of(new() { Grant = grant, Task = task, Failures = failures }, evidence: "");
                continue;
            }

            var code = grant.Terms.SecurityCode;
            if (!read.TryGetValue(code, out var share))
            {
                read[code] = share = await shares.GetAsync(code, part.Issuer, index, cancellationToken);
                if (PriceStaleness.On(share.Facts.Closes, run.Date) is { } sessions) metrics.PricesRead(sessions);
            }

            questions.Add((number, new(grant, task, share.Facts)));
        }

        var values = valuer.Value([.. questions.Select(asked => asked.Question)]);
        foreach (var ((number, question), value) in questions.Zip(values))
        {
            var share = read[question.Grant.Terms.SecurityCode];
            records[number] = await RecordAsync(partition, share, question, value, cancellationToken);
        }

        return [.. records.Select(record => record with { RunDate = run.Date, RunVersion = run.Version })];
    }

    private async Task<ValueRecord> RecordAsync(
        string partition, NightShare share, GrantQuestion question, GrantValue value, CancellationToken cancellationToken)
    {
        if (value.Right is not { } right) return ValueRecording.Of(value, evidence: "");

        var evidence = await share.EvidenceAsync(value, cancellationToken);
        if (!evidence.TryGet(out var hash)) return Failed(value, evidence.Failures);
        if (value.Task.Kind != MeasurementKind.Modified) return ValueRecording.Of(value, hash);

        var measured = await modifications.MeasureAsync(partition, question, right, ModificationValuer.AtOnce, cancellationToken);
        return measured.TryGet(out var modification)
            ? ValueRecording.Of(value, hash).With(modification)
            : Failed(value, measured.Failures);
    }

    private static ValueRecord Failed(GrantValue value, IReadOnlyList<Failure> failures) =>
        ValueRecording.Of(value with { Right = null, Failures = failures }, evidence: "");
}
