using System.Text;

namespace Soak.Fuzz;

/// <summary>What is done to the bytes of a file of any form.</summary>
internal static class ByteEdits
{
    private static readonly byte[][] Marks =
    [
        [0xEF, 0xBB, 0xBF], [0xFF, 0xFE], [0xFE, 0xFF], [0xFF, 0xFE, 0, 0], [0, 0, 0xFE, 0xFF], [0x2B, 0x2F, 0x76, 0x38], [0x1B, 0x24, 0x42], [0x1F, 0x8B, 8], "PK\u0003\u0004"u8.ToArray(),
        "%PDF-1.7"u8.ToArray(), [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "<?xml version=\"1.0\"?>"u8.ToArray(), "sep=,\r\n"u8.ToArray(), [0], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF8, 0x88, 0x80, 0x80, 0x80],
    ];

    /// <summary>Bytes changed, cut out and doubled.</summary>
    public static byte[] Bytes(byte[] content, Random random)
    {
        var bytes = content.ToList();
        for (var edits = random.Next(1, 12); edits > 0 && bytes.Count > 0; edits--)
        {
            var at = random.Next(bytes.Count);
            var length = Math.Min(random.Next(1, 60), bytes.Count - at);
            switch (random.Next(5))
            {
                case 0: bytes[at] = (byte)random.Next(256); break;
                case 1: bytes[at] ^= (byte)(1 << random.Next(8)); break;
                case 2: bytes.RemoveRange(at, length); break;
                case 3: bytes.InsertRange(at, Marks[random.Next(Marks.Length)]); break;
                default: bytes.InsertRange(at, bytes.GetRange(at, length)); break;
            }
        }

        return [.. bytes];
    }

    /// <summary>The file up to some place.</summary>
    public static byte[] Truncated(byte[] content, Random random) => content[..random.Next(content.Length + 1)];

    /// <summary>Two files one behind the other, whole or in parts.</summary>
    public static byte[] Merged(byte[] content, byte[] other, Random random) => random.Next(2) == 0
        ? [.. content, .. other]
        : [.. content[..random.Next(content.Length + 1)], .. other[random.Next(other.Length + 1)..]];

    /// <summary>The mark of some encoding or form put before, and perhaps the bytes in another width.</summary>
    public static byte[] Marked(byte[] content, Random random)
    {
        var mark = Marks[random.Next(Marks.Length)];
        return random.Next(4) switch
        {
            0 => [.. mark, .. Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(content))],
            1 => [.. mark, .. Encoding.UTF32.GetBytes(Encoding.UTF8.GetString(content)), 0],
            2 => [.. mark, .. mark, .. content],
            _ => [.. mark, .. content],
        };
    }

    /// <summary>Lines doubled, taken away, moved and joined.</summary>
    public static byte[] Lines(byte[] content, Random random)
    {
        var lines = Encoding.Latin1.GetString(content).Split('\n').ToList();
        for (var edits = random.Next(1, 5); edits > 0 && lines.Count > 1; edits--)
        {
            var (at, to) = (random.Next(lines.Count), random.Next(lines.Count));
            switch (random.Next(5))
            {
                case 0: lines.RemoveAt(at); break;
                case 1: lines.Insert(to, lines[at]); break;
                case 2: (lines[at], lines[to]) = (lines[to], lines[at]); break;
                case 3: lines[at] += lines[to]; break;
                default: lines.Insert(at, new string(",;\t\"[{"[random.Next(6)], random.Next(1, 3_000))); break;
            }
        }

        return Encoding.Latin1.GetBytes(string.Join('\n', lines));
    }

    /// <summary>Fields, values or names of a text replaced by hostile ones: what stands between two of the marks of any form.</summary>
    public static byte[] Fields(byte[] content, Random random)
    {
        var bytes = content.ToList();
        for (var edits = random.Next(1, 6); edits > 0 && bytes.Count > 0; edits--)
        {
            var at = random.Next(bytes.Count);
            var start = bytes.FindLastIndex(at, IsMark) + 1;
            var end = bytes.FindIndex(at, IsMark);
            if (end < start) end = bytes.Count;
            bytes.RemoveRange(start, end - start);
            var text = HostileText.Draw(random);
            bytes.InsertRange(start, HostileText.Bytes(random.Next(3) == 0 ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text));
        }

        return [.. bytes];
    }

    private static bool IsMark(byte value) => value is (byte)',' or (byte)';' or (byte)'\t' or (byte)'\n' or (byte)'\r' or (byte)':' or (byte)'"' or (byte)'>' or (byte)'<';
}
