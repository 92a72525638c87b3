using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Pricing.Policies;

namespace Pricing.Pipeline.Valuations;

/// <summary>The policies of a host: the shipped ones, and those under <c>Policies</c> in its configuration.</summary>
public static class ConfiguredPolicies
{
    private const string Section = "Policies";

    /// <summary>Reads them.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <exception cref="OptionsValidationException">A setting cannot be used; all failures of all policies are named.</exception>
    public static PolicyCatalog Read(IConfiguration configuration)
    {
        var settings = configuration.GetSection(Section).Get<List<PolicySettings>>() ?? [];
        var catalog = PolicyCatalog.FromSettings(settings);
        return catalog.TryGet(out var policies)
            ? policies
            : throw new OptionsValidationException(
                Section, typeof(PolicySettings), catalog.Failures.Select(failure => $"{Section}: {failure}"));
    }
}
