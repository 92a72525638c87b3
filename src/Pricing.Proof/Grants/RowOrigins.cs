using System.Globalization;
using Pricing.Proof.Findings;

namespace Pricing.Proof.Grants;

/// <summary>Which lines of which files the rows of one grant name: no line brings two rows.</summary>
/// <param name="log">Where the findings go.</param>
internal sealed class RowOrigins(ProofLog log)
{
    private readonly Dictionary<(string Batch, int Line), string> places = [];

    /// <summary>Notes the line of a row.</summary>
    /// <param name="place">Where the row is stored.</param>
    /// <param name="batch">The attempt that brought it.</param>
    /// <param name="line">Its line there.</param>
    public void Note(string place, string batch, int line)
    {
        if (places.TryAdd((batch, line), place)) return;

        log.Differs(
            place, "line", line.ToString(CultureInfo.InvariantCulture), "", $"{places[(batch, line)]} names the same line of the file {batch}");
    }
}
