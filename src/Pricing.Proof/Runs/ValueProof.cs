using System.Globalization;
using Azure.Data.Tables;
using Pricing.Pipeline.Nights.Plans;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Sealing;
using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Valuations;
using Pricing.Pipeline.Values;
using Pricing.Policies;
using Pricing.Proof.Findings;
using Pricing.Proof.Market;

namespace Pricing.Proof.Runs;

/// <summary>Compares a value with its hash, with the export, and with the same computed again from what it was made of.</summary>
/// <param name="storage">The table of values.</param>
/// <param name="register">What policies said.</param>
/// <param name="histories">The facts, compared with their bodies.</param>
/// <param name="evidence">The evidence.</param>
/// <param name="closings">Which periods were closed.</param>
/// <param name="rules">Under which limits and beside which policies runs were made.</param>
/// <param name="revaluation">Values once more.</param>
/// <param name="log">Where the findings go.</param>
internal sealed class ValueProof(
    PipelineStorage storage,
    PolicyRegister register,
    HistoryProof histories,
    EvidenceProof evidence,
    ClosingHistory closings,
    RunRules rules,
    Revaluation revaluation,
    ProofLog log)
{
    // What names the value and the run, and what is not computed.
    private static readonly HashSet<string> NotComputed = new(StringComparer.Ordinal) { "hash", "basisInDoubt", "engine", "runDate", "runVersion", "version" };

    // Another version of the code may take another way to the same figure.
    private static readonly HashSet<string> OfTheWay = new(StringComparer.Ordinal) { "unroundedPerShare", "errorBound", "roundingPath" };

    // Another version of the code may name more of the bodies that a value stands on, and say otherwise how far its window reaches.
    private static readonly HashSet<string> OfTheSaying = new(StringComparer.Ordinal) { EvidenceField, "windowYears", "windowLimit" };

    private const string EvidenceField = "evidence";

    /// <summary>What it means where the content of a policy has another hash.</summary>
    private const string NotWhole = "what the policy says does not match its hash";

    private static readonly ReasonCode[] Codes = Enum.GetValues<ReasonCode>();
    private static readonly ReasonCode[] OfChecks = [ReasonCode.SuspectPrice, ReasonCode.StalePrice, ReasonCode.MissingPrice];

    private readonly Dictionary<(string Name, int Version, string? Hash), Outcome<ValuationPolicy>> policies = [];

    /// <summary>Where a value is stored, for people.</summary>
    /// <param name="value">The value.</param>
    public static string PlaceOf(ValueRecord value) => string.Create(
        CultureInfo.InvariantCulture, $"valuations {value.Issuer} {value.GrantId} {value.MeasurementDate:yyyy-MM-dd} v{value.Version}");

    /// <summary>Compares a value.</summary>
    /// <param name="run">The run that made it.</param>
    /// <param name="part">The partition that it is in.</param>
    /// <param name="planned">What was asked for.</param>
    /// <param name="exported">The value as the export holds it; null where there is none to compare with.</param>
    /// <param name="version">The version of the value.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async Task CheckAsync(
        RunRecord run, GrantPartition part, PlannedValue planned, ValueRecord? exported, int version, CancellationToken cancellationToken)
    {
        log.Count(ProofSubject.Values);
        var task = planned.Task;
        var key = Keys.Value(task.GrantId, task.MeasurementDate, version);
        ValueRecord? stored = null;
        var place = string.Create(CultureInfo.InvariantCulture, $"valuations {part.Issuer} {task.GrantId} {task.MeasurementDate:yyyy-MM-dd} v{version}");
        await log.LookAsync(place, async () =>
        {
            var row = await storage.Valuations.GetEntityIfExistsAsync<TableEntity>(part.Key, key, cancellationToken: cancellationToken);
            if (row.HasValue) stored = TableRecords.Read(row.Value!, ValueJson.Readable.ValueRecord);
            else log.Differs(place, "", "", "", "is not there");
        });
        if (stored is not null) CompareSeal(place, stored, exported);
        if ((stored is not null && ValueSeal.IsWhole(stored) ? stored : exported) is not { } value) return;

        await log.LookAsync(place, () => RecomputeAsync(run, part, planned, value, cancellationToken));
        if (value.Evidence.Length > 0) await evidence.CheckAsync(value.Evidence, cancellationToken);
    }

    private void CompareSeal(string place, ValueRecord stored, ValueRecord? exported)
    {
        if (exported is not null)
        {
            foreach (var (field, inTable, inExport) in RecordDifference.Between(stored, exported, ValueJson.Readable.ValueRecord))
                log.Differs(place, field, inTable, inExport, "the export of the run holds something else");
        }

        if (stored.Hash == Seals.Unsealed) log.NotChecked(place, "unsealed: it was stored before values were");
        else log.Compare(place, "hash", stored.Hash, ValueSeal.HashOf(stored), "the value does not match its hash");
    }

    private async Task RecomputeAsync(
        RunRecord run, GrantPartition part, PlannedValue planned, ValueRecord value, CancellationToken cancellationToken)
    {
        var policy = await PolicyAsync(value, cancellationToken);
        if (policy is null && value.PolicyVersion > 0) return;

        var code = planned.Grant?.Terms.SecurityCode;
        var share = code is null ? new(null, null, null) : await histories.OfShareAsync(code, cancellationToken);
        if (share is null) return;

        var (from, to) = (run.StartedAt ?? run.AskedAt, run.FinishedAt ?? DateTimeOffset.MaxValue);
        Revalued? first = null;
        Revalued? saidOtherwise = null;
        var views = await closings.ViewsAsync(part.Issuer, code ?? "", from, to, cancellationToken);
        var ofRun = await rules.OfAsync(run, cancellationToken);
        foreach (var under in ofRun)
        {
            foreach (var facts in views.SelectMany(view => share.Under(view).Between(from, to)))
            {
                foreach (var time in planned.Task.Modification is null ? [to] : new[] { to, from })
                {
                    var candidate = await revaluation.ValueAsync(part, planned, policy, under, facts, time, cancellationToken);
                    var differences = Differences(value, candidate.Value);
                    if (differences.Count == 0) return;

                    first ??= candidate;
                    if (saidOtherwise is null && await IsSaidOtherwiseAsync(value, candidate, differences, cancellationToken)) saidOtherwise = candidate;
                }
            }
        }

        if (saidOtherwise is { } said)
        {
            var fields = string.Join(", ", Differences(value, said.Value).Select(difference => difference.Field));
            log.NotChecked(PlaceOf(value), $"engine: {fields} as another version of the code states it, {Engines(value, said.Value)}");
            return;
        }

        Tell(value, first!.Value, ofRun[0].AreOfRun);
    }

    /// <summary>Whether another version of the code made the value of the same facts, and says less or other things about them.</summary>
    private async Task<bool> IsSaidOtherwiseAsync(
        ValueRecord value, Revalued again, List<(string Field, string Stored, string Found)> differences, CancellationToken cancellationToken)
    {
        if (value.Engine == again.Value.Engine || !differences.TrueForAll(difference => OfTheSaying.Contains(difference.Field))) return false;
        if (!differences.Exists(difference => difference.Field == EvidenceField)) return true;

        return again.Evidence is { } said && await evidence.IsAlikeButForSourcesAsync(value.Evidence, said, cancellationToken);
    }

    private static string Engines(ValueRecord value, ValueRecord again) => $"made by {value.Engine}, computed again by {again.Engine}";

    private void Tell(ValueRecord value, ValueRecord again, bool areRulesOfRun)
    {
        var place = PlaceOf(value);
        if (value.Failures.Contains(nameof(ReasonCode.DamagedData), StringComparison.Ordinal) && again.Status != ValueStatus.Failed)
        {
            log.NotChecked(place, "it failed for something damaged, which can be read today");
            return;
        }

        var engines = Engines(value, again);
        if (value.Failures != again.Failures && WithoutChecks(value) == WithoutChecks(again) && WhyChecksMayDiffer() is { } reason)
        {
            log.NotChecked(place, $"{reason}: stored: {OrNothing(value.Failures)}; computed again: {OrNothing(again.Failures)}");
            return;
        }

        var cause = value.InputHash == again.InputHash && value.Evidence == again.Evidence ? $"engine: {engines}"
            : value.Engine != again.Engine ? $"data or engine: {engines}"
            : "data: the facts that were known at the time lead to something else";
        foreach (var (field, stored, found) in Differences(value, again)) log.Differs(place, field, stored, found, cause);

        // Which limits these checks had, and what was confirmed, is logged since a release.
        string? WhyChecksMayDiffer() =>
            !areRulesOfRun ? "settings: it passes or fails by the checks of prices, whose limits at its run are not logged, so that this machine's were taken"
            : value.Engine != again.Engine ? $"engine: it passes or fails by the checks of prices, which another version of the code may judge or word otherwise, {engines}"
            : null;
    }

    private static string OrNothing(string failures) => failures.Length > 0 ? failures : "nothing";

    /// <summary>What a value failed of beside the checks of prices; a reason may hold what stands between two failures.</summary>
    private static string WithoutChecks(ValueRecord value)
    {
        var (left, isCheck) = (new List<string>(), false);
        foreach (var part in value.Failures.Split("; "))
        {
            if (Codes.Any(code => IsOf(part, code))) isCheck = OfChecks.Any(code => IsOf(part, code));
            if (!isCheck) left.Add(part);
        }

        return string.Join("; ", left);

        static bool IsOf(string failure, ReasonCode code) => failure.StartsWith($"{code} ", StringComparison.Ordinal);
    }

    private static List<(string Field, string Stored, string Found)> Differences(ValueRecord value, ValueRecord again)
    {
        var isOtherEngine = value.Engine != again.Engine;
        var isNear = isOtherEngine && IsNear(value, again);
        return
        [
            .. RecordDifference.Between(value, again, ValueJson.Readable.ValueRecord)
                .Where(difference => !NotComputed.Contains(difference.Field))
                .Where(difference => !(isNear && OfTheWay.Contains(difference.Field)))

                // An earlier version of the code did not say all that this one says of a value.
                .Where(difference => !(isOtherEngine && difference.Stored.Length == 0)),
        ];
    }

    private static bool IsNear(ValueRecord value, ValueRecord again) =>
        value.UnroundedPerShare is { } stored && again.UnroundedPerShare is { } found
        && Math.Abs(stored - found) <= (value.ErrorBound ?? 0) + (again.ErrorBound ?? 0);

    private async Task<ValuationPolicy?> PolicyAsync(ValueRecord value, CancellationToken cancellationToken)
    {
        if (value.PolicyVersion == 0) return null;

        var key = (value.Policy, value.PolicyVersion, value.PolicyHash);
        if (!policies.TryGetValue(key, out var found))
        {
            await CompareNotedAsync(value, cancellationToken);
            policies[key] = found = await register.FindAsync(value.Policy, value.PolicyVersion, value.PolicyHash, cancellationToken);
        }

        if (!found.TryGet(out var policy)) log.NotChecked(PlaceOf(value), $"policy: {string.Join("; ", found.Failures)}");
        return policy;
    }

    /// <summary>Compares what is noted of a policy with its hash.</summary>
    /// <param name="log">Where a difference goes.</param>
    /// <param name="noted">What is noted.</param>
    public static void CompareWhole(ProofLog log, NotedPolicy noted) =>
        log.Compare(PlaceOfPolicy(noted.Key), "hash", noted.Hash, noted.HashOfContent, NotWhole);

    /// <summary>What a value was made by stands in the ledger, also where the settings of this machine say the same.</summary>
    private async Task CompareNotedAsync(ValueRecord value, CancellationToken cancellationToken)
    {
        var (key, noted) = await register.NotedAsync(value.Policy, value.PolicyVersion, cancellationToken);
        var place = PlaceOfPolicy(key);
        var named = $"{PlaceOf(value)} was made by it";
        if (value.PolicyHash is not { } hash)
        {
            if (noted is null) log.NotChecked(place, $"is not there, and {named}, before what policies say was noted with values");
        }
        else if (noted is null)
        {
            log.Differs(place, "", "", hash, $"is not there, and {named}");
        }
        else
        {
            CompareWhole(log, noted);
            log.Compare(place, "hash of a value", noted.Hash, hash, $"it says something else than what {PlaceOf(value)} was made by");
        }
    }

    private static string PlaceOfPolicy(string key) => $"ledger policy {key}";
}
