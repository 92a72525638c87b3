namespace PricingFunctions.Local.Node;

/// <summary>What npm said last that tells why it failed.</summary>
internal static class NpmError
{
    private static readonly string[] Prefixes = ["npm error ", "npm ERR! "];

    /// <summary>Picks the last line of an error that is not about npm's own log file.</summary>
    /// <param name="lines">The last lines that npm wrote.</param>
    public static string Summary(IReadOnlyList<string> lines)
    {
        var errors =
            from line in lines
            let prefix = Prefixes.FirstOrDefault(prefix => line.StartsWith(prefix, StringComparison.Ordinal))
            where prefix is not null && !line.Contains("complete log", StringComparison.Ordinal)
            where !line.EndsWith("-debug-0.log", StringComparison.Ordinal)
            select line[prefix.Length..].Trim();
        var last = errors.LastOrDefault() ?? (lines.Count > 0 ? lines[^1] : "it said nothing");
        return last.TrimEnd('.');
    }
}
