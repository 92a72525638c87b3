using Microsoft.Extensions.Logging;
using Pricing.Pipeline.Intake.Records;
using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.Intake.Doors;

/// <summary>
/// Takes in what came before a plan is made: a plan that is frozen while a file is half taken in would leave out the rest of it,
/// and nothing would say so. What cannot be taken in, or takes longer than a night may wait, is named.
/// </summary>
/// <param name="doors">The doors.</param>
/// <param name="watch">Sweeps one; what is under way on this host is waited for.</param>
/// <param name="records">The files that are kept.</param>
/// <param name="open">Takes in what is kept.</param>
/// <param name="sweep">Knows what was taken in.</param>
/// <param name="options">How long a plan waits.</param>
/// <param name="clock">Times the waiting.</param>
/// <param name="logger">Names what is left out.</param>
public sealed partial class EarlierFiles(
    FileDoors doors,
    DoorWatch watch,
    FileRecords records,
    OpenFiles open,
    BlobSweep sweep,
    DoorOptions options,
    TimeProvider clock,
    ILogger<EarlierFiles> logger)
{
    /// <summary>Takes in what has come, as far as it can be.</summary>
    /// <param name="cancellationToken">Stops the work; doing it again later finishes it.</param>
    /// <returns>How many files wait still, so that their rows are in no plan yet.</returns>
    public async Task<int> TakeInAsync(CancellationToken cancellationToken)
    {
        try
        {
            await TakeAllInAsync(cancellationToken).WaitAsync(options.LongestWait, clock, cancellationToken);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            LogNotAll(failure);
        }

        var waiting = new HashSet<string>(StringComparer.Ordinal);
        foreach (var record in await records.OpenAsync(cancellationToken)) waiting.Add(FailedTries.PlaceOf(record.Door, record.Name));
        foreach (var door in doors.All)
        {
            foreach (var name in await WaitingAsync(door, cancellationToken)) waiting.Add(FailedTries.PlaceOf(door.Name, TypedText.Shown(name)));
        }

        foreach (var file in waiting.Order(StringComparer.Ordinal)) LogWaits(file);
        return waiting.Count;
    }

    private async Task TakeAllInAsync(CancellationToken cancellationToken)
    {
        foreach (var door in doors.All) await watch.SweepAsync(door, cancellationToken);
        foreach (var record in await records.OpenAsync(cancellationToken)) await open.TryAsync(record, cancellationToken);
    }

    private async Task<IReadOnlyList<string>> WaitingAsync(FileDoor door, CancellationToken cancellationToken)
    {
        try
        {
            return await sweep.WaitingAsync(door, cancellationToken);
        }
        catch (Exception failure) when (StorageFailure.IsOne(failure))
        {
            // A door that cannot be looked at keeps no night from its other files.
            LogNotAll(failure);
            return [];
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Not all files could be taken in before the plan is made")]
    private partial void LogNotAll(Exception failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The file {File} waits to be taken in; what it holds is not in the plan")]
    private partial void LogWaits(string file);
}
