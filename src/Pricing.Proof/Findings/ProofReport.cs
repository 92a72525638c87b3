namespace Pricing.Proof.Findings;

/// <summary>What a proof came to.</summary>
/// <param name="Checked">How many things of each kind were compared, by kind.</param>
/// <param name="Differences">How many differences there are.</param>
/// <param name="NotChecked">How many things could not be checked.</param>
/// <param name="Findings">The first thousand of each kind, in the order in which they were found.</param>
public sealed record ProofReport(
    IReadOnlyDictionary<ProofSubject, int> Checked, int Differences, int NotChecked, IReadOnlyList<Finding> Findings)
{
    /// <summary>Whether all is alike, and all could be checked.</summary>
    public bool IsAlike => Differences == 0 && NotChecked == 0;

    /// <summary>The first difference; null where there is none.</summary>
    public Finding? FirstDifference => Findings.FirstOrDefault(finding => finding.Kind == FindingKind.Difference);
}

/// <summary>The kinds of things that a proof compares.</summary>
public enum ProofSubject
{
    /// <summary>Values of grants.</summary>
    Values,

    /// <summary>Pieces of evidence.</summary>
    Evidence,

    /// <summary>Versions of grants.</summary>
    Grants,

    /// <summary>Events of grants.</summary>
    Events,

    /// <summary>Holders of rights.</summary>
    Holders,

    /// <summary>Files that came in.</summary>
    Files,

    /// <summary>Bodies of feeds.</summary>
    Bodies,

    /// <summary>Normalised histories.</summary>
    Histories,

    /// <summary>Policies.</summary>
    Policies,

    /// <summary>Plans of runs.</summary>
    Plans,

    /// <summary>Exports of runs.</summary>
    Exports,

    /// <summary>Manifests of runs.</summary>
    Manifests,

    /// <summary>Papers of a package.</summary>
    Papers,

    /// <summary>Decisions of people about what is published and closed.</summary>
    Decisions,

    /// <summary>Values that are published, or were.</summary>
    Publications,

    /// <summary>Closings of periods.</summary>
    Closings,

    /// <summary>Changes of settings.</summary>
    Settings,
}
