using Pricing.Files.Characters;
using Pricing.Files.Numbers;

namespace Pricing.Files.Schemas;

/// <summary>A column of a kind of table.</summary>
/// <param name="Name">Its English name, the one that messages use.</param>
/// <param name="Type">How its fields are read.</param>
/// <param name="IsRequired">Whether a header without it is none.</param>
/// <param name="Names">Its other names, English and Japanese; the first Japanese one is the one that exports write.</param>
public sealed record TableColumn(string Name, ColumnType Type, bool IsRequired, IReadOnlyList<string> Names)
{
    /// <summary>Its place among the columns of its kind, from 0.</summary>
    public int Index { get; init; }

    /// <summary>Whether a date after today in Japan is refused.</summary>
    public bool IsPast { get; init; }

    /// <summary>The words of a <see cref="ColumnType.Word"/>, English and Japanese, each with the English one it stands for.</summary>
    public IReadOnlyDictionary<string, string> Words { get; init; } = new Dictionary<string, string>();

    /// <summary>Its Japanese name, which exports write; null for none.</summary>
    public string? JapaneseName => Names.FirstOrDefault(JapaneseWords.Is);

    /// <summary>A name that means this column only where none of its other names stands beside it; null for none.</summary>
    public string? LastResort { get; init; }

    /// <summary>Whether <c>#N/A</c> and its like say that there is no figure, in a workbook too.</summary>
    public bool IsPrice { get; init; }

    /// <summary>Whether every row writes its field, if only empty: an empty one says no trade, no yield, or a dividend that is not decided.</summary>
    public bool IsAlwaysWritten { get; init; }

    /// <summary>The unit that may stand behind its numbers.</summary>
    public NumberUnit Unit { get; init; }

    /// <summary>For what the unit is counted, where the name of a column may say it: yen for a share.</summary>
    public NumberUnit Per { get; init; }

    /// <summary>Whether decimal marks count in its fields.</summary>
    public bool IsNumber => Type is ColumnType.Amount or ColumnType.Whole or ColumnType.Rate or ColumnType.Percent
        or ColumnType.Years or ColumnType.Volume or ColumnType.NewPerOld or ColumnType.OldPerNew;

    /// <summary>The Japanese word for an English one of <see cref="Words"/>; null for none.</summary>
    /// <param name="word">The English word.</param>
    public string? JapaneseFor(string word) => Words.Where(pair => pair.Value == word).Select(pair => pair.Key).FirstOrDefault(JapaneseWords.Is);

    /// <summary>The English name.</summary>
    public override string ToString() => Name;
}
