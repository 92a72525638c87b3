namespace Pricing.Files.Workbooks;

/// <summary>
/// Counts what the parts of an archive unpack to while they are read: a small file may unpack to more than a machine holds.
/// </summary>
/// <param name="most">The most bytes of all parts together.</param>
/// <param name="tooMany">What is thrown where they are more; null for an <see cref="InvalidDataException"/>.</param>
public sealed class UnpackedBytes(long most = UnpackedBytes.Most, Func<Exception>? tooMany = null)
{
    /// <summary>The most bytes that a workbook may unpack to.</summary>
    public const long Most = 100_000_000;

    private long unpacked;

    /// <summary>A part whose bytes are counted as they are read; it closes the part.</summary>
    /// <param name="part">The part.</param>
    public Stream Of(Stream part) => new CountedStream(part, this);

    private void Count(int bytes)
    {
        unpacked += bytes;
        if (unpacked > most)
            throw tooMany?.Invoke() ?? new InvalidDataException($"it unpacks to more than {most / 1_000_000} MB");
    }

    private sealed class CountedStream(Stream part, UnpackedBytes all) : Stream
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
            all.Count(read);
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
