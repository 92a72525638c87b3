namespace Pricing.Files.Schemas;

/// <summary>The columns by which a header shows its kind.</summary>
/// <param name="Columns">Columns that must be there.</param>
/// <param name="Without">Names, of this kind or another, that must not be there.</param>
internal sealed record Signature(IReadOnlyList<string> Columns, IReadOnlyList<string> Without)
{
    /// <summary>Whether yields by tenor may stand in columns of their own, <c>1Y</c> to <c>40Y</c>.</summary>
    public bool AllowsTenors { get; init; }
}
