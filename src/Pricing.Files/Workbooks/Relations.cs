namespace Pricing.Files.Workbooks;

/// <summary>Which parts a part of a package refers to.</summary>
internal sealed class Relations
{
    private const int Most = 10_000;

    private readonly Dictionary<string, (string Type, string Target)> byId = new(StringComparer.Ordinal);

    private Relations()
    {
    }

    /// <summary>Reads the relations of a part; none where it has none.</summary>
    /// <param name="package">The package.</param>
    /// <param name="part">The part's name; empty for the package itself.</param>
    public static Relations Of(Package package, string part)
    {
        var slash = part.LastIndexOf('/');
        var folder = slash < 0 ? "" : part[..(slash + 1)];
        var relations = new Relations();
        using var xml = package.Open($"{folder}_rels/{part[(slash + 1)..]}.rels");
        while (xml is not null && xml.Read())
        {
            if (xml.LocalName != "Relationship" || xml.GetAttribute("Id") is not { } id || xml.GetAttribute("Target") is not { } target)
                continue;
            relations.byId[id] = (xml.GetAttribute("Type") ?? "", Resolved(folder, target));
            if (relations.byId.Count > Most)
                throw new WorkbookDefectException("the workbook has more parts than workbooks have; save the table as CSV");
        }

        return relations;
    }

    /// <summary>The part that an id names; null where it names none of the type.</summary>
    public string? Find(string? id, string type) =>
        id is not null && byId.TryGetValue(id, out var relation) && IsOf(relation.Type, type) ? relation.Target : null;

    /// <summary>The first part of a type; null where there is none.</summary>
    public string? First(string type) => byId.Values.FirstOrDefault(relation => IsOf(relation.Type, type)).Target;

    private static bool IsOf(string type, string wanted) => type.EndsWith($"/{wanted}", StringComparison.Ordinal);

    private static string Resolved(string folder, string target)
    {
        if (target.StartsWith('/'))
            return target[1..];
        while (target.StartsWith("../", StringComparison.Ordinal))
        {
            target = target[3..];
            var above = folder.TrimEnd('/').LastIndexOf('/');
            folder = above < 0 ? "" : folder[..(above + 1)];
        }

        return folder + target;
    }
}
