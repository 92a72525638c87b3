using Pricing.Pipeline.Controls.Access;
using Pricing.Pipeline.Storage;
using Testing;

namespace PricingFunctions.Local.Tests.Options;

/// <summary>What commands that read the storage by themselves leave in its access log.</summary>
/// <param name="azurite">Where the storage is.</param>
public sealed class CommandNoteTests(AzuriteFixture azurite) : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Commands_ThatReadWithoutAHost_AreNotedWithTheirLineAndExitCode()
    {
        var storage = await azurite.NewStorageAsync(Cancellation);
        var environment = new Dictionary<string, string?> { ["AzureWebJobsStorage"] = AzuriteFixture.AccountOf(storage).ConnectionString };
        var backup = Path.Combine(folder.FullPath, "backup");

        Assert.Equal(0, (await LocalProgram.RunAsync(["backup", backup], environment)).ExitCode);
        var report = Path.Combine(folder.FullPath, "r.html");
        Assert.Equal(3, (await LocalProgram.RunAsync(["report", "IIJ", "g", "--out", report], environment)).ExitCode);
        Assert.Equal(3, (await LocalProgram.RunAsync(["explain", "IIJ", "g"], environment)).ExitCode);

        Assert.Equal(0, (await LocalProgram.RunAsync(["lapses", "--on", "2044-01-04"], environment)).ExitCode);
        Assert.Equal(0, (await LocalProgram.RunAsync(["verify", "--all"], environment)).ExitCode);

        Assert.Equal(
            [
                $"Export local COMMAND backup {backup} 0", $"Export local COMMAND report IIJ g --out {report} 3", "Values local COMMAND explain IIJ g 3",
                "Values local COMMAND lapses --on 2044-01-04 0", "Values local COMMAND verify --all 0",
            ],
            (await EntriesAsync(storage)).OrderBy(entry => entry.At)
                .Select(entry => $"{entry.Kind} {entry.Identity} {entry.Method} {entry.Path} {entry.Status}"));
    }

    private static async Task<List<AccessEntry>> EntriesAsync(PipelineStorage storage)
    {
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        var (reader, all) = (new AccessReader(storage), new List<AccessEntry>());
        foreach (var day in (DateOnly[])[today.AddDays(-1), today]) all.AddRange(await reader.OfDayAsync(day, Cancellation).ToListAsync(Cancellation));
        return all;
    }
}
