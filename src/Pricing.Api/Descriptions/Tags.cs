namespace Pricing.Api.Descriptions;

/// <summary>What the groups of routes are for.</summary>
internal static class Tags
{
    private static readonly Dictionary<string, string> Words = new()
    {
        ["Batches"] = "What became of the files that came in, and the rows of them that wait.",
        ["Closings"] = "The closed periods of issuers, and what came too late for them.",
        ["Controls"] = "Who may do what, and what was done.",
        ["Dates"] = "Where a business date stands, whichever runs brought it there.",
        ["Files"] = "Sending a file, and what became of it.",
        ["Grants"] = "The grants that are stored, their events, their values, and what these were made of.",
        ["Market data"] = "What follows from the stored closes of a share.",
        ["Papers"] = "Workbooks, reports and texts about a value.",
        ["Policies"] = "The valuation policies.",
        ["Prices"] = "Values on demand; nothing is stored.",
        ["Publications"] = "Values that are published: proposed, approved, and what differs from them since.",
        ["Runs"] = "The nights: what they stored, how far they are, and asking for another version.",
        ["Settings"] = "The settings that can move a number or say who may act, their changes, and the terms of the sources.",
    };

    /// <summary>What a group is for.</summary>
    /// <param name="name">Its name.</param>
    public static string Of(string name) => Words[name];
}
