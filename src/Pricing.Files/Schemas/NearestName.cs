namespace Pricing.Files.Schemas;

/// <summary>Which of several names a misspelt one may mean.</summary>
public static class NearestName
{
    /// <summary>The nearest name.</summary>
    /// <param name="name">The name that is none of them.</param>
    /// <param name="names">The names.</param>
    /// <returns>The name; null where none is near.</returns>
    public static string? Of(string name, IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(name);
        var folded = name.ToLowerInvariant();
        var (nearest, distance) = names
            .Select(other => (Name: other, Distance: EditDistance.Of(folded, other.ToLowerInvariant())))
            .OrderBy(other => other.Distance)
            .ThenBy(other => other.Name, StringComparer.Ordinal)
            .FirstOrDefault((Name: "", Distance: int.MaxValue));
        return distance <= EditDistance.Near(folded) ? nearest : null;
    }
}
