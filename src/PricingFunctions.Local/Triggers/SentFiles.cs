using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pricing.Api.Files;
using Pricing.Pipeline.Intake.Doors;
using Pricing.Pipeline.Intake.Records;

namespace PricingFunctions.Local.Triggers;

/// <summary>Takes in the files that were sent, some side by side, each as soon as it is kept; what fails is tried again later.</summary>
/// <param name="records">The records.</param>
/// <param name="open">Takes a file in.</param>
/// <param name="options">How many at once.</param>
/// <param name="clock">Times the tries.</param>
/// <param name="logger">Says what failed.</param>
internal sealed partial class SentFiles(
    FileRecords records, OpenFiles open, DoorOptions options, TimeProvider clock, ILogger<SentFiles> logger)
    : BackgroundService, ISentFiles
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);
    private static readonly string[] Doors = [SentFile.HttpDoor, SentFile.TakeDoor];

    private readonly Channel<FileRecord> kept = Channel.CreateUnbounded<FileRecord>();
    private readonly ConcurrentQueue<(FileRecord Record, DateTimeOffset Next)> failed = new();

    /// <inheritdoc/>
    public Task AddAsync(FileRecord record, CancellationToken cancellationToken) =>
        kept.Writer.WriteAsync(record, cancellationToken).AsTask();

    /// <summary>Takes in what was sent and kept, and not taken in: its process went away.</summary>
    /// <param name="cancellationToken">Stops the work.</param>
    public async Task FinishAsync(CancellationToken cancellationToken)
    {
        foreach (var record in await records.OpenAsync(cancellationToken))
        {
            if (Doors.Contains(record.Door)) await TakeAsync(record, cancellationToken);
        }
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        Parallel.ForEachAsync(
            kept.Reader.ReadAllAsync(stoppingToken),
            new ParallelOptions { MaxDegreeOfParallelism = options.FilesAtOnce, CancellationToken = stoppingToken },
            async (record, stop) => await TakeAsync(record, stop)),
        TryAgainAsync(stoppingToken));

    private async Task TakeAsync(FileRecord record, CancellationToken cancellationToken)
    {
        try
        {
            if ((await open.TryAsync(record, cancellationToken)).Next is { } next) failed.Enqueue((record, next));
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            // The storage is away, so that not even the failure could be noted.
            LogFailed(failure, record.Name, record.Key);
            failed.Enqueue((record, clock.GetUtcNow() + Interval));
        }
    }

    private async Task TryAgainAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            for (var count = failed.Count; count > 0 && failed.TryDequeue(out var tried); count--)
            {
                if (clock.GetUtcNow() < tried.Next) failed.Enqueue(tried);
                else await AddAsync(tried.Record, cancellationToken);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The file {Name} ({Id}) could not be taken in; it is tried again in a few seconds")]
    private partial void LogFailed(Exception failure, string name, string id);
}
