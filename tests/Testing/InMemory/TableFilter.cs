using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Testing.InMemory;

/// <summary>An OData filter as the pipeline writes it: comparisons of a column with a literal, <c>and</c>, <c>or</c>, <c>not</c>, brackets.</summary>
internal sealed partial class TableFilter
{
    private const string Highest = "\uFFFF";

    private readonly List<string> words;
    private readonly Func<StoredEntity, bool> holds;
    private int next;

    private TableFilter(string text)
    {
        words = [.. Word().Matches(text).Select(match => match.Value)];
        holds = words.Count == 0 ? _ => true : Either();
        if (next != words.Count) throw new NotSupportedException($"The filter {text}");
        Bounds(text);
    }

    /// <summary>The keys between which all rows are that it holds for.</summary>
    public StoredEntity From { get; private set; } = StoredEntity.Key("", "");

    /// <summary>The keys up to which they are.</summary>
    public StoredEntity To { get; private set; } = StoredEntity.Key(Highest, Highest);

    /// <summary>Reads one.</summary>
    public static TableFilter Parse(string? text) => new(text ?? "");

    /// <summary>Whether it holds for a row.</summary>
    public bool Holds(StoredEntity row) => holds(row);

    [GeneratedRegex(@"'(?:[^']|'')*'|[()]|(?:datetime|guid)'[^']*'|[^\s()']+")]
    private static partial Regex Word();

    [GeneratedRegex(@"^PartitionKey eq '((?:[^']|'')*)'(?: and RowKey (ge|eq) '((?:[^']|'')*)')?(?: and RowKey (lt|le) '((?:[^']|'')*)')?$")]
    private static partial Regex OfOnePartition();

    private static string Unquoted(string text) => text.Replace("''", "'", StringComparison.Ordinal);

    private static bool Compares(int order, string operation) => operation switch
    {
        "eq" => order == 0,
        "ne" => order != 0,
        "gt" => order > 0,
        "ge" => order >= 0,
        "lt" => order < 0,
        "le" => order <= 0,
        _ => throw new NotSupportedException(operation),
    };

    private void Bounds(string text)
    {
        if (OfOnePartition().Match(text.Replace("(", "", StringComparison.Ordinal).Replace(")", "", StringComparison.Ordinal)) is not { Success: true } found)
            return;
        var partition = Unquoted(found.Groups[1].Value);
        From = StoredEntity.Key(partition, Unquoted(found.Groups[3].Value));
        To = StoredEntity.Key(partition, found.Groups[2].Value == "eq"
            ? Unquoted(found.Groups[3].Value)
            : found.Groups[5].Success ? Unquoted(found.Groups[5].Value) : Highest);
    }

    private Func<StoredEntity, bool> Either()
    {
        var first = Both();
        while (IsNext("or"))
        {
            var (left, right) = (first, Both());
            first = row => left(row) || right(row);
        }

        return first;
    }

    private Func<StoredEntity, bool> Both()
    {
        var first = One();
        while (IsNext("and"))
        {
            var (left, right) = (first, One());
            first = row => left(row) && right(row);
        }

        return first;
    }

    private Func<StoredEntity, bool> One()
    {
        if (IsNext("not"))
        {
            var inner = One();
            return row => !inner(row);
        }

        if (IsNext("("))
        {
            var inner = Either();
            if (!IsNext(")")) throw new NotSupportedException("a bracket is not closed");
            return inner;
        }

        var (column, operation, literal) = (words[next], words[next + 1], words[next + 2]);
        next += 3;
        return Comparison(column, operation, literal);
    }

    private static Func<StoredEntity, bool> Comparison(string column, string operation, string literal)
    {
        if (literal[0] == '\'')
        {
            var text = Unquoted(literal[1..^1]);
            return row => Text(row, column) is { } value && Compares(string.CompareOrdinal(value, text), operation);
        }

        if (literal is "true" or "false")
            return row => row.Columns.TryGetValue(column, out var value) && Compares(value.GetBoolean().CompareTo(literal == "true"), operation);
        var number = decimal.Parse(literal.TrimEnd('L'), CultureInfo.InvariantCulture);
        return row => row.Columns.TryGetValue(column, out var value) && Number(value) is { } stored && Compares(stored.CompareTo(number), operation);
    }

    private static string? Text(StoredEntity row, string column) => column switch
    {
        "PartitionKey" => row.Partition,
        "RowKey" => row.Row,
        _ => row.Columns.TryGetValue(column, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null,
    };

    /// <summary>A number, also one of 64 bits, which is stored as text; null where it is none.</summary>
    private static decimal? Number(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.GetDecimal(),
        JsonValueKind.String when decimal.TryParse(value.GetString(), CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };

    private bool IsNext(string word)
    {
        if (next >= words.Count || words[next] != word) return false;
        next++;
        return true;
    }
}
