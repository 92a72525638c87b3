using System.Globalization;
using Pricing.Calendars;

namespace Pricing.Pipeline.Files;

/// <summary>
/// Reads the named fields of one row and collects what is wrong with them, so that a row is answered with all
/// of its failures at once. A field that fails reads as a default, which must not be used.
/// </summary>
/// <param name="text">The text of a field by its name; null or empty where it is missing.</param>
public sealed class FieldReader(Func<string, string?> text)
{
    /// <summary>The most characters of a field: a transaction of grants stays within the 4 MiB that a table takes.</summary>
    public const int MaximumLength = 2000;

    private const int Readable = 200;
    private static readonly string[] DateForms = ["yyyy-MM-dd", "yyyy/MM/dd", "yyyy/M/d"];
    private static readonly DateWindow Dates = new(TokyoCalendar.Coverage.From, TokyoCalendar.Coverage.To.AddYears(-1));

    /// <summary>What was wrong so far, in the order of reading.</summary>
    public List<Failure> Failures { get; } = [];

    /// <summary>A required text.</summary>
    /// <param name="name">The field.</param>
    public string Text(string name)
    {
        var value = OptionalText(name);
        if (value is null && string.IsNullOrWhiteSpace(text(name))) Fail(name, "", "is missing");
        return value ?? "";
    }

    /// <summary>A text, or null where it is missing.</summary>
    /// <param name="name">The field.</param>
    public string? OptionalText(string name)
    {
        var value = text(name)?.Trim();
        if (string.IsNullOrEmpty(value)) return null;
        if (value.Length > MaximumLength) Fail(name, value[..Readable], $"is longer than {MaximumLength} characters");
        else if (value.Any(char.IsControl)) Fail(name, value, "holds a control character");
        else return value;
        return null;
    }

    /// <summary>A required decimal, as written.</summary>
    /// <param name="name">The field.</param>
    /// <param name="minimum">The smallest allowed value, or null.</param>
    /// <param name="maximum">The largest allowed value, or null.</param>
    public decimal Number(string name, decimal? minimum = null, decimal? maximum = null) =>
        Required(name, OptionalNumber(name, minimum, maximum)) ?? 0m;

    /// <summary>A decimal as written, or null where it is missing.</summary>
    /// <param name="name">The field.</param>
    /// <param name="minimum">The smallest allowed value, or null.</param>
    /// <param name="maximum">The largest allowed value, or null.</param>
    public decimal? OptionalNumber(string name, decimal? minimum = null, decimal? maximum = null)
    {
        if (OptionalText(name) is not { } value) return null;
        if (DecimalText.Parse(value) is not { } number)
        {
            Fail(name, value, "is not a decimal number of at most 28 digits");
            return null;
        }

        if (number < minimum)
        {
            Fail(name, value, string.Create(CultureInfo.InvariantCulture, $"must be at least {minimum}"));
            return null;
        }

        if (number > maximum)
        {
            Fail(name, value, string.Create(CultureInfo.InvariantCulture, $"must be at most {maximum}"));
            return null;
        }

        return number;
    }

    /// <summary>A required whole number.</summary>
    /// <param name="name">The field.</param>
    /// <param name="minimum">The smallest allowed value.</param>
    public int WholeNumber(string name, int minimum) => Required(name, OptionalWholeNumber(name, minimum)) ?? 0;

    /// <summary>A whole number, or null where it is missing.</summary>
    /// <param name="name">The field.</param>
    /// <param name="minimum">The smallest allowed value.</param>
    public int? OptionalWholeNumber(string name, int minimum)
    {
        if (OptionalText(name) is not { } value) return null;
        if (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= minimum)
        {
            return number;
        }

        Fail(name, value, string.Create(CultureInfo.InvariantCulture, $"must be a whole number of at least {minimum}"));
        return null;
    }

    /// <summary>A required date.</summary>
    /// <param name="name">The field.</param>
    public DateOnly Date(string name) => Required(name, OptionalDate(name)) ?? DateOnly.MinValue;

    /// <summary>A date, or null where it is missing.</summary>
    /// <param name="name">The field.</param>
    public DateOnly? OptionalDate(string name)
    {
        if (OptionalText(name) is not { } value) return null;
        if (ParseDate(value) is { } date) return date;
        Fail(name, value, $"is not a date within {Dates}, such as 2013-07-11");
        return null;
    }

    /// <summary>One of several words, in lower case.</summary>
    /// <typeparam name="T">What the words stand for.</typeparam>
    /// <param name="name">The field.</param>
    /// <param name="words">The words.</param>
    /// <param name="missing">What a missing field stands for; null where it must be there.</param>
    public T Word<T>(string name, IReadOnlyDictionary<string, T> words, T? missing = null)
        where T : struct
    {
        var value = missing is null ? Text(name) : OptionalText(name);
        if (string.IsNullOrEmpty(value)) return missing ?? default;
        if (words.TryGetValue(value, out var word)) return word;
        Fail(name, value, $"must be one of {string.Join(", ", words.Keys)}");
        return default;
    }

    /// <summary>Notes a failure.</summary>
    /// <param name="name">The field.</param>
    /// <param name="value">Its value.</param>
    /// <param name="reason">What is wrong.</param>
    public void Fail(string name, string value, string reason) =>
        Failures.Add(new(ReasonCode.InvalidField, name, value, reason));

    /// <summary>The date in a text, or null where it is none that the calendar knows, and a year beyond.</summary>
    /// <param name="value">The text.</param>
    public static DateOnly? ParseDate(string value) =>
        DateOnly.TryParseExact(value, DateForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
        && Dates.Contains(date)
            ? date
            : null;

    private T? Required<T>(string name, T? value)
        where T : struct
    {
        if (value is null && string.IsNullOrWhiteSpace(text(name))) Fail(name, "", "is missing");
        return value;
    }
}
