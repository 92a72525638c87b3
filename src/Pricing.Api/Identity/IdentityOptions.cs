using System.ComponentModel.DataAnnotations;

namespace Pricing.Api.Identity;

/// <summary>Who says who a caller is.</summary>
public sealed record IdentityOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Identity";

    /// <summary>App Service authentication stands in front.</summary>
    public const string AppService = "AppService";

    /// <summary>The name of the setting that says it.</summary>
    public const string ProviderSetting = $"{Section}:{nameof(Provider)}";

    /// <summary>Where people who signed in come in.</summary>
    public const string SignedInPath = "/signed-in";

    private const string None = "None";

    /// <summary>
    /// <c>None</c>: nobody; there are keys, and the machine that a local host is on. <c>AppService</c>: App Service authentication in front
    /// of the host, which takes its own headers off every request and puts them on those of callers who signed in.
    /// </summary>
    [AllowedValues(None, AppService, ErrorMessage = "must be None or AppService.")]
    public string Provider { get; init; } = None;

    /// <summary>Whether callers can sign in.</summary>
    public bool IsConfigured => Provider == AppService;
}
