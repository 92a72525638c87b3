namespace Pricing.Tests.BlackScholes.Formula;

/// <summary>The tables of tests/ReferenceTables and the documents of docs, which travel inside the test assembly.</summary>
internal static class Table
{
    /// <summary>The rows below the header, cut into cells.</summary>
    public static IEnumerable<string[]> Read(string name) => Lines(name).Skip(1).Select(line => line.Split(','));

    /// <summary>The lines of one of them.</summary>
    public static IEnumerable<string> Lines(string name)
    {
        using var stream = typeof(Table).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
            yield return line;
    }
}
