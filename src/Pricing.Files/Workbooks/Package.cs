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
    public const long MostBytes = 100_000_000;

    private readonly ZipArchive archive;
    private readonly Dictionary<string, ZipArchiveEntry> parts = new(StringComparer.OrdinalIgnoreCase);
    private long unpacked;

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
        return XmlReader.Create(new CountedStream(part.Open(), this), settings);
    }

    public void Dispose() => archive.Dispose();

    private void Count(int bytes)
    {
        unpacked += bytes;
        if (unpacked > MostBytes)
            throw new WorkbookDefectException($"the workbook unpacks to more than {MostBytes / 1_000_000} MB; save it as CSV");
    }

    private sealed class CountedStream(Stream part, Package package) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = part.Read(buffer, offset, count);
            package.Count(read);
            return read;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                part.Dispose();
            base.Dispose(disposing);
        }
    }
}
