using System.Text.Json.Serialization;
using Pricing.Files.Schemas;
using Pricing.Pipeline.Intake.Kinds;
using Pricing.Pipeline.Intake.Records;

namespace Pricing.Pipeline.Intake.Waiting;

/// <summary>A good row of a file that waits for something that is not stored yet.</summary>
public sealed record WaitingRow
{
    private static readonly ReasonCode[] Reasons =
    [
        ReasonCode.UnknownGrant, ReasonCode.UnknownPolicy, ReasonCode.UnknownVersion, ReasonCode.RightsNotOutstanding,
        ReasonCode.UnknownEvent, ReasonCode.NotDetermined, ReasonCode.AdjustmentNotDecided, ReasonCode.AfterClosing,
    ];

    /// <summary>The issuing company.</summary>
    public required string Issuer { get; init; }

    /// <summary>The grant.</summary>
    public required string GrantId { get; init; }

    /// <summary>The key of the file that brought it, <see cref="FileRecord.Key"/>.</summary>
    public required string Batch { get; init; }

    /// <summary>The name under which that file came; null in rows from before it was kept.</summary>
    public string? Name { get; init; }

    /// <summary>What that file holds.</summary>
    public required FileKind Kind { get; init; }

    /// <summary>The row's place in the file.</summary>
    public required int Line { get; init; }

    /// <summary>When the file came, UTC: rows are judged in this order.</summary>
    public required DateTimeOffset ArrivedAt { get; init; }

    /// <summary>Why it waits, as it was refused last.</summary>
    public required string Reason { get; init; }

    /// <summary>The fields as they were read.</summary>
    [JsonIgnore]
    public IReadOnlyDictionary<string, string> Fields { get; init; } = new Dictionary<string, string>();

    /// <summary>What it waits for.</summary>
    [JsonIgnore]
    public WaitingKey Key => new(Issuer, GrantId);

    /// <summary>Whether a refusal depends on what is stored only, so that it may turn by itself.</summary>
    /// <param name="failures">Everything that speaks against the row.</param>
    internal static bool MayTurn(IReadOnlyList<Failure> failures) => failures.All(failure => Reasons.Contains(failure.Code));

    /// <summary>Whether a row waits for a period to be opened again: however long that takes, it stays.</summary>
    /// <param name="failures">What speaks against the row.</param>
    internal static bool IsAfterClosing(IReadOnlyList<Failure> failures) => failures.Any(failure => failure.Code == ReasonCode.AfterClosing);

    /// <summary>Why a row waits, in one text.</summary>
    /// <param name="failures">What speaks against the row.</param>
    internal static string ReasonOf(IReadOnlyList<Failure> failures) => string.Join("; ", failures);

    /// <summary>Whether it waits for a period to be opened again, by what was said of it last.</summary>
    [JsonIgnore]
    public bool WaitsAfterClosing => Reason.Split("; ").Any(reason => reason.StartsWith($"{ReasonCode.AfterClosing} ", StringComparison.Ordinal));

    /// <summary>A row of a file, as it waits.</summary>
    /// <param name="row">The row; its issuer and grant can be read.</param>
    /// <param name="file">The file.</param>
    /// <param name="failures">Why it waits.</param>
    internal static WaitingRow Of(BatchRow row, FileRecord file, IReadOnlyList<Failure> failures)
    {
        var key = KeyOf(row);
        return new()
        {
            Issuer = key.Issuer,
            GrantId = key.GrantId,
            Batch = file.Key,
            Name = file.Name,
            Kind = file.Kind,
            Line = row.Line,
            ArrivedAt = file.ReceivedAt,
            Reason = ReasonOf(failures),
            Fields = row.ToFields(),
        };
    }

    /// <summary>The grant that a readable row is about.</summary>
    /// <param name="row">The row.</param>
    internal static WaitingKey KeyOf(BatchRow row) => new(row.Text("issuer")!.Trim(), row.Text("grant_id")!.Trim());
}

/// <summary>What a row waits for: anything that is stored of this grant may be it.</summary>
/// <param name="Issuer">The issuing company.</param>
/// <param name="GrantId">The grant.</param>
public readonly record struct WaitingKey(string Issuer, string GrantId);
