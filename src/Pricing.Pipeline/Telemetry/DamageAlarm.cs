using Microsoft.Extensions.Logging;

namespace Pricing.Pipeline.Telemetry;

/// <summary>Told of everything stored that is found not to be what was stored; an alert rests on it.</summary>
/// <param name="metrics">Counts it.</param>
/// <param name="logger">Names it.</param>
public sealed partial class DamageAlarm(PipelineMetrics metrics, ILogger<DamageAlarm> logger)
{
    /// <summary>Something stored is damaged.</summary>
    /// <param name="what">Its place, and how it shows.</param>
    public void Raise(string what)
    {
        metrics.DamageFound();
        LogDamage(what);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Damage: {What}")]
    private partial void LogDamage(string what);
}
