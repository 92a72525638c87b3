using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Pricing;
using Pricing.Pipeline.Storage;
using PricingFunctions.Local.Running;
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
    public static IConfigurationRoot Read(string root)
    {
        var variables = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        var file = ReadFile(Path.Combine(root, FileName));

        // An account is named as a whole: by a name in the environment and a connection string in the file none would be meant.
        if (variables.GetSection(StorageOptions.Section).Exists())
        {
            foreach (var name in file.Keys.Where(IsOfTheAccount).ToList()) file.Remove(name);
        }

        return new ConfigurationBuilder().AddInMemoryCollection(file).AddConfiguration(variables).Build();
    }

    /// <summary>What a command begins with: the repository's top folder, what the user has set, and the search for the host that works on the storage.</summary>
    /// <param name="place">Where the storage is.</param>
    /// <exception cref="SetupException">There is no such folder, the file cannot be read, or what names the account is none.</exception>
    public static (string Top, IConfigurationRoot User, HostSearch Search) ReadFor(StoragePlace place)
    {
        var top = RepositoryRoot.Find(place.Root);
        var user = Read(top);
        var search = place.SearchFrom(top, user);
        if (search.Account is { } account) ServeChecks.Storage(account);
        return (top, user, search);
    }

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

    private static bool IsOfTheAccount(string name) =>
        name.Equals(StorageOptions.Section, StringComparison.OrdinalIgnoreCase)
        || name.StartsWith(StorageOptions.Section + ConfigurationPath.KeyDelimiter, StringComparison.OrdinalIgnoreCase);

    /// <summary>The values of the file; of several of one name, however it is written, the last. One that is null is not set.</summary>
    private static Dictionary<string, string?> ReadFile(string path)
    {
        var values = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        if (!File.Exists(path)) return values;
        try
        {
            // Read as text, which begins behind a byte order mark.
            using var file = JsonDocument.Parse(
                File.ReadAllText(path), new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            foreach (var value in file.RootElement.GetProperty("Values").EnumerateObject())
            {
                var name = value.Name.Replace("__", ConfigurationPath.KeyDelimiter, StringComparison.Ordinal);
                if (value.Value.ValueKind == JsonValueKind.Null) values.Remove(name);
                else values[name] = value.Value.ValueKind == JsonValueKind.String ? value.Value.GetString() : value.Value.GetRawText();
            }

            return values;
        }
        catch (Exception defect) when (defect is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new SetupException($"{path} cannot be read: {defect.Message} Copy local.settings.sample.json and change that.");
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new SetupException($"{path} cannot be read: {refused.Message}");
        }
    }
}
