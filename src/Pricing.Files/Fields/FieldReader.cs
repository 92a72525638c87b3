using Pricing.Files.Numbers;
using Pricing.Files.Schemas;

namespace Pricing.Files.Fields;

/// <summary>
/// Reads the fields of one row by the names of their columns and collects what is wrong with them, so that a row is
/// answered with all of its failures at once. A field that fails reads as a default, which must not be used.
/// </summary>
public sealed class FieldReader
{
    /// <summary>The most characters of a text.</summary>
    public const int MaximumLength = 2000;

    private const string Yen = "JPY";
    private const string Dollar = "USD";

    // The columns in the order in which a row asks for them; null while only one row is read.
    private List<(string Name, TableColumn Column)>? order;
    private int asked;

    /// <summary>Reads fields by name, for instance those of a request or of a stored row.</summary>
    /// <param name="schema">The columns.</param>
    /// <param name="text">The text of a field by the column's name; null or empty where it is missing.</param>
    /// <param name="today">The date in Japan; null where none is refused for lying ahead.</param>
    public FieldReader(TableSchema schema, Func<string, string?> text, DateOnly? today = null)
        : this(schema, new NamedFields(schema, text), today)
    {
    }

    internal FieldReader(TableSchema schema, IFieldSource source, DateOnly? today, bool isStored = false)
    {
        Schema = schema;
        Columns = new(!schema.IsJudgedByRow, source, today, isStored);
    }

    /// <summary>Reads the fields of a stored row: its texts are taken as they are, whatever form a key must have today.</summary>
    /// <param name="schema">The columns.</param>
    /// <param name="text">The text of a field by the column's name; null or empty where it is missing.</param>
    public static FieldReader OfStored(TableSchema schema, Func<string, string?> text) =>
        new(schema, new NamedFields(schema, text), today: null, isStored: true);

    /// <summary>The columns.</summary>
    public TableSchema Schema { get; }

    /// <summary>What was wrong so far, in the order of reading.</summary>
    public IReadOnlyList<Failure> Failures => Columns.Failures;

    /// <summary>Reads the same fields for whoever knows the columns.</summary>
    internal ColumnReader Columns { get; }

    /// <summary>Whether a field holds something.</summary>
    /// <param name="name">The column.</param>
    public bool Has(string name) => !Columns.IsBlank(Column(name));

    /// <summary>Whether nothing was wrong with fields so far: what was read of them is what the row says.</summary>
    /// <param name="names">The columns.</param>
    public bool IsRead(params ReadOnlySpan<string> names)
    {
        foreach (var failure in Failures)
        {
            if (names.Contains(failure.Field)) return false;
        }

        return true;
    }

    /// <summary>A required text: a key, text for people, or a word, by the column's type.</summary>
    /// <param name="name">The column.</param>
    public string Text(string name) => Text(Column(name));

    /// <summary>A text, or null where it is missing.</summary>
    /// <param name="name">The column.</param>
    public string? OptionalText(string name) => Columns.Text(Column(name));

    /// <summary>A text that no failure repeats; null where it is missing or cannot be read, which is noted.</summary>
    /// <param name="name">The column.</param>
    public string? SecretText(string name) => Columns.Text(Column(name), isSecret: true);

    /// <summary>
    /// A field of a row that is judged by itself, as programs write it: whatever form numbers have in its file, the text means the
    /// same to a reader of named fields.
    /// </summary>
    /// <param name="column">The column.</param>
    /// <returns>The text; null where the field is blank. What cannot be read stays as it is written.</returns>
    public string? Plain(TableColumn column)
    {
        ArgumentNullException.ThrowIfNull(column);
        return Columns.Plain(column);
    }

    /// <summary>The code of a share, five characters; null where it is missing or none.</summary>
    /// <param name="name">The column.</param>
    public string? Code(string name) => Columns.Code(Column(name));

    /// <summary>A required number.</summary>
    /// <param name="name">The column.</param>
    /// <param name="minimum">The smallest allowed value, or null.</param>
    /// <param name="maximum">The largest allowed value, or null.</param>
    public decimal Number(string name, decimal? minimum = null, decimal? maximum = null)
    {
        var column = Column(name);
        return Columns.Required(column, Columns.Number(column, minimum, maximum)) ?? 0m;
    }

    /// <summary>A number, or null where it is missing.</summary>
    /// <param name="name">The column.</param>
    /// <param name="minimum">The smallest allowed value, or null.</param>
    /// <param name="maximum">The largest allowed value, or null.</param>
    public decimal? OptionalNumber(string name, decimal? minimum = null, decimal? maximum = null) =>
        Columns.Number(Column(name), minimum, maximum);

