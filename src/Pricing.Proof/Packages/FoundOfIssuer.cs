using Azure.Data.Tables;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Storage;

namespace Pricing.Proof.Packages;

/// <summary>What the rows of an issuer name.</summary>
/// <param name="completed">The runs whose values are copied.</param>
internal sealed class FoundOfIssuer(HashSet<NightRun> completed)
{
    /// <summary>The columns of the table of grants that are looked at.</summary>
    public static IReadOnlyList<string> OfGrants { get; } = ["RowKey", "security_code", "policy", "BatchHash", "batch", "grant_id"];

    /// <summary>The columns of the table of values that are looked at.</summary>
    public static IReadOnlyList<string> OfValues { get; } = ["runDate", "date", "runVersion", "version", "policy", "evidence"];

    /// <summary>The columns of the table of rows that wait that are looked at.</summary>
    public static IReadOnlyList<string> OfWaiting { get; } = ["batch"];

    /// <summary>The grants.</summary>
    public SortedSet<string> Grants { get; } = new(StringComparer.Ordinal);

    /// <summary>The shares.</summary>
    public HashSet<string> Codes { get; } = [];

    /// <summary>The keys of the files that brought them, or rows that wait.</summary>
    public SortedSet<string> Files { get; } = new(StringComparer.Ordinal);

    /// <summary>The calculation rules.</summary>
    public HashSet<string> Policies { get; } = [];

    /// <summary>The hashes of the evidence.</summary>
    public HashSet<string> Evidence { get; } = [];

    /// <summary>The runs in which the issuer has values.</summary>
    public HashSet<NightRun> Runs { get; } = [];

    /// <summary>The issuers that the manifests of these runs name, since they were limited to them.</summary>
    public HashSet<string> NamedByRuns { get; } = [];

    /// <summary>Notes what a row of the table of grants names.</summary>
    /// <param name="row">The row.</param>
    /// <returns>Whether it is copied.</returns>
    public bool NoteGrant(TableEntity row)
    {
        Add(Codes, row.GetString("security_code"));
        Add(Policies, row.GetString("policy"));
        Add(Files, row.GetString("BatchHash") ?? row.GetString("batch"));
        if (!row.RowKey.StartsWith(Keys.Shared, StringComparison.Ordinal)) Add(Grants, row.GetString("grant_id"));
        return true;
    }

    /// <summary>Notes what a row of the table of values names.</summary>
    /// <param name="row">The row.</param>
    /// <returns>Whether it is copied.</returns>
    public bool NoteValue(TableEntity row)
    {
        var (date, version) = (row.GetString("runDate") ?? row.GetString("date"), row.GetInt32("runVersion") ?? row.GetInt32("version"));
        if (DateText.Parse(date ?? "") is not { } day || version is not { } number || !completed.Contains(new(day, number))) return false;

        Runs.Add(new(day, number));
        Add(Policies, row.GetString("policy"));
        Add(Evidence, row.GetString("evidence"));
        return true;
    }

    /// <summary>Notes which file brought a row that waits.</summary>
    /// <param name="row">The row.</param>
    /// <returns>Whether it is copied.</returns>
    public bool NoteWaiting(TableEntity row)
    {
        Add(Files, row.GetString("batch"));
        return true;
    }

    /// <summary>Notes which issuers the runs in which the issuer has values were limited to.</summary>
    /// <param name="all">The completed runs.</param>
    public void NoteLimits(IEnumerable<RunRecord> all) =>
        NamedByRuns.UnionWith(all.Where(run => Runs.Contains(run.ToRun())).SelectMany(run => run.IssuerList));

    private static void Add(ISet<string> names, string? name)
    {
        if (!string.IsNullOrEmpty(name)) names.Add(name);
    }
}
