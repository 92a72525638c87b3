using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Pricing.Policies;

namespace Pricing.Pipeline.Settings;

/// <summary>The policies of a host: the shipped ones, and those under <c>Policies</c> in its configuration.</summary>
public static class ConfiguredPolicies
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Policies";

    /// <summary>Reads them.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <exception cref="OptionsValidationException">A setting cannot be used; all failures of all policies are named.</exception>
    public static PolicyCatalog Read(IConfiguration configuration)
    {
        List<string> wrong = [.. ConversionDefect.OfSection(configuration.GetSection(Section))];
        List<PolicySettings> settings = [];
        foreach (var policy in configuration.GetSection(Section).GetChildren())
        {
            if (ConversionDefect.OfSection(policy) is { Count: > 0 } texts)
            {
                wrong.AddRange(texts);
                continue;
            }

            try
            {
                settings.Add(policy.Get<PolicySettings>(binder => binder.ErrorOnUnknownConfiguration = true) ?? new());
            }
            catch (InvalidOperationException defect)
            {
                // The binder names setting and value; in a list it would leave the whole policy out instead.
                wrong.Add(ConversionDefect.Of(defect, policy.Path) ?? $"{policy.Path}: {defect.Message}");
            }
        }

        var catalog = PolicyCatalog.FromSettings(settings);
        wrong.AddRange(catalog.Failures.Select(failure => $"{Section}: {failure}"));
        return wrong.Count == 0
            ? catalog.Value
            : throw new OptionsValidationException(Section, typeof(PolicySettings), wrong);
    }

    /// <summary>What policies say, each setting by its name: the version too, since values name it.</summary>
    /// <param name="policies">The policies.</param>
    public static IEnumerable<KeyValuePair<string, string>> TextsOf(PolicyCatalog policies)
    {
        ArgumentNullException.ThrowIfNull(policies);
        return policies.Names.Select(name => policies.Find(name).Value).SelectMany(policy => PolicyContent.Of(policy).Split('\n')
            .Append(string.Create(CultureInfo.InvariantCulture, $"{nameof(PolicySettings.Version)}={policy.Version}"))
            .Select(line => line.Split('=', 2))
            .Select(pair => KeyValuePair.Create($"{Section}:{policy.Name}:{pair[0]}", pair[1])));
    }
}
