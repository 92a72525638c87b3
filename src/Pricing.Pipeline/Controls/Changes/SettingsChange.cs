using System.Globalization;
using Pricing.Pipeline.Sealing;

namespace Pricing.Pipeline.Controls.Changes;

/// <summary>A change of settings as a host found it at its start, kept for good; the first one only says what they were.</summary>
public sealed record SettingsChange
{
    private static readonly CanonicalForm<Sealed> Form = new("change of settings 1", ChangesJson.Readable.Sealed, _ => true);

    /// <summary>Its number, from 1 without a gap.</summary>
    public required int Number { get; init; }

    /// <summary>When the host found it, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The version of the code of that host.</summary>
    public required string Release { get; init; }

    /// <summary>The hash of all settings afterwards, which runs name.</summary>
    public required string Settings { get; init; }

    /// <summary>What changed; nothing in the first one.</summary>
    public required IReadOnlyList<ChangedSetting> Changes { get; init; }

    /// <summary>All settings afterwards: the text of each by its name.</summary>
    public required IReadOnlyDictionary<string, string> After { get; init; }

    /// <summary>The hash of the change before it; empty for the first.</summary>
    public string Previous { get; init; } = "";

    /// <summary>The SHA-256 of the canonical JSON of all the above.</summary>
    public string Hash { get; init; } = "";

    /// <summary>The next change.</summary>
    /// <param name="settings">The settings afterwards.</param>
    /// <param name="at">When.</param>
    /// <param name="previous">The one before it; null for the first.</param>
    internal static SettingsChange Of(SettingsSnapshot settings, DateTimeOffset at, SettingsChange? previous)
    {
        var placed = new SettingsChange
        {
            Number = (previous?.Number ?? 0) + 1,
            At = at,
            Release = CodeVersion.Current,
            Settings = settings.Hash,
            Changes = ChangesTo(settings.Texts, previous),
            After = settings.Texts,
            Previous = previous?.Hash ?? "",
        };
        return placed with { Hash = HashOf(placed) };
    }

    /// <summary>Whether it is as it was written.</summary>
    internal bool IsWhole => Settings == SettingsSnapshot.HashOf(After) && Hash == HashOf(this);

    /// <summary>Whether it is as it was written, and follows another one.</summary>
    /// <param name="previous">The one before it; null for the first.</param>
    internal bool Follows(SettingsChange? previous) =>
        IsWhole
        && Number == (previous?.Number ?? 0) + 1
        && Previous == (previous?.Hash ?? "")
        && Changes.SequenceEqual(ChangesTo(After, previous));

    private static IReadOnlyList<ChangedSetting> ChangesTo(IReadOnlyDictionary<string, string> after, SettingsChange? previous) =>
        previous is null ? [] : SettingsSnapshot.Differences(previous.After, after);

    private static string HashOf(SettingsChange change) => Form.HashOf(
        new(
            change.Number,
            change.At.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
            change.Release,
            change.Settings,
            change.Previous),
        ("changes", change.Changes.Select(changed => $"{changed.Name}\n{changed.Before}\n{changed.After}")));

    /// <summary>What the hash is of, beside the changes.</summary>
    /// <param name="Number">The number.</param>
    /// <param name="At">When, UTC, to a ten-millionth of a second.</param>
    /// <param name="Release">The version of the code.</param>
    /// <param name="Settings">The hash of all settings afterwards.</param>
    /// <param name="Previous">The hash of the change before it.</param>
    public sealed record Sealed(int Number, string At, string Release, string Settings, string Previous);
}
