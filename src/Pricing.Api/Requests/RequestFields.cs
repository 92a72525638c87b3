using System.Globalization;
using Pricing.Calendars;

namespace Pricing.Api.Requests;

/// <summary>
/// Reads the named fields of a request and collects what is wrong with them, so that it is answered with all of its
/// failures at once. A field that fails reads as a default, which must not be used.
/// </summary>
/// <param name="text">The text of a field by its name; null or empty where it is missing.</param>
internal sealed class RequestFields(Func<string, string?> text)
{
    /// <summary>The most characters of a field.</summary>
    public const int MaximumLength = 2000;

    private const int Readable = 200;
    private static readonly string[] DateForms = ["yyyy-MM-dd", "yyyy/MM/dd", "yyyy/M/d"];

    /// <summary>The dates that can be asked for.</summary>
    public static DateWindow Dates { get; } = new(TokyoCalendar.Coverage.From, TokyoCalendar.Coverage.To.AddYears(-1));

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
        if (TypedText.Against(value, MaximumLength) is not { } reason) return value;

        Fail(name, value.Length > MaximumLength ? value[..Readable] : value, reason);
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

    /// <summary>Notes a failure.</summary>
    /// <param name="name">The field.</param>
    /// <param name="value">Its value.</param>
    /// <param name="reason">What is wrong.</param>
    public void Fail(string name, string value, string reason) =>
        Failures.Add(new(ReasonCode.InvalidField, name, TypedText.Shown(value), reason));

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
