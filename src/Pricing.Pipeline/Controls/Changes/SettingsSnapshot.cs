using Pricing.Pipeline.Sealing;

namespace Pricing.Pipeline.Controls.Changes;

/// <summary>The settings of a host that can move a number or say who may act, as one text and its hash.</summary>
public sealed class SettingsSnapshot
{
    private static readonly CanonicalForm<Nothing> Form = new("settings 1", ChangesJson.Readable.Nothing, _ => false);

    /// <summary>Makes the snapshot of some settings.</summary>
    /// <param name="texts">The text of each setting by its name; secrets never stand in one.</param>
    public SettingsSnapshot(IReadOnlyDictionary<string, string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        Texts = new SortedDictionary<string, string>(texts.ToDictionary(), StringComparer.Ordinal);
        Hash = HashOf(texts);
    }

    /// <summary>The settings, in the ordinal order of their names.</summary>
    public IReadOnlyDictionary<string, string> Texts { get; }

    /// <summary>The SHA-256 of their canonical JSON, which a run names.</summary>
    public string Hash { get; }

    /// <summary>The hash of settings: of <c>{"form":"settings 1","settings":[...]}</c>, with <c>name=text</c> of each in the order of the names.</summary>
    /// <param name="texts">The text of each setting by its name.</param>
    public static string HashOf(IReadOnlyDictionary<string, string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return Form.HashOf(
            Nothing.Else,
            ("settings", texts.OrderBy(text => text.Key, StringComparer.Ordinal).Select(text => $"{text.Key}={text.Value}")));
    }

    /// <summary>What is different in other settings.</summary>
    /// <param name="before">The settings of before.</param>
    /// <param name="after">The settings of afterwards.</param>
    public static IReadOnlyList<ChangedSetting> Differences(
        IReadOnlyDictionary<string, string> before, IReadOnlyDictionary<string, string> after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        return
        [
            .. before.Keys.Union(after.Keys)
                .Order(StringComparer.Ordinal)
                .Select(name => new ChangedSetting(name, before.GetValueOrDefault(name), after.GetValueOrDefault(name)))
                .Where(change => change.Before != change.After),
        ];
    }

    /// <summary>A record without properties: the canonical text is its form and the list.</summary>
    internal sealed record Nothing
    {
        public static Nothing Else { get; } = new();
    }
}

/// <summary>A setting that changed.</summary>
/// <param name="Name">Its name in the configuration.</param>
/// <param name="Before">What it was; null where there was none.</param>
/// <param name="After">What it is; null where there is none any more.</param>
public sealed record ChangedSetting(string Name, string? Before, string? After);
