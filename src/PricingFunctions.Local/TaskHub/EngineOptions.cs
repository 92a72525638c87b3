using System.ComponentModel.DataAnnotations;

namespace PricingFunctions.Local.TaskHub;

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

    /// <summary>The wait before the first retry; it doubles. A timer of the hub cannot be shorter than 1 ms.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:05:00")]
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// The control queues of the hub: over so many hosts the orchestrations spread; activities go to any number. A used
    /// hub cannot change it, so the hub's name holds it.
    /// </summary>
    [Range(1, 16)]
    public int Partitions { get; init; } = 1;

    /// <summary>
    /// How long nothing of an open pass moves, while no step of it runs on this host, before the host starts its worker in the
    /// hub anew; twice as long before each further time.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan Standstill { get; init; } = TimeSpan.FromMinutes(1);
}
