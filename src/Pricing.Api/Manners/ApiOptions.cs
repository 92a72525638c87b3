using System.ComponentModel.DataAnnotations;
using Pricing.Pipeline.Settings;

namespace Pricing.Api.Manners;

/// <summary>
/// The key of a local host, how long an answer may take, and how much of what costs time and memory is answered at once: prices; other questions, which are volatilities and the calendar; and
/// downloads, which are tables, workbooks and packages. The numbers hold for each of the three by itself.
/// </summary>
public sealed record ApiOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Api";

    /// <summary>The name of the setting of the key.</summary>
    public const string KeySetting = $"{Section}:{nameof(Key)}";

    /// <summary>The key that a local host asks for under <c>/api</c>; null or empty for none.</summary>
    [Secret]
    public string? Key { get; init; }

    /// <summary>How many of a kind are answered at once, 1 to 1,000.</summary>
    [Range(1, 1000)]
    public int CostlyAtOnce { get; init; } = 16;

    /// <summary>How many more of a kind may wait for their turn, 0 to 10,000; others are answered with 429.</summary>
    [Range(0, 10_000)]
    public int CostlyWaiting { get; init; } = 256;

    /// <summary>
    /// How long an answer may take, 0.1 seconds to 1 hour; then it is given up with 503. Downloads and files that are sent take as long as their bytes do. The default is
    /// the longest that Azure's front waits (Azure Functions, <em>HTTP triggers, limits</em>: 230 seconds).
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan LongestAnswer { get; init; } = TimeSpan.FromSeconds(230);
}
