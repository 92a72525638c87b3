using System.Globalization;
using System.Xml.Linq;

namespace Testing.InMemory;

/// <summary>Lists a container.</summary>
internal static class BlobList
{
    private const int LongestPage = 5000;

    /// <summary>A page of a list.</summary>
    public static byte[] Of(string name, BlobContainer container, Dictionary<string, string> query)
    {
        var prefix = query.GetValueOrDefault("prefix", "");
        var delimiter = query.GetValueOrDefault("delimiter", "");
        var marker = query.GetValueOrDefault("marker", "");
        var most = query.TryGetValue("maxresults", out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : LongestPage;
        var withSnapshots = query.GetValueOrDefault("include", "").Contains("snapshots", StringComparison.Ordinal);
        var entries = new XElement("Blobs");
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var next = "";
        foreach (var (key, blob) in container.Blobs)
        {
            if (!blob.IsCommitted || !key.StartsWith(prefix, StringComparison.Ordinal) || string.CompareOrdinal(key, marker) < 0) continue;
            if (key.Contains('\0', StringComparison.Ordinal) && !withSnapshots) continue;

            var end = delimiter.Length == 0 ? -1 : key.IndexOf(delimiter, prefix.Length, StringComparison.Ordinal);
            var group = end < 0 ? null : key[..(end + delimiter.Length)];
            if (group is not null && !seen.Add(group)) continue;
            if (entries.Elements().Count() == most)
            {
                next = key;
                break;
            }

            entries.Add(group is null ? Entry(key, blob) : new XElement("BlobPrefix", new XElement("Name", group)));
        }

        var list = new XElement(
            "EnumerationResults",
            new XAttribute("ServiceEndpoint", "http://127.0.0.1:1/"),
            new XAttribute("ContainerName", name),
            entries,
            new XElement("NextMarker", next));
        using var written = new MemoryStream();
        list.Save(written, SaveOptions.DisableFormatting);
        return written.ToArray();
    }

    private static XElement Entry(string key, StoredBlob blob)
    {
        var parts = key.Split('\0');
        return new(
            "Blob",
            new XElement("Name", parts[0]),
            parts.Length > 1 ? new XElement("Snapshot", parts[1]) : null,
            new XElement(
                "Properties",
                new XElement("Creation-Time", Text(blob.CreatedAt)),
                new XElement("Last-Modified", Text(blob.ModifiedAt)),
                new XElement("Etag", blob.ETag.Trim('"')),
                new XElement("Content-Length", blob.Content.Length),
                new XElement("Content-Type", blob.MediaType),
                new XElement("BlobType", blob.IsAppended ? "AppendBlob" : "BlockBlob"),
                new XElement("LeaseStatus", blob.Lease is null ? "unlocked" : "locked"),
                new XElement("LeaseState", blob.Lease is null ? "available" : "leased")),
            new XElement("Metadata", blob.Metadata.Select(pair => new XElement(pair.Key, pair.Value))));
    }

    private static string Text(DateTimeOffset time) => time.ToString("R", CultureInfo.InvariantCulture);
}
