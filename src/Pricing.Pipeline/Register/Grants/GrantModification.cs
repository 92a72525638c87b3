using System.Globalization;

namespace Pricing.Pipeline.Register.Grants;

/// <summary>A change of a grant's terms.</summary>
/// <param name="Version">The first version of the new terms.</param>
/// <param name="Date">From which day on they are in force.</param>
public sealed record GrantModification(int Version, DateOnly Date)
{
    private const char Separator = ';';

    /// <summary>Changes as a column: <c>2:2020-04-01;4:2022-04-01</c>.</summary>
    /// <param name="all">The changes.</param>
    internal static string Write(IEnumerable<GrantModification> all) => string.Join(
        Separator, all.Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Version}:{one.Date:yyyy-MM-dd}")));

    /// <summary>Reads the column.</summary>
    /// <param name="text">The text; null for none.</param>
    /// <exception cref="InvalidOperationException">Not what <see cref="Write"/> makes.</exception>
    internal static IReadOnlyList<GrantModification> Read(string? text) =>
        [.. (text ?? "").Split(Separator, StringSplitOptions.RemoveEmptyEntries).Select(ReadOne)];

    private static GrantModification ReadOne(string text) =>
        text.Split(':') is [var version, var date]
        && int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && DateText.Parse(date) is { } day
            ? new(number, day)
            : throw new InvalidOperationException($"The column {nameof(StoredGrant.Modifications)} holds '{text}'.");
}
