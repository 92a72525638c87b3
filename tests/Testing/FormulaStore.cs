using System.Text.Json.Nodes;

namespace Testing;

/// <summary>A storage whose texts begin as formulas do, for whatever writes tables of it.</summary>
public static class FormulaStore
{
    /// <summary>What stands in each text behind its beginning.</summary>
    public const string Formula = "HYPERLINK(1)";

    /// <summary>What stands at the end of free texts.</summary>
    public const string Tag = "<b>";

    /// <summary>How spreadsheets tell formulas from texts.</summary>
    public static IReadOnlyList<string> Beginnings { get; } = ["=", "+", "-", "@", "\t=", "\r=", "＝", "＋", "－", "＠"];

    /// <summary>The issuers and the ids of the grants, place by place; some are stored, some cannot be.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Beginnings.Select(text => text.Trim() + Formula)];

    /// <summary>A file of grants that can be stored.</summary>
    public static string Grants => new JsonArray([.. Beginnings.Select(Grant)]).ToJsonString();

    /// <summary>A file of grants of which nothing can be stored, each for many reasons.</summary>
    public static string Refused => new JsonArray([.. Beginnings.Select(text =>
    {
        var row = Grant(text);
        foreach (var name in row.Select(cell => cell.Key).ToList()) row[name] = text + Formula;
        return row;
    })]).ToJsonString();

    /// <summary>A file of events.</summary>
    public static string Events => new JsonArray([.. Beginnings.Select(text => new JsonObject
    {
        ["issuer"] = text + Formula, ["grant_id"] = text + Formula, ["date"] = "2013-07-13", ["kind"] = "forfeited", ["rights"] = 20, ["reference"] = text + Formula + Tag,
    })]).ToJsonString();

    /// <summary>A file of holders.</summary>
    public static string Holders => new JsonArray([.. Beginnings.Select(text => new JsonObject
    {
        ["issuer"] = text + Formula, ["grant_id"] = text + Formula, ["holder"] = text + Formula, ["group"] = text + Formula, ["rights"] = 1,
    })]).ToJsonString();

    /// <summary>Stores grants, events and refused rows with such texts, and values the night.</summary>
    /// <param name="host">The host.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The files: of grants that are stored, of refused rows, of holders.</returns>
    public static async Task<IReadOnlyList<string>> FillAsync(PipelineHost host, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(host);

        var stored = await host.IngestAsync($"={Formula}.json", Grants, cancellationToken);
        if (stored.Stored < Beginnings.Count - 2) throw new InvalidOperationException($"{stored.Stored} stored, {stored.Rejected} refused");
        await host.IngestAsync($"@{Formula}.json", Events, cancellationToken);
        var refused = await host.IngestAsync($"+{Formula}.json", Refused, cancellationToken);
        var holders = await host.IngestAsync("-holders.json", Holders, cancellationToken);
        await host.RunNightsAsync(cancellationToken);
        return [stored.Batch, refused.Batch, holders.Batch];
    }

    private static JsonObject Grant(string text) => new()
    {
        ["issuer"] = text + Formula,
        ["grant_id"] = text + Formula,
        ["title"] = text + Formula + Tag,
        ["allottees"] = text + "HYPERLINK",
        ["security_code"] = "3774",
        ["currency"] = "JPY",
        ["allotment_date"] = "2013-07-11",
        ["window_from"] = "2005-12-02",
        ["exercise_start"] = "2013-07-12",
        ["exercise_end"] = "2043-07-11",
        ["exercise_price"] = 1,
        ["shares_per_right"] = 200,
        ["maximum_rights"] = 135,
        ["allotted_rights"] = 135,
        ["policy"] = "iij-practice",
        ["expected_remaining_years"] = "midpoint",
        ["risk_free_rate"] = "0.01275",
        ["rate_source"] = text + Formula + Tag,
        ["meant_reason"] = text + Formula,
    };
}
