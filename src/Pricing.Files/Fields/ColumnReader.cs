using System.Globalization;
using Pricing.Calendars;
using Pricing.Files.Characters;
using Pricing.Files.Dates;
using Pricing.Files.Numbers;
using Pricing.Files.Schemas;

namespace Pricing.Files.Fields;

/// <summary>
/// Reads the fields of one row, each by the type of its column, and collects what is wrong with them. A field that is missing or fails
/// reads as null.
/// </summary>
internal sealed class ColumnReader
{
    private const int Readable = 200;

    private static readonly string TooLong = $"is longer than {FieldReader.MaximumLength} characters";

    private static readonly DateWindow BatchDates = new(TokyoCalendar.Coverage.From, TokyoCalendar.Coverage.To.AddYears(-1));
    private static readonly DateWindow MarketDates = new(new(1949, 1, 1), new(2199, 12, 31));

    private readonly IFieldSource source;
    private readonly bool isMarket;
    private readonly bool isStored;
    private readonly DateWindow dates;
    private readonly DateOnly? today;
    private List<Failure> failures = [];

    // The code of the row above is usually the code of this one.
    private (string Text, Outcome<string> Code) lastCode = ("", "");

    /// <summary>Reads fields.</summary>
    /// <param name="isMarket">Whether a field may say that there is no figure.</param>
    /// <param name="source">The fields.</param>
    /// <param name="today">The date in Japan; null where none is refused for lying ahead.</param>
    /// <param name="isStored">Whether texts are taken as they are.</param>
    public ColumnReader(bool isMarket, IFieldSource source, DateOnly? today, bool isStored)
    {
        this.isMarket = isMarket;
        this.source = source;
        this.today = today;
        this.isStored = isStored;
        dates = isMarket ? MarketDates : BatchDates;
    }

    public IReadOnlyList<Failure> Failures => failures;

    /// <summary>Forgets the last row.</summary>
    public void StartRow()
    {
        if (failures.Count > 0)
            failures = [];
    }

    public ReadOnlySpan<char> Raw(TableColumn column) => source.Text(column.Index);

    public bool IsBlank(TableColumn column) => IsBlank(Raw(column));

    public string? Text(TableColumn column, bool isSecret = false)
    {
        var field = Raw(column);
        if (isStored)
            return field.Trim() is { IsEmpty: false } stored ? stored.ToString() : null;
        var wrong = Spelled(column, field, out var text);
        if (text.Length == 0)
            return null;
        if (text.Length > FieldReader.MaximumLength)
            wrong = TooLong;
        if (wrong is not null && isSecret)
        {
            Fail(column.Name, "", $"{wrong}; the value is not repeated here");
            return null;
        }

        return wrong is null ? text : Refused<string>(column, wrong);
    }

    /// <summary>A field as programs write it; null where it is blank. What cannot be read stays as it is written.</summary>
    public string? Plain(TableColumn column)
    {
        if (IsBlank(column))
            return null;
        var field = Raw(column);
        if (column.IsNumber && NumberText.Read(field, source.Form(column.Index), out var number) is null)
            return DecimalText.Of(number);
        return Spelled(column, field, out var text) is null ? text : field.ToString();
    }

    public string? Code(TableColumn column)
    {
        if (IsBlank(column))
            return null;
        var field = Raw(column);
        if (!field.SequenceEqual(lastCode.Text))
            lastCode = (field.ToString(), CodeText.Read(field));
        var code = lastCode.Code;
        if (!code.IsSuccess)
            Fail(column, code.Failures[0].Code, code.Failures[0].Reason);
        return code.TryGet(out var read) ? read : null;
    }

    public decimal? Number(TableColumn column, decimal? minimum = null, decimal? maximum = null)
    {
        var field = Raw(column);
        if (IsBlank(field))
            return null;
        var wrong = NumberText.Read(field, source.Form(column.Index), out var number);
        if (wrong is null && minimum is { } least && number < least)
            wrong = string.Create(CultureInfo.InvariantCulture, $"must be at least {least}");
        if (wrong is null && maximum is { } most && number > most)
            wrong = string.Create(CultureInfo.InvariantCulture, $"must be at most {most}{HundredthOf(column, number, most)}");
        if (wrong is null)
            return number;
        Fail(column, wrong);
        return null;
    }

