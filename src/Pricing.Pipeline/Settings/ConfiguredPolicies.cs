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

    /// <summary>The policies of a host by what was logged of its settings, whatever is configured or shipped today.</summary>
    /// <param name="texts">The text of each setting by its name, as <see cref="TextsOf"/> gave them among others.</param>
    /// <returns>The catalog; null where they say nothing of policies, or something that cannot be read.</returns>
    public static PolicyCatalog? OfTexts(IReadOnlyDictionary<string, string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var read = new List<ValuationPolicy>();
        var settings = texts.Select(text => (Path: text.Key.Split(':'), text.Value)).Where(text => text.Path is [Section, _, _]);
        foreach (var policy in settings.GroupBy(text => text.Path[1], StringComparer.Ordinal))
        {
            var lines = policy.ToLookup(text => text.Path[2] == nameof(PolicySettings.Version), text => $"{text.Path[2]}={text.Value}");
            if (!int.TryParse(lines[true].FirstOrDefault()?.Split('=')[1], NumberStyles.None, CultureInfo.InvariantCulture, out var version)
                || !PolicyContent.Read(policy.Key, version, string.Join('\n', lines[false])).TryGet(out var known))
            {
                return null;
            }

            read.Add(known);
        }

        return read.Count == 0 ? null : PolicyCatalog.Only(read);
    }
}
