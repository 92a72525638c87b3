using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Pricing.Pipeline.Settings;

namespace Pricing.Pipeline.Sources;

/// <summary>
/// Under which terms the figures of each feed may be used, section <c>Sources</c>: what ships, and over it what the settings say
/// under <c>Sources:{feed}</c>.
/// </summary>
public sealed class SourceLicences
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Sources";

    private static readonly IReadOnlyDictionary<string, SourceLicence> Shipped = new SortedDictionary<string, SourceLicence>(StringComparer.Ordinal)
    {
        [DataSource.FileFeed] = new() { Licence = "terms of whoever made the file" },
        ["j-quants"] = new() { Licence = "J-Quants API terms of use, by plan", Address = "https://jpx-jquants.com/help/about" },
        ["mof"] = new() { Licence = "Public Data License 1.0", Address = "https://www.mof.go.jp/", MayPublish = true },
    };

    private readonly SortedDictionary<string, SourceLicence> all;

    private SourceLicences(SortedDictionary<string, SourceLicence> all) => this.all = all;

    /// <summary>Each feed that is known, by its short name.</summary>
    public IReadOnlyDictionary<string, SourceLicence> All => all;

    /// <summary>The terms of a feed; of one that nobody has stated, that nothing is stated and it may not be published.</summary>
    /// <param name="feed">The feed's short name, as evidence has it.</param>
    public SourceLicence For(string feed) => all.GetValueOrDefault(feed) ?? new();

    /// <summary>Reads them.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <exception cref="OptionsValidationException">A setting cannot be used; all that are wrong are named.</exception>
    public static SourceLicences Read(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return Read(configuration, takesOthers: false);
    }

    // A log may hold what is refused today.
    private static SourceLicences Read(IConfiguration configuration, bool takesOthers)
    {
        var all = new SortedDictionary<string, SourceLicence>(Shipped.ToDictionary(), StringComparer.Ordinal);
        List<string> wrong = [.. ConversionDefect.OfSection(configuration.GetSection(Section))];
        foreach (var section in configuration.GetSection(Section).GetChildren())
        {
            if (ConversionDefect.OfSection(section) is { Count: > 0 } texts)
            {
                wrong.AddRange(texts);
                continue;
            }

            // A host may have feeds of its own, whose names nobody knows here.
            if (!takesOthers && !Shipped.ContainsKey(section.Key) && Shipped.Keys.FirstOrDefault(feed => SectionNames.IsNearly(section.Key, feed)) is { } meant)
            {
                wrong.Add($"{section.Path}: no such feed; {meant} is one.");
                continue;
            }

            var licence = Shipped.GetValueOrDefault(section.Key) ?? new();
            try
            {
                licence = licence with { };
                section.Bind(licence, binder => binder.ErrorOnUnknownConfiguration = true);
            }
            catch (InvalidOperationException defect)
            {
                wrong.Add(ConversionDefect.Of(defect, section.Path) ?? $"{section.Path}: {defect.Message}");
                continue;
            }

            all[section.Key] = licence;
            wrong.AddRange(licence.Defects(section.Path, isShipped: Shipped.GetValueOrDefault(section.Key)?.MayPublish == true));
        }

        return wrong.Count == 0 ? new(all) : throw new OptionsValidationException(Section, typeof(SourceLicence), wrong);
    }

    /// <summary>Reads them from logged settings.</summary>
    /// <param name="settings">The text of each setting by its name.</param>
    public static SourceLicences Read(IReadOnlyDictionary<string, string> settings) => Read(new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Where(setting => setting.Value.Length > 0).Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)))
        .Build(), takesOthers: true);

    /// <summary>Their texts, each by its name in the configuration.</summary>
    public IEnumerable<KeyValuePair<string, string>> Texts() =>
        all.SelectMany(licence => SettingTexts.Of(licence.Value, $"{Section}:{licence.Key}"));
}

/// <summary>Under which terms the figures of a feed may be used.</summary>
public sealed record SourceLicence
{
    /// <summary>The name of the licence or the terms; empty where nobody stated any.</summary>
    public string Licence { get; set; } = "";

    /// <summary>Where they stand; empty where no address is stated.</summary>
    public string Address { get; set; } = "";

    /// <summary>Whether what is made of its figures may be published: by the terms themselves, or as somebody confirmed.</summary>
    public bool MayPublish { get; set; }

    /// <summary>Who confirmed it; null where the terms themselves say so, or nobody did.</summary>
    public string? ConfirmedBy { get; set; }

    /// <summary>When it was confirmed; null where it was not.</summary>
    public DateOnly? ConfirmedOn { get; set; }

    /// <summary>What is wrong with the settings; empty where nothing is.</summary>
    /// <param name="path">Where they stand in the configuration.</param>
    /// <param name="isShipped">Whether the terms that ship allow it by themselves.</param>
    internal IEnumerable<string> Defects(string path, bool isShipped)
    {
        if (MayPublish && !isShipped && (string.IsNullOrWhiteSpace(ConfirmedBy) || ConfirmedOn is null))
            yield return $"{path}:{nameof(MayPublish)} = true: state who confirmed it and when, as {nameof(ConfirmedBy)} and {nameof(ConfirmedOn)}.";
    }
}
