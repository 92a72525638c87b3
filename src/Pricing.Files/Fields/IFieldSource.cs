using Pricing.Files.Numbers;

namespace Pricing.Files.Fields;

/// <summary>Where the fields of a row come from.</summary>
internal interface IFieldSource
{
    /// <summary>The text of a column; empty where there is none.</summary>
    /// <param name="column">The column's place in its schema.</param>
    ReadOnlySpan<char> Text(int column);

    /// <summary>What numbers of a column look like.</summary>
    /// <param name="column">The column's place in its schema.</param>
    NumberForm Form(int column);

    /// <summary>The unit that the name of a column bears.</summary>
    /// <param name="column">The column's place in its schema.</param>
    NumberUnit UnitInName(int column);

    /// <summary>Whether the numbers of a column are counted in thousands or more, by its name or by a line above the header.</summary>
    /// <param name="column">The column's place in its schema.</param>
    bool Multiplies(int column);
}
