namespace Pricing.Pipeline.Intake.Doors;

/// <summary>Goes round all doors and takes in what is there, then what is kept and not taken in to its end.</summary>
/// <param name="doors">The doors.</param>
/// <param name="sweep">Sweeps one.</param>
/// <param name="open">Finishes what is open.</param>
public sealed class DoorWatch(FileDoors doors, BlobSweep sweep, OpenFiles open)
{
    /// <summary>Goes round once.</summary>
    /// <param name="cancellationToken">Stops the work.</param>
    public async Task GoRoundAsync(CancellationToken cancellationToken)
    {
        foreach (var door in doors.All) await sweep.SweepAsync(door, cancellationToken);
        await open.FinishAsync(cancellationToken);
    }

    /// <summary>Starts what is at the doors, and waits for none of it.</summary>
    /// <param name="cancellationToken">Stops the work.</param>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var door in doors.All) await sweep.StartAsync(door, cancellationToken);
    }
}
