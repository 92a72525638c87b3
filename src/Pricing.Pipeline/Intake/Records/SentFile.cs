using Pricing.Files.Schemas;
using Pricing.Pipeline.Controls.People;

namespace Pricing.Pipeline.Intake.Records;

/// <summary>What the sender of a file says of it, and how it came.</summary>
public sealed record SentFile
{
    /// <summary>The door of files that came over HTTP.</summary>
    public const string HttpDoor = "http";

    /// <summary>The door of files that came by the command <c>take</c>.</summary>
    public const string TakeDoor = "take";

    /// <summary>The name under which it came.</summary>
    public required string Name { get; init; }

    /// <summary>The door that it came by: a container, <see cref="HttpDoor"/>, <see cref="TakeDoor"/>.</summary>
    public required string Door { get; init; }

    /// <summary>Who sent it; empty where the door does not know.</summary>
    public string Who { get; init; } = "";

    /// <summary>What vouches for that name: nothing, where the door does not know better; empty where there is no name.</summary>
    public string WhoIdentity
    {
        get => field ?? (Who.Length > 0 ? Person.Unverified : "");
        init;
    }

    /// <summary>The issuers whose rows its sender may change, as <see cref="FileRecord.Issuers"/>; empty for all, and market data too.</summary>
    public string Issuers { get; init; } = "";

    /// <summary>What it holds; null to find it from the header.</summary>
    public FileKind? Kind { get; init; }

    /// <summary>What it is taken as where neither the sender nor the header says what it holds.</summary>
    public FileKind Otherwise { get; init; } = FileKind.Grants;

    /// <summary>The share, five characters, of a file whose rows name none; null to find it from the name.</summary>
    public string? Code { get; init; }

    /// <summary>Whether it may replace what is stored.</summary>
    public bool Replace { get; init; }

    /// <summary>Whether its figures are made up.</summary>
    public bool IsSynthetic { get; init; }

    /// <summary>Why it replaces what is stored, or is taken in again; null for neither.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether it is to be taken in again where it was before, as another attempt; needs who and why.</summary>
    public bool Again { get; init; }

    /// <summary>What set off this sending, where it may be noticed twice: the version of a blob. One trigger makes one attempt.</summary>
    public string? Trigger { get; init; }

    /// <summary>What was stated of it and cannot be read, where nobody is there to be told: it is kept, and its report refuses it. Empty for nothing.</summary>
    public IReadOnlyList<Failure> Misstated { get; init; } = [];

    /// <summary>What is missing beside <see cref="Again"/>; empty where nothing is.</summary>
    public IReadOnlyList<Failure> Failures => !Again
        ? []
        :
        [
            .. Missing("who", Who),
            .. Missing("reason", Reason),
        ];

    private static IEnumerable<Failure> Missing(string field, string? value) => string.IsNullOrWhiteSpace(value)
        ? [new(ReasonCode.InvalidField, field, "", "is missing for a file that is to be taken in again")]
        : [];
}
