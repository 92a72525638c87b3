using System.ComponentModel.DataAnnotations;

namespace Pricing.Pipeline.Nights.Plans;

/// <summary>How plans are cut, section <c>Valuation</c>.</summary>
public sealed record PlanOptions
{
    /// <summary>The name of the section.</summary>
    public const string Section = "Valuation";

    /// <summary>The most grants that one activity values.</summary>
    [Range(1, 5000)]
    public int ChunkSize { get; init; } = 1000;
}
