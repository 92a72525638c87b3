using System.Globalization;
using System.Text;
using System.Text.Json;
using Pricing.Pipeline.MarketData.History;
using Pricing.Pipeline.Storage;
using Testing;
using static PricingFunctions.Local.Tests.Commands.TakeCase;

namespace PricingFunctions.Local.Tests.Commands;

/// <summary>What stands in <c>local.settings.json</c>, as the command <c>take</c> reads it.</summary>
public sealed class LocalSettingsTests(AzuriteFixture azurite) : IDisposable
{
    private static readonly Dictionary<string, string?> NoVariable = new() { [StorageOptions.Section] = null };

    private readonly TemporaryFolder folder = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Settings_AccountOfTheFile_IsUsed()
    {
        var account = await azurite.NewAccountAsync();
        folder.Write("PricingFunctions.sln", "");
        folder.Write("local.settings.json", OfAccount(account));

        var result = await TakeAsync(NoVariable, folder.Write("3774.csv", "Date,Close\n2013-07-10,3510\n"), "--root", folder.FullPath);

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Contains("To the account of AzureWebJobsStorage", result.Output, StringComparison.Ordinal);
        var prices = await new MarketDataStore(StorageClients.Create(account)).ReadPricesAsync("37740", Cancelled);
        Assert.Equal([3510m], prices!.Closes.Select(close => close.Close));
    }

    /// <summary>The name of one account beside a connection string to another would be neither.</summary>
    [Fact]
    public async Task Settings_VariableOfAnAccount_TakesThePlaceOfAllThatTheFileSaysOfOne()
    {
        var account = await azurite.NewAccountAsync();
        folder.Write("PricingFunctions.sln", "");
        folder.Write("local.settings.json", OfAccount(account));
        var environment = new Dictionary<string, string?>(NoVariable) { [$"{StorageOptions.Section}__accountName"] = "" };
        var missing = Path.Combine(folder.FullPath, "missing");

        var result = await RunAsync(
            environment,
            "waiting", "--root", folder.FullPath, "--data", missing, "--azurite-port", FreePort.NextRange(3).ToString(CultureInfo.InvariantCulture));

        Assert.Equal((1, $"There is no data folder {missing}; name it with --data."), (result.ExitCode, result.Error.TrimEnd()));
    }

    [Fact]
    public async Task Settings_ByteOrderMarkNamesTwiceAndNull_AreReadAsTheyAreMeant()
    {
        const string settings = """
            {
              "Values": {
                "Policies:0:Name": "one",
                "Policies__0__Name": "another",
                "policies__0__NAME": "house-rule",
                "Policies__0__BasedOn": "annual",
                "Policies__0__BasedOn": "release-text",
                "Policies__0__Tenor": null
              }
            }
            """;
        await File.WriteAllTextAsync(Path.Combine(folder.FullPath, "local.settings.json"), settings, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), Cancelled);
        var grants = folder.Write("grants.csv", GrantHeader + Grant("g1", policy: "house-rule"));

        var result = await TakeAsync(NoStorage, grants, "--dry-run", "--root", folder.FullPath);

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
    }

    [Fact]
    public async Task Settings_FileThatMayNotBeRead_IsOneLineAndExitCode1()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess, "Nothing is closed to this user.");
        var path = folder.Write("local.settings.json", "{}");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.None);

        var result = await TakeAsync(NoStorage, folder.Write("grants.csv", GrantHeader + Grant("g1")), "--dry-run", "--root", folder.FullPath);

        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.StartsWith($"{path} cannot be read: ", Assert.Single(result.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    private static string OfAccount(StorageOptions account) =>
        $$"""{ "Values": { "{{StorageOptions.Section}}": {{JsonSerializer.Serialize(account.ConnectionString)}} } }""";
}
