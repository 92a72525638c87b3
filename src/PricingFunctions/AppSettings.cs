using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Pricing.Api.Identity;
using Pricing.Pipeline.Settings;

namespace PricingFunctions;

/// <summary>Settings that the Functions host reads, which has no defaults for them and says so late or not at all.</summary>
internal static class AppSettings
{
    private const string Schedule = "Night:Schedule";
    private const string TaskHubStorage = "TaskHubStorage";
    private const string AuthenticationIsOn = "WEBSITE_AUTH_ENABLED";

    private static readonly string[] Connections =
        [TaskHubStorage, $"{TaskHubStorage}:accountName", $"{TaskHubStorage}:queueServiceUri"];

    /// <summary>Everything that is wrong with the settings; empty where nothing is.</summary>
    /// <param name="services">The services of the app.</param>
    public static IReadOnlyList<string> Defects(IServiceProvider services) =>
        [.. SettingsCheck.Defects(services), .. Missing(services.GetRequiredService<IConfiguration>())];

    // App Service sets this where its authentication is on; without it anybody could write the headers of a sign-in.
    private static IEnumerable<string> Missing(IConfiguration configuration)
    {
        if (configuration[IdentityOptions.ProviderSetting] == IdentityOptions.AppService && !bool.TrueString.Equals(configuration[AuthenticationIsOn], StringComparison.OrdinalIgnoreCase))
            yield return $"{IdentityOptions.ProviderSetting} = {IdentityOptions.AppService}: the authentication of App Service is not on ({AuthenticationIsOn} is not True), so nobody takes forged headers off.";
        if (string.IsNullOrWhiteSpace(configuration[Schedule]))
            yield return $"{Schedule} is not set: must be a six-field NCRONTAB in UTC, such as '0 */15 * * * *'.";
        if (Connections.All(name => string.IsNullOrWhiteSpace(configuration[name])))
            yield return $"{TaskHubStorage} is not set: must be a connection string, or {TaskHubStorage}__accountName an account.";
    }
}
