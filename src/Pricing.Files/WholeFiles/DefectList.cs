namespace Pricing.Files.WholeFiles;

/// <summary>Defects of one file: the first ones are kept, all are counted.</summary>
internal sealed class DefectList
{
    private const int MostKept = 100;

    private readonly List<FileDefect> kept = [];

    public int Count { get; private set; }

    public IReadOnlyList<FileDefect> Kept => kept;

    public void Add(FileDefect defect)
    {
        Count++;
        if (kept.Count < MostKept)
            kept.Add(defect);
    }

    /// <summary>Adds one that is kept, however many there are.</summary>
    public void AddFirst(FileDefect defect)
    {
        Count++;
        kept.Insert(0, defect);
        if (kept.Count > MostKept)
            kept.RemoveAt(MostKept);
    }

    public void AddAll(IEnumerable<FileDefect> defects)
    {
        foreach (var defect in defects)
            Add(defect);
    }
}
