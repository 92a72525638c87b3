namespace Pricing.Files.WholeFiles;

/// <summary>Defects of one file: the first ones are kept and those of the file as such, all are counted.</summary>
internal sealed class DefectList
{
    private const int MostKept = 100;

    private readonly List<FileDefect> kept = [];

    public int Count { get; private set; }

    public IReadOnlyList<FileDefect> Kept => kept;

    public void Add(FileDefect defect)
    {
        Count++;
        if (kept.Count < MostKept || defect.Line == 0)
            kept.Add(defect);
    }

    public void AddAll(IEnumerable<FileDefect> defects)
    {
        foreach (var defect in defects)
            Add(defect);
    }
}
