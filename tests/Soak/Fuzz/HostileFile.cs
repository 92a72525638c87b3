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

    private static readonly FileKind[] Kinds = Enum.GetValues<FileKind>();

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
            0 => new("untouched", sound.Kind, content),
            < 4 => new("bytes", sound.Kind, ByteEdits.Bytes(content, random)),
            < 6 => new("truncated", sound.Kind, ByteEdits.Truncated(content, random)),
            6 => new("merged", sound.Kind, ByteEdits.Merged(content, SoakFile.Draw(random).Content, random)),
            7 => new("marked", sound.Kind, ByteEdits.Marked(content, random)),
            8 => new("noise", sound.Kind, Noise(random)),
            _ when isBook => new("parts of a workbook", sound.Kind, PackageEdits.Parts(content, random)),
            < 12 => new("lines", sound.Kind, ByteEdits.Lines(content, random)),
            _ => new("fields", sound.Kind, ByteEdits.Fields(content, random)),
        };
    }

    /// <summary>One of the files that unpack, nest or repeat to very much, taken for one kind after the other.</summary>
    /// <param name="bombs">All of them.</param>
    /// <param name="number">Its place, round and round.</param>
    public static HostileFile Bomb(Bombs bombs, int number)
    {
        var (name, bomb) = bombs[number];
        return new($"bomb: {name}", Kinds[number / bombs.Count % Kinds.Length], bomb);
    }

    private static byte[] Noise(Random random)
    {
        var bytes = new byte[random.Next(400)];
        random.NextBytes(bytes);
        return random.Next(2) == 0 ? bytes : Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, random.Next(40)).Select(_ => HostileText.Draw(random))));
    }
}
