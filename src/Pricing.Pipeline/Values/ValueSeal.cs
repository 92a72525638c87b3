using System.Globalization;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Sealing;
using Pricing.Pipeline.Valuations;

namespace Pricing.Pipeline.Values;

/// <summary>
/// Seals values: each bears the hash of its canonical JSON, each transaction the root of its values' hashes, and the
/// run the root of its transactions and of the run before it.
/// </summary>
public static class ValueSeal
{
    // What a repetition after a crash finds as it was; times, engines and later notes may differ.
    private static readonly HashSet<string> PropertiesOfARun = new(StringComparer.Ordinal)
    {
        "date", "version", "scope", "reason", "askedBy", "askedByIdentity", "issuers", "planned", "chunks", "rows", "failed", "provisional",
        "unchanged", "previous", "previousRoot", "settings", "decisions",
    };

    private static readonly CanonicalForm<ValueRecord> ValueForm =
        new("value 1", ValueJson.Readable.ValueRecord, name => name is not ("hash" or "basisInDoubt" or "missingTenors"));

    private static readonly CanonicalForm<ChunkHead> PartForm = new("values 1", ValueJson.Readable.ChunkHead, name => name != "root");

    private static readonly CanonicalForm<RunRecord> RunForm = new("run 1", RunJson.Readable.RunRecord, PropertiesOfARun.Contains);

    /// <summary>The hash of a value: SHA-256 of its canonical JSON in UTF-8, without the hash itself and what is shown beside it.</summary>
    /// <param name="value">The value.</param>
    public static string HashOf(ValueRecord value) => ValueForm.HashOf(value);

    /// <summary>The value with its hash.</summary>
    /// <param name="value">The value as it is to be stored.</param>
    public static ValueRecord Of(ValueRecord value) => value with { Hash = HashOf(value) };

    /// <summary>Whether a value is as it was sealed, or was stored before values were.</summary>
    /// <param name="value">A stored value.</param>
    public static bool IsWhole(ValueRecord value) => value.Hash == Seals.Unsealed || value.Hash == HashOf(value);

    /// <summary>
    /// The value as it may be shown: one that does not match its hash shows its name and that it is damaged, and none of
    /// its figures.
    /// </summary>
    /// <param name="value">A stored value.</param>
    public static ValueRecord Checked(ValueRecord value) => IsWhole(value) ? value : new()
    {
        Issuer = value.Issuer,
        GrantId = value.GrantId,
        GrantVersion = value.GrantVersion,
        MeasurementDate = value.MeasurementDate,
        Version = value.Version,
        Kind = value.Kind,
        Status = ValueStatus.Failed,
        Failures = Damage(value).ToString(),
        RunDate = value.RunDate,
        RunVersion = value.RunVersion,
        Currency = "",
        Policy = "",
        PolicyVersion = 0,
        Engine = "",
        ExercisePrice = "",
        RightsOutstanding = 0,
        Hash = value.Hash,
    };

    /// <summary>The failure of a value that does not match its hash.</summary>
    /// <param name="value">The value.</param>
    public static Failure Damage(ValueRecord value) => new(
        ReasonCode.DamagedData,
        "table valuations",
        string.Create(
            CultureInfo.InvariantCulture,
            $"{value.Issuer} {value.GrantId} {value.MeasurementDate:yyyy-MM-dd} v{value.Version}"),
        "the stored value does not match its hash");

    /// <summary>The head of a transaction with the root of its values.</summary>
    /// <param name="head">The head.</param>
    /// <param name="values">Its values, sealed, in their order.</param>
    public static ChunkHead Of(ChunkHead head, IReadOnlyList<ValueRecord> values) => head with
    {
        Root = PartForm.HashOf(head, ("values", values.Select(value => value.Hash))),
    };

    /// <summary>The root of a completed run: of what was asked for, what came of it, its transactions, and the run before it.</summary>
    /// <param name="run">The run's manifest, with the run before it.</param>
    /// <param name="heads">The heads of its transactions.</param>
    /// <returns>The root; <see cref="Seals.Unsealed"/> where a transaction is.</returns>
    public static string RootOf(RunRecord run, IEnumerable<ChunkHead> heads)
    {
        string[] parts = [.. heads.OrderBy(head => (head.Chunk, head.Part)).Select(head => head.Root)];
        return parts.Contains(Seals.Unsealed)
            ? Seals.Unsealed
            : RunForm.HashOf(run, ("parts", parts));
    }
}
