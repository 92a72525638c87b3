using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Pricing.Pipeline.Intake.Records;

namespace Pricing.Pipeline.Intake.Doors;

/// <summary>
/// Compares the doors with the ledger and takes in every blob that is new or was replaced, some side by side. It is how the
/// local host watches its doors, and how the app heals what an event lost. A file that cannot be taken in is tried
/// again later and later, then put in quarantine; it holds up no other.
/// </summary>
/// <param name="seen">Which blobs were looked at.</param>
/// <param name="intake">Takes in a blob.</param>
/// <param name="tries">What failed, and when to try again.</param>
/// <param name="quarantine">Where what keeps failing goes.</param>
/// <param name="options">How many at once.</param>
/// <param name="clock">The time.</param>
/// <param name="logger">Says what failed.</param>
public sealed partial class BlobSweep(
    SeenBlobs seen,
    BlobIntake intake,
    FailedTries tries,
    BlobQuarantine quarantine,
    DoorOptions options,
    TimeProvider clock,
    ILogger<BlobSweep> logger) : IDisposable
{
    /// <summary>What is listed and not there, or cannot be reached by its name, is looked at again after so long.</summary>
    private static readonly TimeSpan AwayFor = TimeSpan.FromMinutes(15);

    private readonly ConcurrentDictionary<string, Lazy<Task<HashSet<SeenBlob>>>> known = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Lazy<Task<FileReport?>>> running = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, DateTimeOffset> away = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim slots = new(options.FilesAtOnce);

    /// <summary>Sweeps a door once, and waits until all that was found there is through.</summary>
    /// <param name="door">The door.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The reports of the files that were taken in now.</returns>
    public async Task<IReadOnlyList<FileReport>> SweepAsync(FileDoor door, CancellationToken cancellationToken)
    {
        var reports = await Task.WhenAll(await StartAsync(door, cancellationToken));
        return [.. reports.OfType<FileReport>().Where(report => !report.SameAsBefore)];
    }

    /// <summary>Sweeps a door once, and waits for no file: a long one holds up none that is dropped after it.</summary>
    /// <param name="door">The door.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>What is under way for the blobs that were not looked at yet; each ends with a report, or without.</returns>
    public async Task<IReadOnlyList<Task<FileReport?>>> StartAsync(FileDoor door, CancellationToken cancellationToken)
    {
        var looked = await LookedAsync(door, cancellationToken);
        var started = new List<Task<FileReport?>>();
        await foreach (var version in NewAsync(door, looked, cancellationToken))
        {
            var what = $"{FailedTries.PlaceOf(door.Name, version.Name)}@{version.ETag}";
            if (away.TryGetValue(what, out var until) && clock.GetUtcNow() < until) continue;

            started.Add(running.GetOrAdd(what, new Lazy<Task<FileReport?>>(() =>
                TakeAsync(door, version, what, looked, cancellationToken))).Value);
        }

        return started;
    }

    /// <summary>What is at a door and was not taken in yet: new, under way, or tried in vain.</summary>
    /// <param name="door">The door.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>The names of the blobs.</returns>
    public async Task<IReadOnlyList<string>> WaitingAsync(FileDoor door, CancellationToken cancellationToken) =>
        await NewAsync(door, await LookedAsync(door, cancellationToken), cancellationToken)
            .Select(version => version.Name)
            .Where(name => BlobIntake.IsAddress(door, name))
            .ToListAsync(cancellationToken);

    /// <summary>Waits until nothing is under way.</summary>
    public async Task IdleAsync()
    {
        while (!running.IsEmpty)
        {
            Task all = Task.WhenAll(running.Values.Select(work => work.Value));
            await all.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => slots.Dispose();

    private static IAsyncEnumerable<SeenBlob> NewAsync(FileDoor door, HashSet<SeenBlob> looked, CancellationToken cancellationToken) => door.Container
        .GetBlobsAsync(cancellationToken: cancellationToken)
        .Select(blob => new SeenBlob(blob.Name, SeenBlobs.Text(blob.Properties.ETag!.Value)))
        .Where(version => !IsIn(looked, version));

    private static bool IsIn(HashSet<SeenBlob> looked, SeenBlob version)
    {
        lock (looked) return looked.Contains(version);
    }

    private async Task<HashSet<SeenBlob>> LookedAsync(FileDoor door, CancellationToken cancellationToken)
    {
        var looked = known.GetOrAdd(door.Name, _ => new(() => seen.ListAsync(door, cancellationToken)));
        try
        {
            return await looked.Value;
        }
        catch
        {
            known.TryRemove(new(door.Name, looked));
            throw;
        }
    }

    private async Task<FileReport?> TakeAsync(
        FileDoor door, SeenBlob version, string what, HashSet<SeenBlob> looked, CancellationToken cancellationToken)
    {
        await Task.Yield();
        try
        {
            await slots.WaitAsync(cancellationToken);
            try
            {
                return await TryAsync(door, version, what, looked, cancellationToken);
            }
            finally
            {
                slots.Release();
            }
        }
        finally
        {
            running.TryRemove(what, out _);
        }
    }

    private async Task<FileReport?> TryAsync(
        FileDoor door, SeenBlob version, string what, HashSet<SeenBlob> looked, CancellationToken cancellationToken)
    {
        try
        {
            var tried = await tries.FindAsync(what, cancellationToken);
            if (tries.IsTooEarly(tried)) return null;
            if (await intake.IngestAsync(door, version.Name, cancellationToken) is not { } report)
            {
                away[what] = clock.GetUtcNow() + AwayFor;
                return null;
            }

            lock (looked) looked.Add(version);
            if (tried is not null) await tries.ForgetAsync(what, cancellationToken);
            return report;
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            await PutOffAsync(door, version.Name, what, failure, cancellationToken);
            return null;
        }
    }

    private async Task PutOffAsync(
        FileDoor door, string name, string what, Exception failure, CancellationToken cancellationToken)
    {
        try
        {
            if (await tries.NoteAsync(what, failure, cancellationToken) is { } next)
            {
                LogFailed(failure, what, next);
                return;
            }

            await MoveAsync(door, name, what, failure, cancellationToken);
        }
        catch (Exception again) when (!cancellationToken.IsCancellationRequested)
        {
            // The storage is away; the next look tries all of it again.
            LogNotPutOff(again, what);
        }
    }

    private async Task MoveAsync(
        FileDoor door, string name, string what, Exception failure, CancellationToken cancellationToken)
    {
        try
        {
            await quarantine.MoveAsync(door, name, failure, cancellationToken);
            await tries.ForgetAsync(what, cancellationToken);
        }
        catch (Exception again) when (!cancellationToken.IsCancellationRequested)
        {
            LogFailed(again, what, await tries.PutOffAsync(what, again, cancellationToken));
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The file {What} could not be taken in; it is tried again at {Next:O}")]
    private partial void LogFailed(Exception failure, string what, DateTimeOffset next);

    [LoggerMessage(Level = LogLevel.Error, Message = "The file {What} could neither be taken in nor be put off")]
    private partial void LogNotPutOff(Exception failure, string what);
}
