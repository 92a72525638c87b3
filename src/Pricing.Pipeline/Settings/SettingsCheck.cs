using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Pricing.Pipeline.Settings;

/// <summary>Reads every setting of the pipeline once, so that a host can name all that is wrong before it starts.</summary>
public static class SettingsCheck
{
    /// <summary>What is wrong with the settings; empty where nothing is.</summary>
    /// <param name="services">The services of the host.</param>
    public static IReadOnlyList<string> Defects(IServiceProvider services) =>
        [.. services.GetServices<SettingsReader>().SelectMany(reader => Defects(reader, services)).Concat(OfSections(services)).Distinct()];

    /// <summary>Adds a reader of settings.</summary>
    /// <param name="services">The services.</param>
    /// <param name="read">Reads them; throws where they are wrong.</param>
    internal static IServiceCollection AddSettingsReader(
        this IServiceCollection services, Action<IServiceProvider> read) =>
        services.AddSingleton(new SettingsReader(read));

    /// <summary>Names a section of the host's own.</summary>
    /// <param name="services">The services.</param>
    /// <param name="name">The section.</param>
    /// <param name="options">What it is read into; null where that is no one record.</param>
    internal static IServiceCollection AddSettingsSection(this IServiceCollection services, string name, Type? options = null) =>
        services.AddSingleton(new SettingsSection(name, options));

    private static IEnumerable<string> OfSections(IServiceProvider services)
    {
        var configuration = services.GetRequiredService<IConfiguration>();
        List<SettingsSection> sections = [.. services.GetServices<SettingsSection>()];
        List<string> names = [.. sections.Select(section => section.Name).Distinct(StringComparer.OrdinalIgnoreCase)];
        return names.SelectMany(name => ConversionDefect.OfSection(configuration.GetSection(name)))
            .Concat(SectionNames.Misspelt(configuration, names))
            .Concat(sections.SelectMany(section => ListPlaces.Wrong(configuration.GetSection(section.Name), section.Options)));
    }

    private static IEnumerable<string> Defects(SettingsReader reader, IServiceProvider services)
    {
        try
        {
            reader.Read(services);
            return [];
        }
        catch (OptionsValidationException wrong)
        {
            return wrong.Failures;
        }
        catch (Exception wrong) when (wrong is InvalidOperationException or ArgumentException or FormatException)
        {
            // The storage clients name the connection.
            return
            [
                ConversionDefect.Of(wrong)
                    ?? (wrong.InnerException is null ? wrong.Message : $"{wrong.Message} {wrong.InnerException.Message}"),
            ];
        }
    }

    /// <summary>A section of the host's own.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Options">What it is read into; null where that is no one record.</param>
    internal sealed record SettingsSection(string Name, Type? Options);

    /// <summary>Reads some settings.</summary>
    /// <param name="Read">Throws where they are wrong.</param>
    internal sealed record SettingsReader(Action<IServiceProvider> Read);
}
