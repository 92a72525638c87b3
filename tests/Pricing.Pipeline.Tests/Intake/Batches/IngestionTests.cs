using System.Text.Json;
using Pricing.Pipeline.Intake.Records;
using Pricing.Pipeline.Register.Grants;
using Testing;

namespace Pricing.Pipeline.Tests.Intake.Batches;

/// <summary>A pipeline on storage of its own, and what a batch left in it.</summary>
public abstract class IngestionTests(AzuriteFixture azurite) : IAsyncLifetime
{
    protected static readonly DateTimeOffset Now = new(2013, 7, 11, 9, 0, 0, TimeSpan.Zero);

    protected AzuriteFixture Azurite => azurite;

    protected PipelineHost Host { get; private set; } = null!;

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() =>
        Host = await PipelineHost.StartAsync(await azurite.NewStorageAsync(Cancellation), Now, cancellationToken: Cancellation);

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected async Task<StoredGrant?> GrantAsync(string id) =>
        (await Host.Get<GrantStore>().FindAsync("IIJ|00", id, version: null, Cancellation)).TryGet(out var grant) ? grant : null;

    protected async Task<List<string>> IdsAsync() => await Host.Get<GrantStore>()
        .ListAsync("IIJ|00", cancellationToken: Cancellation).Select(listed => listed.GrantId).ToListAsync(Cancellation);

    protected async Task<string> ReportFileAsync(FileReport report, string name) =>
        (await Host.Storage.GrantBatchReports.GetBlobClient($"{report.Batch}/{name}").DownloadContentAsync(Cancellation)).Value.Content.ToString();

    protected async Task<List<string>> RejectsAsync(FileReport report) =>
    [
        .. (await ReportFileAsync(report, "rejects.ndjson")).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonSerializer.Deserialize<Reject>(line, JsonSerializerOptions.Web)!)
            .Select(reject => $"{reject.Line} {reject.Code} {reject.Field}={reject.Value}: {reject.Reason}"),
    ];
}
