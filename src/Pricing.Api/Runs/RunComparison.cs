using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Valuations;
using Pricing.Pipeline.Values;

namespace Pricing.Api.Runs;

/// <summary>
/// What the later of two runs of a date says otherwise than the earlier one. A run stores only what it changes, so only what was
/// stored since the earlier run is looked at, one value after the other.
/// </summary>
/// <param name="runs">The runs.</param>
/// <param name="exports">What completed ones stored.</param>
/// <param name="broken">What others stored.</param>
/// <param name="buckets">Where grants are.</param>
/// <param name="values">What was stored before.</param>
internal sealed class RunComparison(
    RunStore runs, IRunValues exports, BrokenRuns broken, IssuerBuckets buckets, ValuationStore values)
{
    // What differs between two versions of the same value, and says nothing by itself.
    private static readonly HashSet<string> Own = new(StringComparer.Ordinal)
    {
        "version", "runDate", "runVersion", "hash", "evidence", "inputHash", "policyHash", "engine", "basisInDoubt",
    };

    private static readonly JsonPropertyInfo[] Compared =
        [.. ValueJson.Readable.ValueRecord.Properties.Where(property => property.Get is not null && !Own.Contains(property.Name))];

    /// <summary>The changes, in the order in which the later runs stored them.</summary>
    /// <param name="from">The earlier run.</param>
    /// <param name="to">The later run of the same date.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <exception cref="DamagedContentException">What a run stored does not match its hashes.</exception>
    public async IAsyncEnumerable<ValueChange> ChangesAsync(
        RunRecord from, RunRecord to, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var seen = to.Version - from.Version > 1 ? new HashSet<(string Issuer, string GrantId, DateOnly Date)>() : null;
        for (var version = to.Version; version > from.Version; version--)
        {
            if (await runs.FindAsync(new(to.Date, version), cancellationToken) is not { } run) continue;

            var stored = run.Status == RunStatus.Completed
                ? exports.ReadAsync(run, cancellationToken)
                : broken.ReadAsync(run.ToRun(), cancellationToken);
            var changed = stored.Where(value => seen?.Add((value.Issuer, value.GrantId, value.MeasurementDate)) != false);
            await foreach (var some in changed.Chunk(BrokenRuns.AtOnce).WithCancellation(cancellationToken))
            {
                var before = await Task.WhenAll(some.Select(value => BeforeAsync(value, from, cancellationToken)));
                for (var index = 0; index < some.Length; index++) yield return Change(before[index], some[index]);
            }
        }
    }

    private async Task<ValueRecord?> BeforeAsync(ValueRecord value, RunRecord from, CancellationToken cancellationToken)
    {
        var found = await buckets.FindPartitionAsync(value.Issuer, value.GrantId, cancellationToken);
        return found is not null && found.TryGet(out var partition)
            ? await values.HistoryAsync(partition, value.GrantId, value.MeasurementDate, cancellationToken)
                .FirstOrDefaultAsync(
                    earlier => earlier.RunDate < from.Date || (earlier.RunDate == from.Date && earlier.RunVersion <= from.Version), cancellationToken)
            : null;
    }

    private static ValueChange Change(ValueRecord? before, ValueRecord after) => new(
        after.Issuer,
        after.GrantId,
        after.MeasurementDate,
        before?.Version,
        after.Version,
        before?.AmountPerRight,
        after.AmountPerRight,
        before?.Status,
        after.Status,
        after.Failures.Length > 0 ? after.Failures : null,
        before is null
            ? []
            : [.. Compared.Select(property => new FieldChange(property.Name, Text(property, before), Text(property, after))).Where(field => field.Before != field.After)]);

    private static string? Text(JsonPropertyInfo property, ValueRecord value) => property.Get!(value) switch
    {
        null => null,
        string text => text,
        var other => JsonSerializer.Serialize(other, ValueJson.Readable.Options.GetTypeInfo(property.PropertyType)).Trim('"'),
    };
}

/// <summary>A value that the later of two runs says otherwise, or for the first time.</summary>
/// <param name="Issuer">The issuer.</param>
/// <param name="GrantId">The grant.</param>
/// <param name="MeasurementDate">The measurement date.</param>
/// <param name="VersionBefore">The version of the value by the earlier run; null where it had none.</param>
/// <param name="VersionAfter">The version of the value by the later run.</param>
/// <param name="AmountBefore">The amount per right by the earlier run; null where it had none, empty where it failed.</param>
/// <param name="AmountAfter">The amount per right by the later run; empty where it failed.</param>
/// <param name="StatusBefore">Where the value stood by the earlier run; null where there was none.</param>
/// <param name="StatusAfter">Where it stands by the later run.</param>
/// <param name="Failures">Why there is no value by the later run; null where there is one.</param>
/// <param name="Differences">What differs, by the names of the value's fields; empty where there was no value before.</param>
internal sealed record ValueChange(
    string Issuer,
    string GrantId,
    DateOnly MeasurementDate,
    int? VersionBefore,
    int VersionAfter,
    string? AmountBefore,
    string AmountAfter,
    ValueStatus? StatusBefore,
    ValueStatus StatusAfter,
    string? Failures,
    IReadOnlyList<FieldChange> Differences);

/// <summary>A field of a value that differs.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Before">By the earlier run; null where it was not stated.</param>
/// <param name="After">By the later run; null where it is not stated.</param>
internal sealed record FieldChange(string Name, string? Before, string? After);
