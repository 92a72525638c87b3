namespace Pricing.Files.Workbooks;

/// <summary>Addresses of cells: <c>C12</c>.</summary>
internal static class CellAddress
{
    /// <summary>The column that an address names, from 0; null where it names none.</summary>
    public static int? Column(string? address)
    {
        var column = 0;
        foreach (var character in address ?? "")
        {
            if (!char.IsAsciiLetter(character) || column > 1 << 20)
                break;
            column = 26 * column + char.ToUpperInvariant(character) - 'A' + 1;
        }

        return column > 0 ? column - 1 : null;
    }
}
