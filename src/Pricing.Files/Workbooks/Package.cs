using System.IO.Compression;
using System.Xml;

namespace Pricing.Files.Workbooks;

/// <summary>
/// The parts of a workbook's package. What is unpacked is counted while it is: a small file that unpacks to more than
/// <see cref="MostBytes"/> is refused.
/// </summary>
internal sealed class Package : IDisposable
{
    /// <summary>The most bytes that are unpacked.</summary>
    public const long MostBytes = UnpackedBytes.Most;

    private readonly ZipArchive archive;
    private readonly Dictionary<string, ZipArchiveEntry> parts = new(StringComparer.OrdinalIgnoreCase);
    private readonly UnpackedBytes unpacked = new(
        tooMany: () => new WorkbookDefectException($"the workbook unpacks to more than {MostBytes / 1_000_000} MB; save it as CSV"));

    /// <exception cref="WorkbookDefectException">The bytes are no package.</exception>
    public Package(Stream bytes)
    {
        try
        {
            archive = new(bytes, ZipArchiveMode.Read, leaveOpen: true);
            foreach (var entry in archive.Entries)
                parts.TryAdd(entry.FullName.Replace('\\', '/'), entry);
        }
        catch (InvalidDataException)
        {
            throw new WorkbookDefectException("the file starts like a workbook and is damaged; save it again");
        }
    }

    /// <summary>Opens a part as XML; null where it is not there.</summary>
    /// <param name="name">The part's name, from the package's root.</param>
    public XmlReader? Open(string name)
    {
        if (!parts.TryGetValue(name.TrimStart('/'), out var part))
            return null;
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            CloseInput = true,
        };
        return XmlReader.Create(unpacked.Of(part.Open()), settings);
    }

    public void Dispose() => archive.Dispose();
}
