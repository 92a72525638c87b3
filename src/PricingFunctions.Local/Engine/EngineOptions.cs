using System.ComponentModel.DataAnnotations;

namespace PricingFunctions.Local.Engine;

/// <summary>Settings of the local engine, section <c>Engine</c>.</summary>
public sealed record EngineOptions
{
    /// <summary>The name of the section.</summary>
    public const string Section = "Engine";

    /// <summary>Activities that run at the same time.</summary>
    [Range(1, 64)]
    public int ActivitiesAtOnce { get; init; } = 4;

    /// <summary>How often a failed activity is tried again.</summary>
    [Range(1, 20)]
    public int Retries { get; init; } = 3;

    /// <summary>The wait before the first retry; it doubles.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(2);
}
