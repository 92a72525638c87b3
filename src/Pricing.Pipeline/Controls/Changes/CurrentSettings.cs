using Microsoft.Extensions.Logging;
using Pricing.Pipeline.Settings;
using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Telemetry;

namespace Pricing.Pipeline.Controls.Changes;

/// <summary>The settings of this host, and that they are in the log before anything is valued by them.</summary>
/// <param name="services">The services of the host, which know its settings.</param>
/// <param name="log">The log of changes.</param>
/// <param name="clock">When a change was found.</param>
/// <param name="alarm">Told of a log that cannot be read.</param>
/// <param name="logger">Says what changed.</param>
public sealed partial class CurrentSettings(
    IServiceProvider services, SettingsLog log, TimeProvider clock, DamageAlarm alarm, ILogger<CurrentSettings> logger)
{
    private readonly Lazy<SettingsSnapshot> snapshot = new(() => new(LoggedSettings.Of(services)));
    private volatile bool isLogged;

    /// <summary>The settings.</summary>
    public SettingsSnapshot Snapshot => snapshot.Value;

    /// <summary>Compares them with the last ones and logs what changed, at the start of a host. A log that is damaged keeps no host from starting.</summary>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await HashAsync(cancellationToken);
        }
        catch (DamagedContentException damage)
        {
            alarm.Raise($"{damage.Message}; until it is put back no run starts.");
        }
    }

    /// <summary>Their hash, which is in the log.</summary>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <exception cref="DamagedContentException">The log is damaged where they should go.</exception>
    public async Task<string> HashAsync(CancellationToken cancellationToken)
    {
        if (!isLogged)
        {
            if (await log.AppendAsync(Snapshot, clock.GetUtcNow(), cancellationToken) is { } change)
                LogChanged(change.Number, change.Settings, change.Changes.Count);
            isLogged = true;
        }

        return Snapshot.Hash;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The settings are those of {Hash}, change {Number} of the log: {Changed} differ")]
    private partial void LogChanged(int number, string hash, int changed);
}
