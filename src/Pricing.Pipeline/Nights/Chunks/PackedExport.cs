using System.IO.Compression;
using Pricing.Pipeline.Values;

namespace Pricing.Pipeline.Nights.Chunks;

/// <summary>
/// Packs the lines of a chunk's export, part after part, in whatever order the parts are stored: the values of a part are needed no
/// longer once those before it are packed.
/// </summary>
public sealed class PackedExport : IDisposable
{
    private readonly Lock gate = new();
    private readonly MemoryStream content = new();
    private readonly GZipStream packed;
    private readonly Dictionary<int, IReadOnlyList<ValueRecord>> early = [];
    private readonly int parts;
    private int next;

    /// <summary>Begins.</summary>
    /// <param name="parts">How many parts there will be.</param>
    public PackedExport(int parts) => (this.parts, packed) = (parts, new(content, CompressionLevel.Fastest, leaveOpen: true));

    /// <summary>Adds the values of a part.</summary>
    /// <param name="part">Which part, from 0; each once.</param>
    /// <param name="values">Its values.</param>
    public void Add(int part, IReadOnlyList<ValueRecord> values)
    {
        lock (gate)
        {
            early.Add(part, values);
            for (; early.Remove(next, out var own); next++) ExportStore.WriteLines(packed, own);
        }
    }

    /// <summary>Ends it: all parts are there.</summary>
    /// <returns>The packed lines, to be read from their beginning.</returns>
    /// <exception cref="InvalidOperationException">A part is missing.</exception>
    public Stream End()
    {
        if (next < parts) throw new InvalidOperationException($"Part {next} of an export is missing.");

        packed.Dispose();
        content.Position = 0;
        return content;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        packed.Dispose();
        content.Dispose();
    }
}
