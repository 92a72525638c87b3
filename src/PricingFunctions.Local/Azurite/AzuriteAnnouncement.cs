using System.Globalization;

namespace PricingFunctions.Local.Azurite;

/// <summary>Azurite's own words on where it listens.</summary>
internal static class AzuriteAnnouncement
{
    /// <summary>The ports, once all three services have said that they listen.</summary>
    /// <param name="lines">What Azurite wrote.</param>
    public static AzuritePorts? Ports(IReadOnlyList<string> lines) =>
        Port(lines, "Blob") is { } blob && Port(lines, "Queue") is { } queue && Port(lines, "Table") is { } table
            ? new(blob, queue, table)
            : null;

    private static int? Port(IReadOnlyList<string> lines, string service)
    {
        var start = $"Azurite {service} service is successfully listening at ";
        var line = lines.FirstOrDefault(line => line.StartsWith(start, StringComparison.Ordinal));
        return line is null ? null : int.Parse(line[(line.LastIndexOf(':') + 1)..], CultureInfo.InvariantCulture);
    }
}
