using System.IO.Compression;
using System.Xml;

namespace Pricing.Files.Workbooks;

/// <summary>
/// The parts of a workbook's package. What is unpacked is counted while it is: a small file that unpacks to more than
/// <see cref="MostBytes"/> is refused, and so is one of more than <see cref="MostParts"/> parts, one of which more than
/// <see cref="MostKept"/> would have to be held, or whose XML has a piece, a depth or a number of names that no program writes.
/// </summary>
internal sealed class Package : IDisposable
{
    /// <summary>The most bytes that are unpacked.</summary>
    public const long MostBytes = 100_000_000;

    /// <summary>The most bytes of what is held of a package while its sheets are read, beside the package itself.</summary>
    private const long MostKept = 40_000_000;

    private const int MostParts = 10_000;

    private const int OfOne = 32;
    private const int OfText = 24;
    private const int LongestPiece = 1 << 20;

    private readonly ZipArchive archive;
    private readonly Dictionary<string, ZipArchiveEntry> parts = new(StringComparer.OrdinalIgnoreCase);
    private long unpacked;
    private long kept;

    /// <exception cref="WorkbookDefectException">The bytes are no package, or one of too many parts.</exception>
    public Package(MemoryStream bytes)
    {
        // An object is made of each entry before the number that the package states is held against them, so the marks are counted.
        if (bytes.GetBuffer().AsSpan(0, (int)bytes.Length).Count(EntryMark) > MostParts)
            throw new WorkbookDefectException($"the workbook has more than {MostParts} parts; save the table as CSV");
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

    /// <summary>What each entry of a package's directory begins with.</summary>
    private static ReadOnlySpan<byte> EntryMark => "PK\u0001\u0002"u8;

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
            NameTable = new BoundedXml.Names(),
        };
        return new BoundedXml(XmlReader.Create(new CountedStream(part.Open(), this), settings));
    }

    /// <summary>Counts what is held as long as the package is open.</summary>
    /// <param name="texts">The texts of one thing that is held.</param>
    /// <exception cref="WorkbookDefectException">Together it is too much.</exception>
    public void Keep(params ReadOnlySpan<string> texts)
    {
        kept += OfOne;
        foreach (var text in texts)
            kept += OfText + (sizeof(char) * (long)text.Length);
        if (kept > MostKept)
            throw new WorkbookDefectException("the workbook holds more texts, formats or sheets than are read; save the table as CSV");
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
        private int piece;

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
            Measure(buffer.AsSpan(offset, read));
            return read;
        }

        // What stands between two tags, or in one, is held whole by whoever reads XML. No cell has that much.
        private void Measure(ReadOnlySpan<byte> bytes)
        {
            var first = bytes.IndexOf((byte)'<');
            piece = first < 0 ? piece + bytes.Length : bytes.Length - bytes.LastIndexOf((byte)'<');
            if (piece > LongestPiece)
                throw new WorkbookDefectException("the workbook has a cell with more text than a cell can have; save it again");
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
