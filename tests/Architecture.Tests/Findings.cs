namespace Architecture.Tests;

/// <summary>Shows everything that was found, a line each.</summary>
internal static class Findings
{
    /// <summary>Fails with all lines, unless there are none.</summary>
    /// <param name="found">The lines.</param>
    public static void AreNone(IEnumerable<string> found)
    {
        string[] lines = [.. found.Order(StringComparer.Ordinal)];
        Assert.True(lines.Length == 0, string.Join('\n', lines));
    }
}
