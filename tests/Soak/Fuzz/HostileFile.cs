using System.Text;
using Pricing.Files.Schemas;
using Soak.Files;

namespace Soak.Fuzz;

/// <summary>A file that somebody might send who means no good, or who knows no better.</summary>
/// <param name="How">What was done to it.</param>
/// <param name="Kind">What the sound file was of.</param>
/// <param name="Content">Its bytes.</param>
internal sealed record HostileFile(string How, FileKind Kind, byte[] Content)
{
    private const int FilesOfABomb = 4_000;

    private const string Untouched = "untouched";
    private const string OfBytes = "bytes";
    private const string Truncated = "truncated";
    private const string Merged = "merged";
    private const string Marked = "marked";
    private const string OfNoise = "noise";
    private const string OfParts = "parts of a workbook";
    private const string OfLines = "lines";
    private const string OfFields = "fields";

    private static readonly FileKind[] Kinds = Enum.GetValues<FileKind>();

    /// <summary>What may be done to a sound file.</summary>
    public static IReadOnlyList<string> Edits { get; } = [Untouched, OfBytes, Truncated, Merged, Marked, OfNoise, OfParts, OfLines, OfFields];

    /// <summary>Draws one: mostly a sound file of some kind, form and encoding with something done to it.</summary>
    /// <param name="bombs">What may be drawn instead.</param>
    /// <param name="random">The draw.</param>
    public static HostileFile Draw(Bombs bombs, Random random)
    {
        var sound = SoakFile.Draw(random);
        if (random.Next(FilesOfABomb) == 0)
        {
            return Bomb(bombs, random.Next(bombs.Count)) with { Kind = sound.Kind };
        }

        var content = sound.Content;
        var isBook = content is [(byte)'P', (byte)'K', ..];
        return random.Next(20) switch
        {
            0 => new(Untouched, sound.Kind, content),
            < 4 => new(OfBytes, sound.Kind, ByteEdits.Bytes(content, random)),
            < 6 => new(Truncated, sound.Kind, ByteEdits.Truncated(content, random)),
            6 => new(Merged, sound.Kind, ByteEdits.Merged(content, SoakFile.Draw(random).Content, random)),
            7 => new(Marked, sound.Kind, ByteEdits.Marked(content, random)),
            8 => new(OfNoise, sound.Kind, Noise(random)),
            _ when isBook => new(OfParts, sound.Kind, PackageEdits.Parts(content, random)),
            < 12 => new(OfLines, sound.Kind, ByteEdits.Lines(content, random)),
            _ => new(OfFields, sound.Kind, ByteEdits.Fields(content, random)),
        };
    }

    /// <summary>One of the files that unpack, nest or repeat to very much, taken for one kind after the other.</summary>
    /// <param name="bombs">All of them.</param>
    /// <param name="number">Its place, round and round.</param>
    public static HostileFile Bomb(Bombs bombs, int number)
    {
        var (name, bomb) = bombs[number];
        return new(HowOf(name), Kinds[number / bombs.Count % Kinds.Length], bomb);
    }

    /// <summary>What is said of a bomb.</summary>
    /// <param name="name">Its name.</param>
    public static string HowOf(string name) => $"bomb: {name}";

    private static byte[] Noise(Random random)
    {
        var bytes = new byte[random.Next(400)];
        random.NextBytes(bytes);
        return random.Next(2) == 0 ? bytes : Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, random.Next(40)).Select(_ => HostileText.Draw(random))));
    }
}
