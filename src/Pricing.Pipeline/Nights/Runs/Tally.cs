namespace Pricing.Pipeline.Nights.Runs;

/// <summary>Counts of values.</summary>
/// <param name="Rows">Stored, failed ones included.</param>
/// <param name="Failed">Failed, stored or unchanged.</param>
/// <param name="Provisional">Provisional, stored or unchanged.</param>
/// <param name="Unchanged">Not stored again, since nothing had changed.</param>
public sealed record Tally(int Rows, int Failed, int Provisional, int Unchanged)
{
    /// <summary>Nothing.</summary>
    public static Tally Zero { get; } = new(0, 0, 0, 0);

    /// <summary>Both together.</summary>
    /// <param name="other">The other.</param>
    public Tally Plus(Tally other) => new(
        Rows + other.Rows, Failed + other.Failed, Provisional + other.Provisional, Unchanged + other.Unchanged);
}
