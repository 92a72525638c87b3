using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Pricing.Pipeline.Intake.Doors;
using Pricing.Pipeline.Nights.Columns;
using Pricing.Pipeline.Settlements;
using Pricing.Pipeline.Tests.Intake.Batches;
using Pricing.Pipeline.Tests.Nights.Steps;
using Testing;

namespace Pricing.Pipeline.Tests.Settlements;

/// <summary>Who holds rights stands in no log, span or measure, and in nothing that a night gives out.</summary>
public sealed class HolderSecretTests(AzuriteFixture azurite) : NightTests(azurite)
{
    private const string Holder = "SEC-900001";
    private const string Heir = "SEC-900002";
    private const string Stranger = "SEC-900003";

    [Fact]
    public async Task Files_NightAndQuestions_TellOfNoHolder()
    {
        using var everything = new EverythingSaid();
        await using var host = await StartAsync("2013-07-12T12:00:00+09:00");
        await using var services = host.AddTo(new ServiceCollection())
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(everything))
            .BuildServiceProvider();
        await TakeAsync(Batch.Csv(Rows.Grant([.. Window])));
        await TakeAsync(Batch.Csv(Rows.Holder(Holder, 60), Rows.Holder(Holder, 61), Rows.Holder(Stranger, 30)));
        await TakeAsync(Batch.Csv(
            Rows.Event("left_office", "2013-07-11", $"holder={Holder}", "office_lost=director"),
            Rows.Event("exercised", "2013-07-12", $"holder={Holder}", "rights=10", "book_value=6470000"),
            Rows.Event("exercised", "2013-07-12", $"holder={Stranger}", "rights=1", "book_value=647000"),
            Rows.Event("exercised", "2013-07-12", $"holder={Holder}", "rights=70", "book_value=647000"),
            Rows.Event("inherited", "2013-07-13", $"holder={Holder}", $"heir={Heir}")));
        await TakeAsync(Batch.Csv(Rows.Event("died", "2013-07-13", $"holder={Holder}")));
        await host.RunNightsAsync(Cancellation);
        var lives = services.GetRequiredService<GrantLives>();
        Assert.Contains((await lives.FindAsync("IIJ", "3rd-series", null, Cancellation))!.Value.Holders, holder => holder.Holder == Heir);
        await lives.LapsesAsync(null, new(2044, 1, 1), Cancellation).ToListAsync(Cancellation);

        foreach (var container in new[] { host.Storage.RunFiles, host.Storage.MarketData, host.Storage.RawMarketData })
        {
            await foreach (var blob in container.GetBlobsAsync(cancellationToken: Cancellation))
                everything.Say($"{blob.Name} {await StorageContent.TextAsync(container.GetBlobClient(blob.Name), Cancellation)}");
        }

        await using (var table = await host.Get<RunTables>().OpenAsync(new([await host.RunAsync(new(2013, 7, 11), 1, Cancellation)]), Cancellation))
        {
            foreach (var row in (await table.PageAsync(new(), Cancellation)).Rows) everything.Say($"{row}");
        }

        await foreach (var row in host.Storage.Valuations.QueryAsync<Azure.Data.Tables.TableEntity>(cancellationToken: Cancellation))
            everything.Say(string.Join(' ', row.Select(column => column.Value)));

        Assert.Contains(everything.Lines, line => line.Contains("3rd-series", StringComparison.Ordinal) && line.StartsWith("activity", StringComparison.Ordinal));
        Assert.Contains(everything.Lines, line => line.Contains("waits no longer", StringComparison.Ordinal));
        Assert.Contains(everything.Lines, line => line.Contains("\"amountPerRight\"", StringComparison.Ordinal));
        Assert.Empty(everything.Lines.Where(line => line.Contains("SEC-9", StringComparison.Ordinal)).Select(Around));

        static string Around(string line) => line[Math.Max(0, line.IndexOf("SEC-9", StringComparison.Ordinal) - 200)..];

        async Task TakeAsync(string text)
        {
            var name = $"{Guid.NewGuid():N}.csv";
            await host.Storage.GrantBatches.GetBlobClient(name).UploadAsync(BinaryData.FromString(text), overwrite: true, Cancellation);
            var intake = services.GetRequiredService<BlobIntake>();
            Assert.NotNull(await intake.IngestAsync(services.GetRequiredService<FileDoors>().GrantBatches, name, Cancellation));
        }
    }
}
