using System.IO.Compression;

namespace Soak.Fuzz;

/// <summary>What is done to the parts of a workbook, so that what is wrong stands behind a sound package.</summary>
internal static class PackageEdits
{
    private static readonly string[] Names =
    [
        "../../../tmp/x", "..\\..\\x", "/etc/passwd", "C:\\x", "xl/worksheets/../../x", "xl/worksheets/sheet1.xml", "XL/WORKBOOK.XML", "xl/workbook.xml/", "", "\0", "con", "[Content_Types].xml", new('n', 3_000),
    ];

    /// <summary>One part or several edited, renamed, doubled or taken away.</summary>
    public static byte[] Parts(byte[] content, Random random)
    {
        using var edited = new MemoryStream();
        using (var source = new ZipArchive(new MemoryStream(content)))
        using (var target = new ZipArchive(edited, ZipArchiveMode.Create, leaveOpen: true))
        {
            var chosen = random.Next(source.Entries.Count);
            foreach (var (index, entry) in source.Entries.Index())
            {
                var part = Bytes(entry);
                if (index != chosen)
                {
                    Add(target, entry.FullName, part);
                    continue;
                }

                switch (random.Next(7))
                {
                    case 0: break;
                    case 1: Add(target, Names[random.Next(Names.Length)], part); break;
                    case 2:
                        Add(target, entry.FullName, part);
                        Add(target, entry.FullName, ByteEdits.Bytes(part, random));
                        break;
                    case 3: Add(target, entry.FullName, ByteEdits.Truncated(part, random)); break;
                    case 4: Add(target, entry.FullName, ByteEdits.Bytes(part, random)); break;
                    default: Add(target, entry.FullName, ByteEdits.Fields(part, random)); break;
                }
            }
        }

        return edited.ToArray();
    }

    private static byte[] Bytes(ZipArchiveEntry entry)
    {
        using var part = entry.Open();
        using var bytes = new MemoryStream();
        part.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static void Add(ZipArchive target, string name, byte[] part)
    {
        if (name.Length == 0) return;
        using var entry = target.CreateEntry(name, CompressionLevel.Fastest).Open();
        entry.Write(part);
    }
}