    /// <summary>A required whole number.</summary>
    /// <param name="name">The column.</param>
    /// <param name="minimum">The smallest allowed value.</param>
    public int WholeNumber(string name, int minimum)
    {
        var column = Column(name);
        return Columns.Required(column, Columns.WholeNumber(column, minimum)) ?? 0;
    }

    /// <summary>A whole number, or null where it is missing.</summary>
    /// <param name="name">The column.</param>
    /// <param name="minimum">The smallest allowed value.</param>
    public int? OptionalWholeNumber(string name, int minimum) => Columns.WholeNumber(Column(name), minimum);

    /// <summary>A required date.</summary>
    /// <param name="name">The column.</param>
    public DateOnly Date(string name)
    {
        var column = Column(name);
        return Columns.Required(column, Columns.Date(column)) ?? DateOnly.MinValue;
    }

    /// <summary>A date, or null where it is missing.</summary>
    /// <param name="name">The column.</param>
    public DateOnly? OptionalDate(string name) => Columns.Date(Column(name));

    /// <summary>New shares for one old one, of a column of either direction; null where no split is stated.</summary>
    /// <param name="name">The column.</param>
    public Ratio? Split(string name) => Columns.Split(Column(name));

    /// <summary>The English word for a word of a column; null where the field is missing, the word itself where it is none.</summary>
    /// <param name="name">The column.</param>
    public string? EnglishWord(string name) =>
        Column(name) is var column && Columns.Text(column) is { } text ? column.Words.GetValueOrDefault(text, text) : null;

    /// <summary>One of several words, English or Japanese.</summary>
    /// <typeparam name="T">What the words stand for.</typeparam>
    /// <param name="name">The column.</param>
    /// <param name="words">The English words.</param>
    /// <param name="missing">What a missing field stands for; null where it must be there.</param>
    public T Word<T>(string name, IReadOnlyDictionary<string, T> words, T? missing = null)
        where T : struct
    {
        ArgumentNullException.ThrowIfNull(words);
        var column = Column(name);
        var text = missing is null ? Text(column) : Columns.Text(column);
        if (string.IsNullOrEmpty(text))
            return missing ?? default;
        if (words.TryGetValue(column.Words.GetValueOrDefault(text, text), out var word))
            return word;
        Columns.Fail(column, $"must be one of {string.Join(", ", words.Keys)}");
        return default;
    }

    /// <summary>Periods of dates; none where the field is missing.</summary>
    /// <param name="name">The column.</param>
    public IReadOnlyList<DateWindow> Periods(string name) => Columns.Periods(Column(name));

    /// <summary>Refuses amounts that bear the unit of another currency than that of their row, behind the number or in the column's name.</summary>
    /// <param name="currency">The row's currency, as ISO 4217 names it.</param>
    /// <param name="names">The columns.</param>
    public void RefuseOtherCurrencies(string currency, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            var column = Column(name);
            if (currency != Yen && Columns.HasUnit(column, NumberUnit.Yen))
                Columns.Fail(column, $"is in yen, and the currency is {currency}");
            if (currency != Dollar && Columns.HasUnit(column, NumberUnit.Dollars))
                Columns.Fail(column, $"is in dollars, and the currency is {currency}");
        }
    }

    /// <summary>Notes a failure.</summary>
    /// <param name="name">The field.</param>
    /// <param name="value">Its value.</param>
    /// <param name="reason">What is wrong.</param>
    public void Fail(string name, string value, string reason) => Columns.Fail(name, value, reason);

    /// <summary>Notes a failure of a field with its value as it is typed; one that has failed already says nothing new.</summary>
    /// <param name="name">The field.</param>
    /// <param name="reason">What is wrong.</param>
    public void Fail(string name, string reason) => Columns.Fail(Column(name), reason);

    /// <summary>Notes failures found elsewhere.</summary>
    /// <param name="found">The failures.</param>
    public void Fail(IEnumerable<Failure> found) => Columns.Fail(found);

    /// <summary>Forgets the last row.</summary>
    internal void StartRow()
    {
        order ??= [];
        asked = 0;
        Columns.StartRow();
    }

    private string Text(TableColumn column) => Columns.Required(column, Columns.Text(column)) ?? "";

    // Row for row the same columns are asked for in the same order.
    private TableColumn Column(string name)
    {
        if (order is null)
            return Schema[name];
        if (asked < order.Count && ReferenceEquals(order[asked].Name, name))
            return order[asked++].Column;
        var column = Schema[name];
        order.RemoveRange(asked, order.Count - asked);
        order.Add((name, column));
        asked++;
        return column;
    }
}
