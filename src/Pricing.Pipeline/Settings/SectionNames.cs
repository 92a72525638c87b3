using Microsoft.Extensions.Configuration;

namespace Pricing.Pipeline.Settings;

/// <summary>
/// Finds sections whose names are nearly one of the host's own. Variables of other programs stand in the environment too, so only what has settings
/// below it (<c>NAME__…</c>) and is one or two letters off a name of six or more counts: no usual variable is.
/// </summary>
internal static class SectionNames
{
    private const int ShortestName = 6;
    private const int MostLettersOff = 2;

    /// <summary>The sections that seem to be misspelt.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="names">The names of the host's own.</param>
    public static IEnumerable<string> Misspelt(IConfiguration configuration, IReadOnlyList<string> names) => configuration.GetChildren()
        .Where(section => !names.Contains(section.Key, StringComparer.OrdinalIgnoreCase) && section.GetChildren().Any())
        .Select(section => (section.Key, Meant: names.FirstOrDefault(name => name.Length >= ShortestName && IsNearly(section.Key, name))))
        .Where(found => found.Meant is not null)
        .Select(found => $"{found.Key}: no such section; {found.Meant} is one.");

    /// <summary>Whether a name is nearly another one: one letter off a short one, two off a longer one.</summary>
    /// <param name="written">The name as it is written.</param>
    /// <param name="name">The other one.</param>
    public static bool IsNearly(string written, string name) => LettersOff(written, name) <= (name.Length < ShortestName ? 1 : MostLettersOff);

    /// <summary>How many letters must be put in, taken out or changed to make one name of another (Levenshtein).</summary>
    private static int LettersOff(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            (var corner, row[0]) = (row[0], i);
            for (var j = 1; j <= other.Length; j++)
            {
                var isSame = char.ToUpperInvariant(one[i - 1]) == char.ToUpperInvariant(other[j - 1]);
                (corner, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, corner + (isSame ? 0 : 1)));
            }
        }

        return row[^1];
    }
}
