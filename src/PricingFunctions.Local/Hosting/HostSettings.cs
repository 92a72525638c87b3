using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Pricing;
using PricingFunctions.Local.SampleFeed;

namespace PricingFunctions.Local.Hosting;

/// <summary>
/// Where the local host's settings come from: the sample's or those without samples, over them the values of <c>local.settings.json</c> in the
/// form of Azure Functions, over them the environment.
/// </summary>
internal static class HostSettings
{
    /// <summary>The setting that makes the host take prices from the real service instead of the sample.</summary>
    public const string ApiKey = "MarketData:JQuants:ApiKey";

    /// <summary>The setting that leaves the samples out, as the option <c>--no-samples</c> does.</summary>
    public const string Samples = "Local:Samples";

    private const string FileName = "local.settings.json";

    /// <summary>The date of the sample night.</summary>
    public static DateOnly SampleDate => new(2013, 7, 11);

    /// <summary>What the user has set: the file and the environment.</summary>
    /// <param name="root">The repository's top folder.</param>
    /// <exception cref="SetupException">The file cannot be read.</exception>
    public static IConfigurationRoot Read(string root) => new ConfigurationBuilder()
        .AddInMemoryCollection(ReadFile(Path.Combine(root, FileName)))
        .AddEnvironmentVariables()
        .Build();

    /// <summary>The settings of the sample night.</summary>
    /// <param name="feed">The feed that serves it.</param>
    public static Dictionary<string, string?> Sample(SampleFeedServer feed)
    {
        var date = DateText.Of(SampleDate);
        return new()
        {
            ["Night:FirstDate"] = date,
            ["Night:LastDate"] = date,
            ["MarketData:JQuants:BaseAddress"] = feed.JQuantsAddress.ToString(),
            [ApiKey] = SampleFeedServer.ApiKey,
            ["MarketData:JQuants:RequestsPerMinute"] = 500.ToString(CultureInfo.InvariantCulture),
            ["MarketData:Jgb:HistoryAddress"] = feed.CurveHistoryAddress.ToString(),
            ["MarketData:Jgb:CurrentMonthAddress"] = feed.CurrentMonthAddress.ToString(),
        };
    }

    /// <summary>The settings of a host without samples: without a key no feed is asked, and figures come from files.</summary>
    /// <param name="user">The user's settings.</param>
    public static Dictionary<string, string?> Own(IConfiguration user) => HasKey(user) ? [] : new()
    {
        ["MarketData:JQuants:Enabled"] = bool.FalseString,
        ["MarketData:Jgb:Enabled"] = bool.FalseString,
    };

    /// <summary>Whether the key of the real service is set.</summary>
    /// <param name="user">The user's settings.</param>
    public static bool HasKey(IConfiguration user) => !string.IsNullOrEmpty(user[ApiKey]);

    private static Dictionary<string, string?> ReadFile(string path)
    {
        if (!File.Exists(path)) return [];
        try
        {
            using var file = JsonDocument.Parse(
                File.ReadAllBytes(path), new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            return file.RootElement.GetProperty("Values").EnumerateObject().ToDictionary(
                value => value.Name.Replace("__", ConfigurationPath.KeyDelimiter, StringComparison.Ordinal),
                value => value.Value.ValueKind == JsonValueKind.String ? value.Value.GetString() : value.Value.GetRawText());
        }
        catch (Exception defect) when (defect is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new SetupException($"{path} cannot be read: {defect.Message} Copy local.settings.sample.json and change that.");
        }
    }
}
