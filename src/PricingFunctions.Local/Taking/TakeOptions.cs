using Pricing.Files.Schemas;
using PricingFunctions.Local.Running;

namespace PricingFunctions.Local.Taking;

/// <summary>What the command <c>take</c> is told.</summary>
internal sealed record TakeOptions
{
    /// <summary>The files as the user named them.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>What they hold; null to find it from their header.</summary>
    public FileKind? Kind { get; init; }

    /// <summary>The share, five characters, of files whose rows name none; null for none.</summary>
    public string? Code { get; init; }

    /// <summary>Whether they may replace what is stored.</summary>
    public bool Replace { get; init; }

    /// <summary>Why; null for no reason.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether their figures are made up.</summary>
    public bool IsSynthetic { get; init; }

    /// <summary>Where what is refused is written, as <see cref="RejectsTarget"/> reads it; null for nowhere.</summary>
    public string? Rejects { get; init; }

    /// <summary>Whether they are judged only.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>Whether the answer is JSON.</summary>
    public bool IsJson { get; init; }

    /// <summary>Where the storage is.</summary>
    public required StoragePlace Place { get; init; }
}
