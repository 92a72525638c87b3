namespace Pricing.Files.Headers;

/// <summary>One of the first rows of a file, in which the header is looked for.</summary>
/// <param name="Index">How many records stand above it.</param>
/// <param name="Line">Its line.</param>
/// <param name="Cells">Its fields.</param>
internal sealed record HeaderRow(int Index, int Line, string[] Cells)
{
    /// <summary>The share that the header names beside its columns; null for none.</summary>
    public string? Code { get; init; }
}
