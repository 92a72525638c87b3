using System.Globalization;
using Pricing.Calendars;
using Pricing.Files.Characters;
using Pricing.Files.Dates;
using Pricing.Files.Numbers;
using Pricing.Files.Schemas;

namespace Pricing.Files.Fields;

/// <summary>
/// Reads the fields of one row by the types of their columns and collects what is wrong with them, so that a row is
/// answered with all of its failures at once. A field that fails reads as a default, which must not be used.
/// </summary>
public sealed class FieldReader
{
    /// <summary>The most characters of a text.</summary>
    public const int MaximumLength = 2000;

    private const int Readable = 200;

    private static readonly DateWindow BatchDates = new(TokyoCalendar.Coverage.From, TokyoCalendar.Coverage.To.AddYears(-1));
    private static readonly DateWindow MarketDates = new(new(1949, 1, 1), new(2199, 12, 31));

    private readonly IFieldSource source;
    private readonly bool isMarket;
    private readonly bool isStored;
    private readonly DateWindow dates;
    private readonly DateOnly? today;
    private readonly List<(string Name, TableColumn Column)> order = [];
    private int asked;
    private List<Failure> failures = [];

    // The code of the row above is usually the code of this one.
    private (string Text, Outcome<string> Code) lastCode = ("", "");

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
        this.source = source;
        this.today = today;
        this.isStored = isStored;
        isMarket = !schema.IsJudgedByRow;
        dates = isMarket ? MarketDates : BatchDates;
    }

    /// <summary>Reads the fields of a stored row: its texts are taken as they are, whatever form a key must have today.</summary>
    /// <param name="schema">The columns.</param>
    /// <param name="text">The text of a field by the column's name; null or empty where it is missing.</param>
    public static FieldReader OfStored(TableSchema schema, Func<string, string?> text) =>
        new(schema, new NamedFields(schema, text), today: null, isStored: true);

    /// <summary>The columns.</summary>
    public TableSchema Schema { get; }

    /// <summary>What was wrong so far, in the order of reading.</summary>
    public IReadOnlyList<Failure> Failures => failures;

    /// <summary>Whether a field holds something.</summary>
    /// <param name="name">The column.</param>
    public bool Has(string name) => !IsBlank(Column(name));

    /// <summary>A required text: a key, text for people, or a word, by the column's type.</summary>
    /// <param name="name">The column.</param>
    public string Text(string name) => Text(Column(name));

    /// <summary>A text, or null where it is missing.</summary>
    /// <param name="name">The column.</param>
    public string? OptionalText(string name) => OptionalText(Column(name));

    internal string Text(TableColumn column) => Required(column, OptionalText(column)) ?? "";

    internal string? OptionalText(TableColumn column)
    {
        var field = source.Text(column.Index);
        if (isStored)
            return field.Trim() is { IsEmpty: false } stored ? stored.ToString() : null;
        var wrong = column.Type == ColumnType.Text ? IdText.ReadText(field, out var text) : IdText.Read(field, out text);
        if (text.Length == 0)
            return null;
        if (text.Length > MaximumLength)
            wrong = $"is longer than {MaximumLength} characters";
        return wrong is null ? text : FailText(column, wrong);
    }

    /// <summary>
    /// A field of a row that is judged by itself, as programs write it: whatever form numbers have in its file, the text means the
    /// same to a reader of named fields.
    /// </summary>
    /// <param name="column">The column.</param>
    /// <returns>The text; null where the field is blank. What cannot be read stays as it is written.</returns>
    public string? Plain(TableColumn column)
    {
        ArgumentNullException.ThrowIfNull(column);
        if (IsBlank(column))
            return null;
        var field = source.Text(column.Index);
        if (column.IsNumber && NumberText.Read(field, source.Form(column.Index), out var number) is null)
            return DecimalText.Of(number);
        var wrong = column.Type == ColumnType.Text ? IdText.ReadText(field, out var text) : IdText.Read(field, out text);
        return wrong is null ? text : field.ToString();
    }

    /// <summary>The code of a share, five characters; null where it is missing or none.</summary>
    /// <param name="name">The column.</param>
    public string? Code(string name)
    {
        var column = Column(name);
        if (IsBlank(column))
            return null;
        var field = source.Text(column.Index);
        if (!field.SequenceEqual(lastCode.Text))
            lastCode = (field.ToString(), CodeText.Read(field));
        var code = lastCode.Code;
        if (!code.IsSuccess)
            Fail(column, code.Failures[0].Code, code.Failures[0].Reason);
        return code.TryGet(out var read) ? read : null;
    }

    /// <summary>A required number.</summary>
    /// <param name="name">The column.</param>
    /// <param name="minimum">The smallest allowed value, or null.</param>
    /// <param name="maximum">The largest allowed value, or null.</param>
    public decimal Number(string name, decimal? minimum = null, decimal? maximum = null)
    {
        var column = Column(name);
        return Required(column, OptionalNumber(column, minimum, maximum)) ?? 0m;
    }

    /// <summary>A number, or null where it is missing.</summary>
    /// <param name="name">The column.</param>
    /// <param name="minimum">The smallest allowed value, or null.</param>
    /// <param name="maximum">The largest allowed value, or null.</param>
    public decimal? OptionalNumber(string name, decimal? minimum = null, decimal? maximum = null) =>
        OptionalNumber(Column(name), minimum, maximum);

    /// <summary>A required whole number.</summary>
    /// <param name="name">The column.</param>
    /// <param name="minimum">The smallest allowed value.</param>
    public int WholeNumber(string name, int minimum)
    {
        var column = Column(name);
        return Required(column, OptionalWholeNumber(column, minimum)) ?? 0;
    }

    /// <summary>A whole number, or null where it is missing.</summary>
    /// <param name="name">The column.</param>
    /// <param name="minimum">The smallest allowed value.</param>
    public int? OptionalWholeNumber(string name, int minimum) => OptionalWholeNumber(Column(name), minimum);

    internal int? OptionalWholeNumber(TableColumn column, int minimum)
    {
        if (OptionalNumber(column, null, null) is not { } number)
            return null;
        if (number >= minimum && number <= int.MaxValue && (number.Scale == 0 || number == decimal.Truncate(number)))
            return (int)number;
        Fail(column, string.Create(CultureInfo.InvariantCulture, $"must be a whole number of at least {minimum}"));
        return null;
    }

    /// <summary>A required date.</summary>
    /// <param name="name">The column.</param>
    public DateOnly Date(string name)
    {
        var column = Column(name);
        return Required(column, OptionalDate(column)) ?? DateOnly.MinValue;
    }

    /// <summary>A date, or null where it is missing.</summary>
    /// <param name="name">The column.</param>
    public DateOnly? OptionalDate(string name) => OptionalDate(Column(name));

    /// <summary>New shares for one old one, of a column of either direction; null where no split is stated.</summary>
    /// <param name="name">The column.</param>
    public Ratio? Split(string name) => Split(Column(name));

    /// <summary>The English word for a word of a column; null where the field is missing, the word itself where it is none.</summary>
    /// <param name="name">The column.</param>
    public string? EnglishWord(string name) =>
        Column(name) is var column && OptionalText(column) is { } text ? column.Words.GetValueOrDefault(text, text) : null;

    internal Ratio? Split(TableColumn column)
    {
        if (IsBlank(column))
            return null;
        var wrong = SplitText.Read(
            source.Text(column.Index), column.Type == ColumnType.NewPerOld, source.Form(column.Index).Mark, out var ratio);
        if (wrong is not null)
            Fail(column, wrong);
        return ratio;
    }

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
        var text = missing is null ? Text(column) : OptionalText(column);
        if (string.IsNullOrEmpty(text))
            return missing ?? default;
        if (words.TryGetValue(column.Words.GetValueOrDefault(text, text), out var word))
            return word;
        Fail(column, $"must be one of {string.Join(", ", words.Keys)}");
        return default;
    }

    /// <summary>Periods of dates; none where the field is missing.</summary>
    /// <param name="name">The column.</param>
    public IReadOnlyList<DateWindow> Periods(string name)
    {
        var column = Column(name);
        if (PeriodText.Read(source.Text(column.Index), dates, out var periods) is { } wrong)
            failures.Add(new(ReasonCode.InvalidField, name, Shown(wrong), "is not a period such as 2011-03-11..2011-03-31"));
        return periods;
    }

    /// <summary>Notes a failure.</summary>
    /// <param name="name">The field.</param>
    /// <param name="value">Its value.</param>
    /// <param name="reason">What is wrong.</param>
    public void Fail(string name, string value, string reason) =>
        failures.Add(new(ReasonCode.InvalidField, name, Shown(value), reason));

    /// <summary>Notes failures found elsewhere.</summary>
    /// <param name="found">The failures.</param>
    public void Fail(IEnumerable<Failure> found) => failures.AddRange(found);

    /// <summary>Forgets the last row.</summary>
    internal void StartRow()
    {
        asked = 0;
        if (failures.Count > 0)
            failures = [];
    }

    internal decimal? OptionalNumber(TableColumn column, decimal? minimum, decimal? maximum)
    {
        var field = source.Text(column.Index);
        if (IsBlank(field))
            return null;
        var wrong = NumberText.Read(field, source.Form(column.Index), out var number);
        if (wrong is null && minimum is { } least && number < least)
            wrong = string.Create(CultureInfo.InvariantCulture, $"must be at least {least}");
        if (wrong is null && maximum is { } most && number > most)
            wrong = string.Create(CultureInfo.InvariantCulture, $"must be at most {most}");
        if (wrong is null)
            return number;
        Fail(column, wrong);
        return null;
    }

    internal DateOnly? OptionalDate(TableColumn column)
    {
        var field = source.Text(column.Index);
        if (IsBlank(field))
            return null;
        var wrong = WrittenDate.Read(field, out var date);
        if (wrong is null && !dates.Contains(date))
            wrong = $"is not a date within {dates}";
        if (wrong is null && column.IsPast && date > today)
            wrong = string.Create(CultureInfo.InvariantCulture, $"lies after today, {today:yyyy-MM-dd} in Japan; correct the date");
        if (wrong is null)
            return date;
        Fail(column, wrong);
        return null;
    }

    internal void Fail(TableColumn column, string reason) => Fail(column, ReasonCode.InvalidField, reason);

    // A field that has failed already, as a cell with an error has, says nothing new.
    internal void Fail(TableColumn column, ReasonCode code, string reason)
    {
        if (!failures.Exists(failure => failure.Field == column.Name))
            failures.Add(new(code, column.Name, Shown(source.Text(column.Index)), reason));
    }

    internal ReadOnlySpan<char> Raw(TableColumn column) => source.Text(column.Index);

    internal bool IsBlank(TableColumn column) => IsBlank(source.Text(column.Index));

    // Row for row the same columns are asked for in the same order.
    private TableColumn Column(string name)
    {
        if (asked < order.Count && ReferenceEquals(order[asked].Name, name))
            return order[asked++].Column;
        var column = Schema[name];
        order.RemoveRange(asked, order.Count - asked);
        order.Add((name, column));
        asked++;
        return column;
    }

    private bool IsBlank(ReadOnlySpan<char> field)
    {
        if (field.IsEmpty)
            return true;
        if (char.IsAsciiLetterOrDigit(field[0]) && !isMarket)
            return false;
        return isMarket ? NoFigure.Is(field) : Invisible.Trim(field).IsEmpty;
    }

    private string? FailText(TableColumn column, string wrong)
    {
        Fail(column, wrong);
        return null;
    }

    private T? Required<T>(TableColumn column, T? value)
        where T : struct
    {
        if (value is null && IsBlank(column))
            Fail(column, "is missing");
        return value;
    }

    private string? Required(TableColumn column, string? value)
    {
        if (value is null && IsBlank(column))
            Fail(column, "is missing");
        return value;
    }

    private static string Shown(ReadOnlySpan<char> value) =>
        (value.Length > Readable ? value[..Readable] : value).ToString();
}
