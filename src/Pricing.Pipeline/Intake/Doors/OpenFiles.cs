using Microsoft.Extensions.Logging;
using Pricing.Pipeline.Intake.Batches;
using Pricing.Pipeline.Intake.Records;

namespace Pricing.Pipeline.Intake.Doors;

/// <summary>
/// Takes in what is kept but was not taken in to its end: its process went away, or its blob was deleted meanwhile. What
/// keeps failing is given up; its bytes stay, and it can be sent again on purpose.
/// </summary>
/// <param name="records">The records.</param>
/// <param name="intake">Takes a file in.</param>
/// <param name="tries">What failed, and when to try again.</param>
/// <param name="clock">The time.</param>
/// <param name="logger">Says what failed.</param>
public sealed partial class OpenFiles(
    FileRecords records, FileIntake intake, FailedTries tries, TimeProvider clock, ILogger<OpenFiles> logger)
{
    /// <summary>Younger ones are still in the hands of the door that they came by.</summary>
    private static readonly TimeSpan Age = TimeSpan.FromMinutes(10);

    /// <summary>Takes in what is open; a file that fails holds up no other.</summary>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>How many were taken in.</returns>
    public async Task<int> FinishAsync(CancellationToken cancellationToken)
    {
        var finished = 0;
        foreach (var record in await records.OpenAsync(cancellationToken))
        {
            if (clock.GetUtcNow() - record.ReceivedAt < Age) continue;
            if (await TryAsync(record, cancellationToken) is { IsDone: true }) finished++;
        }

        return finished;
    }

    /// <summary>What a try came to.</summary>
    /// <param name="IsDone">Whether the file is taken in.</param>
    /// <param name="Next">When to try again; null where it is done or given up.</param>
    public readonly record struct Try(bool IsDone, DateTimeOffset? Next);

    /// <summary>Takes in a kept file, unless it failed and it is too early to try again.</summary>
    /// <param name="record">The attempt.</param>
    /// <param name="cancellationToken">Stops the work; doing it again later finishes it.</param>
    public async Task<Try> TryAsync(FileRecord record, CancellationToken cancellationToken)
    {
        var tried = await tries.FindAsync(record.Key, cancellationToken);
        if (tries.IsTooEarly(tried)) return new(IsDone: false, tried!.NotBefore);
        try
        {
            await intake.TakeInAsync(record, cancellationToken);
            if (tried is not null) await tries.ForgetAsync(record.Key, cancellationToken);
            return new(IsDone: true, Next: null);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            return new(IsDone: false, await PutOffAsync(record, failure, cancellationToken));
        }
    }

    private async Task<DateTimeOffset?> PutOffAsync(FileRecord record, Exception failure, CancellationToken cancellationToken)
    {
        LogFailed(failure, record.Name, record.Key);
        if (await tries.NoteAsync(record.Key, failure, cancellationToken) is { } next) return next;

        await records.SaveAsync(record with { State = FileState.GivenUp, GivenUpFor = FailedTries.Reason(failure) }, cancellationToken);
        await tries.ForgetAsync(record.Key, cancellationToken);
        return null;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The kept file {Name} ({Batch}) could not be taken in")]
    private partial void LogFailed(Exception failure, string name, string batch);
}