    public int? WholeNumber(TableColumn column, int minimum)
    {
        if (Number(column) is not { } number)
            return null;
        if (number >= minimum && number <= int.MaxValue && (number.Scale == 0 || number == decimal.Truncate(number)))
            return (int)number;
        Fail(column, string.Create(CultureInfo.InvariantCulture, $"must be a whole number of at least {minimum}"));
        return null;
    }

    /// <summary>Whether a unit stands at a number, or in the name of its column.</summary>
    public bool HasUnit(TableColumn column, NumberUnit unit) =>
        NumberText.UnitOf(Raw(column)) == unit || (source.UnitInName(column.Index) == unit && !IsBlank(column));

    /// <summary>Whether a unit multiplies a number: one that stands at it, or the one of its column.</summary>
    public bool IsMultiplied(TableColumn column) => source.Multiplies(column.Index) || NumberText.IsMultiplied(Raw(column));

    public DateOnly? Date(TableColumn column)
    {
        var field = Raw(column);
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

    /// <summary>New shares for one old one, of a column of either direction; null where no split is stated.</summary>
    public Ratio? Split(TableColumn column)
    {
        if (IsBlank(column))
            return null;
        var wrong = SplitText.Read(Raw(column), column.Type == ColumnType.NewPerOld, source.Form(column.Index).Mark, out var ratio);
        if (wrong is not null)
            Fail(column, wrong);
        return ratio;
    }

    public IReadOnlyList<DateWindow> Periods(TableColumn column)
    {
        if (!isStored && Invisible.Trim(Raw(column)).Length > FieldReader.MaximumLength)
        {
            Fail(column, TooLong);
            return [];
        }

        if (PeriodText.Read(Raw(column), dates, out var periods) is { } wrong)
            Fail(column.Name, wrong, "is not a period such as 2011-03-11..2011-03-31");
        return periods;
    }

    /// <summary>Notes that a field is missing where it is blank and nothing was read.</summary>
    public T? Required<T>(TableColumn column, T? value)
        where T : struct
    {
        if (value is null)
            NoteMissing(column);
        return value;
    }

    /// <inheritdoc cref="Required{T}"/>
    public string? Required(TableColumn column, string? value)
    {
        if (value is null)
            NoteMissing(column);
        return value;
    }

    public void Fail(string name, ReadOnlySpan<char> value, string reason) =>
        failures.Add(new(ReasonCode.InvalidField, name, Excerpt.Of(value, Readable), reason));

    public void Fail(IEnumerable<Failure> found) => failures.AddRange(found);

    public void Fail(TableColumn column, string reason) => Fail(column, ReasonCode.InvalidField, reason);

    /// <summary>Whether something was wrong with a field, as with a cell that holds an error: it says nothing new.</summary>
    public bool HasFailed(string name) => failures.Exists(failure => failure.Field == name);

    public void Fail(TableColumn column, ReasonCode code, string reason)
    {
        if (!HasFailed(column.Name))
            failures.Add(new(code, column.Name, Harmless(Excerpt.Of(Raw(column), Readable)), reason));
    }

    // What turns the direction of a text would do it to the report too.
    private static string Harmless(string text) => TypedText.Against(text) is null ? text : TypedText.Shown(text);

    private static string? Spelled(TableColumn column, ReadOnlySpan<char> field, out string text) =>
        column.Type == ColumnType.Text ? IdText.ReadText(field, out text) : IdText.Read(field, out text);

    private bool IsBlank(ReadOnlySpan<char> field)
    {
        if (field.IsEmpty)
            return true;
        if (char.IsAsciiLetterOrDigit(field[0]) && !isMarket)
            return false;
        return isMarket ? NoFigure.Is(field) : Invisible.Trim(field).IsEmpty;
    }

    // A rate beyond its limit is nearly always a percentage without its sign.
    private string HundredthOf(TableColumn column, decimal number, decimal most) =>
        column.Type == ColumnType.Rate && number / 100 <= most && source.Form(column.Index).Percent == PercentSign.Fraction && !Raw(column).ContainsAny('%', '％')
            ? $"; write {DecimalText.Of(number / 100)} or {DecimalText.Of(number)} %"
            : "";

    private void NoteMissing(TableColumn column)
    {
        if (IsBlank(column))
            Fail(column, "is missing");
    }

    private T? Refused<T>(TableColumn column, string wrong)
        where T : class
    {
        Fail(column, wrong);
        return null;
    }
}
