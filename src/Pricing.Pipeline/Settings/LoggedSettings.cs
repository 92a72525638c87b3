using Microsoft.Extensions.DependencyInjection;

namespace Pricing.Pipeline.Settings;

/// <summary>The settings of a host that can move a number or say who may act, for a log of their changes.</summary>
public static class LoggedSettings
{
    /// <summary>The texts of all, by their names.</summary>
    /// <param name="services">The services of the host.</param>
    public static SortedDictionary<string, string> Of(IServiceProvider services)
    {
        var texts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, text) in services.GetServices<Source>().SelectMany(source => source.Read(services))) texts[name] = text;
        return texts;
    }

    /// <summary>Adds settings.</summary>
    /// <param name="services">The services.</param>
    /// <param name="read">Their texts, by name.</param>
    internal static IServiceCollection AddLoggedSettings(
        this IServiceCollection services, Func<IServiceProvider, IEnumerable<KeyValuePair<string, string>>> read) =>
        services.AddSingleton(new Source(read));

    /// <summary>Gives the texts of some settings.</summary>
    /// <param name="Read">Their texts, by name.</param>
    internal sealed record Source(Func<IServiceProvider, IEnumerable<KeyValuePair<string, string>>> Read);
}
