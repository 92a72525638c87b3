using Microsoft.Extensions.Logging;
using Pricing.Pipeline.Intake.Records;

namespace Pricing.Pipeline.Intake.Doors;

/// <summary>
/// Goes round all doors and takes in what is there, then what is kept and not taken in to its end. A door that cannot be
/// looked at keeps no other shut: the next round looks again.
/// </summary>
/// <param name="doors">The doors.</param>
/// <param name="sweep">Sweeps one.</param>
/// <param name="open">Finishes what is open.</param>
/// <param name="left">Takes away what ended processes left.</param>
/// <param name="logger">Says what failed.</param>
public sealed partial class DoorWatch(FileDoors doors, BlobSweep sweep, OpenFiles open, LeftSnapshots left, ILogger<DoorWatch> logger)
{
    /// <summary>Goes round once.</summary>
    /// <param name="cancellationToken">Stops the work.</param>
    public async Task GoRoundAsync(CancellationToken cancellationToken)
    {
        foreach (var door in doors.All)
            await TryAsync(door.Name, () => sweep.SweepAsync(door, cancellationToken), cancellationToken);
        await FinishAsync(cancellationToken);
    }

    /// <summary>Starts what is at the doors, and waits for none of it.</summary>
    /// <param name="cancellationToken">Stops the work.</param>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var door in doors.All)
            await TryAsync(door.Name, () => sweep.StartAsync(door, cancellationToken), cancellationToken);
    }

    /// <summary>Takes in what is kept and was not taken in to its end, and takes away what ended processes left.</summary>
    /// <param name="cancellationToken">Stops the work.</param>
    public async Task FinishAsync(CancellationToken cancellationToken)
    {
        await TryAsync("intake", () => open.FinishAsync(cancellationToken), cancellationToken);
        foreach (var door in doors.All) await TryAsync(door.Name, () => left.TidyAsync(door, cancellationToken), cancellationToken);
    }

    /// <summary>Sweeps one door, and waits until all that was found there is through.</summary>
    /// <param name="door">The door.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The reports of the files that were taken in now.</returns>
    public async Task<IReadOnlyList<FileReport>> SweepAsync(FileDoor door, CancellationToken cancellationToken)
    {
        IReadOnlyList<FileReport> reports = [];
        await TryAsync(door.Name, async () => reports = await sweep.SweepAsync(door, cancellationToken), cancellationToken);
        return reports;
    }

    private async Task TryAsync(string door, Func<Task> look, CancellationToken cancellationToken)
    {
        try
        {
            await look();
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            LogFailed(failure, door);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The door {Door} could not be looked at; the next look tries again")]
    private partial void LogFailed(Exception failure, string door);
}
