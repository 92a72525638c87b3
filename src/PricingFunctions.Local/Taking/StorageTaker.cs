using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Pricing;
using Pricing.Pipeline;
using Pricing.Pipeline.Controls.People;
using Pricing.Pipeline.Intake.Batches;
using Pricing.Pipeline.Intake.Records;
using Pricing.Pipeline.Intake.Waiting;
using Pricing.Pipeline.Storage;
using PricingFunctions.Local.Azurite;
using PricingFunctions.Local.Hosting;

namespace PricingFunctions.Local.Taking;

/// <summary>Takes files into a storage without a host, as a host would.</summary>
internal sealed class StorageTaker : IStoredTaker
{
    private readonly LocalStorage storage;
    private readonly ServiceProvider services;

    private readonly SampleChoice samples;

    private StorageTaker(LocalStorage storage, ServiceProvider services, SampleChoice samples) =>
        (this.storage, this.services, this.samples) = (storage, services, samples);

    /// <inheritdoc/>
    public string Place => $"To {storage.Description}";

    /// <summary>Opens the storage; starts Azurite where it is needed.</summary>
    /// <param name="settings">How Azurite would be started.</param>
    /// <param name="user">The user's settings.</param>
    /// <param name="judgesWaiting">Whether rows that wait are judged first, as at the start of a host: the settings may have what they wait for.</param>
    /// <param name="progress">Told of each step that may take over a second.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="SetupException">The storage cannot be had, or a setting is wrong.</exception>
    public static async Task<StorageTaker> OpenAsync(
        AzuriteSettings settings, IConfiguration user, bool judgesWaiting, IProgress<string> progress, CancellationToken cancellationToken)
    {
        var storage = await LocalStorage.OpenAsync(settings, user, progress, cancellationToken);
        var taker = new StorageTaker(storage, Services(storage.Options, user), new(settings.Root, user, storage.Options));
        try
        {
            await taker.TryAsync(
                async () =>
                {
                    await PipelineStart.CheckAsync(taker.services, cancellationToken);
                    return judgesWaiting ? await taker.services.GetRequiredService<WaitingJudge>().JudgeAllAsync(cancellationToken) : default;
                },
                cancellationToken);
            return taker;
        }
        catch
        {
            await taker.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public async Task<TakenFile> TakeAsync(
        FileStream content, SentFile sent, IProgress<string> progress, CancellationToken cancellationToken)
    {
        var intake = services.GetRequiredService<FileIntake>();
        return await TryAsync(
            async () =>
            {
                progress.Report($"Keeping {sent.Name}, {FileSize.Of(content.Length)}");
                var record = (await intake.KeepAsync(content, sent, cancellationToken)).Value;
                // A night of made-up grants does no harm to market data, but it must not stand among grants of one's own.
                if (record.Kind.IsOfRows() && !record.IsKindUnknown) await samples.NoteOwnAsync(cancellationToken);
                progress.Report($"Taking {sent.Name} in");
                var report = await intake.TakeInAsync(record, cancellationToken);
                var rejects = services.GetRequiredService<FileRejects>().OfAsync(record.Key, cancellationToken);
                var waiting = services.GetRequiredService<WaitingStore>().OfFileAsync(record.Key, cancellationToken);
                return new TakenFile(record, report, await rejects.Take(TakenFile.MostRejects).ToListAsync(cancellationToken))
                {
                    WasTakenBefore = report.SameAsBefore,
                    Waiting = report.Waiting == 0 ? [] : await waiting.Take(TakenFile.MostRejects).ToListAsync(cancellationToken),
                };
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task WriteRejectsAsync(TakenFile taken, FileStream content, Stream target, CancellationToken cancellationToken) => TryAsync(
        async () =>
        {
            await services.GetRequiredService<CorrectableRows>().WriteAsync(taken.File, taken.Report, target, cancellationToken);
            return true;
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task<(int Count, IReadOnlyList<WaitingRow> Rows)> WaitingAsync(CancellationToken cancellationToken) => TryAsync(
        async () =>
        {
            var rows = await services.GetRequiredService<WaitingStore>().AllAsync(cancellationToken).ToListAsync(cancellationToken);
            return (rows.Count, (IReadOnlyList<WaitingRow>)rows);
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task<Outcome<WaitingFate>> WithdrawAsync(WithdrawnRow row, CancellationToken cancellationToken) => TryAsync(
        async () =>
        {
            var withdrawal = services.GetRequiredService<WaitingWithdrawal>();
            return await withdrawal.FilesAsync(row.File, row.Line, cancellationToken) switch
            {
                [var file] => row.Answer(await withdrawal.WithdrawAsync(file, row.Line, row.Reason, Person.Typed(row.AskedBy), cancellationToken)),
                [] => row.Answer(null),
                var several => row.Refused($"several files have such a row ({string.Join(", ", several)}); write more of the name of the one that is meant"),
            };
        },
        cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await storage.DisposeAsync();
    }

    private static ServiceProvider Services(StorageOptions storage, IConfiguration user) => new ServiceCollection()
        .AddSingleton(user)
        .AddLogging(logging => logging
            .SetMinimumLevel(LogLevel.Warning)
            .AddConsoleFormatter<OneLineFormatter, ConsoleFormatterOptions>()
            .AddConsole(console => (console.LogToStandardErrorThreshold, console.FormatterName) = (LogLevel.Trace, OneLineFormatter.FormatterName)))
        .AddSingleton(StorageClients.Create(storage))
        .AddPipeline()
        .BuildServiceProvider();

    private async Task<T> TryAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken)
    {
        try
        {
            return await work();
        }
        catch (Exception failure) when (StorageTrouble.Is(failure) && !cancellationToken.IsCancellationRequested)
        {
            throw new SetupException(await storage.ExplainAsync(failure, cancellationToken));
        }
    }
}
