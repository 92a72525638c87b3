using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using Testing;

namespace PricingFunctions.Local.Tests.Options;

public sealed class StorageSearchTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Verify_BesideAHostWhoseStorageIsAway_SaysSoInOneLine()
    {
        var (port, away) = (FreePort.Next(), FreePort.NextRange(3));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        await using var host = builder.Build();
        host.Urls.Add($"http://127.0.0.1:{port}");
        host.Run(context =>
        {
            context.Response.Headers["x-storage-blobs"] = $"http://127.0.0.1:{away}/devstoreaccount1";
            return Task.CompletedTask;
        });
        await host.StartAsync(TestContext.Current.CancellationToken);

        var result = await LocalProgram.RunAsync("verify", "--all", "--port", port.ToString(CultureInfo.InvariantCulture));

        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith("The storage account cannot be used: ", result.Error, StringComparison.Ordinal);
        Assert.Single(result.Error.TrimEnd().Split('\n'));
    }

    [Theory]
    [InlineData("doubts")]
    [InlineData("lapses")]
    [InlineData("explain IIJ 3rd-series")]
    [InlineData("report IIJ 3rd-series")]
    [InlineData("workbook IIJ 3rd-series")]
    [InlineData("verify --all")]
    [InlineData("export IIJ --out OUT")]
    [InlineData("backup OUT")]
    [InlineData("waiting")]
    [InlineData("waiting withdraw a 1 --reason x")]
    public async Task Read_FolderThatIsNotThere_SaysSoAndMakesNothing(string command)
    {
        var missing = Path.Combine(folder.FullPath, "mistyped");

        var result = await RunAsync(command.Replace("OUT", Path.Combine(folder.FullPath, "out"), StringComparison.Ordinal), "--data", missing);

        Assert.Equal((1, "", $"There is no data folder {missing}; name it with --data."), (result.ExitCode, result.Output, result.Error.TrimEnd()));
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.FullPath));
    }

    [Fact]
    public async Task Read_FolderWithoutData_SaysSoAndPutsNothingThere()
    {
        var result = await RunAsync("doubts", "--data", folder.FullPath);

        Assert.Equal((1, "", $"The folder {folder.FullPath} holds no data; name the data folder with --data."), (result.ExitCode, result.Output, result.Error.TrimEnd()));
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.FullPath));
    }

    [Fact]
    public async Task Read_InAFreshClone_SaysThatThereIsNoDataFolder()
    {
        folder.Write("PricingFunctions.sln", "");
        var missing = Path.Combine(folder.FullPath, ".azurite");

        var result = await RunAsync("doubts", "--root", folder.FullPath);

        Assert.Equal((1, $"There is no data folder {missing}; name it with --data."), (result.ExitCode, result.Error.TrimEnd()));
        Assert.False(Directory.Exists(missing));
    }

    private static Task<ProgramResult> RunAsync(string command, params string[] options) => LocalProgram.RunAsync(
        [.. command.Split(' '), .. options, "--azurite-port", FreePort.NextRange(3).ToString(CultureInfo.InvariantCulture)]);
}
