using System.Text.Json;
using Pricing.Api.Identity;
using Pricing.Api.Requests;
using Pricing.Calendars;
using Pricing.Pipeline.Nights.Runs;

namespace Pricing.Api.Runs;

/// <summary>A request for new versions of nights: of one date, or of every business date of a range.</summary>
/// <param name="Dates">The business dates, ascending.</param>
/// <param name="IsRange">Whether a range was asked for.</param>
/// <param name="Signed">Why, and who asks.</param>
/// <param name="Issuers">Only these; all where none is named.</param>
internal sealed record RunRequest(IReadOnlyList<DateOnly> Dates, bool IsRange, Signed Signed, IReadOnlyList<string> Issuers)
{
    /// <summary>The most dates of a range: a year's business dates, and some more.</summary>
    public const int MostDates = 300;

    // A run travels whole between an orchestration and its activities, in less than 4 KB.
    private const int LongestIssuers = 400;
    private const string IssuersField = "issuers";
    private const string DateField = "date";
    private const string FromField = "from";
    private const string ToField = "to";
    private static readonly string[] Known = [DateField, FromField, ToField, .. Signed.Fields];

    /// <summary>Reads a request.</summary>
    /// <param name="body">The JSON object.</param>
    /// <param name="today">The date in Japan.</param>
    /// <param name="caller">Who asks.</param>
    /// <returns>The request, or everything that is wrong with it.</returns>
    public static Outcome<RunRequest> Read(JsonElement body, DateOnly today, Caller caller)
    {
        var given = JsonFields.Read(body, except: IssuersField);
        if (!given.TryGet(out var named)) return given.Failures.ToList();

        var texts = named.Texts;
        var fields = new RequestFields(texts.GetValueOrDefault);
        fields.Failures.AddRange(JsonBody.Unknown(texts, Known));
        var isRange = texts.ContainsKey(FromField) || texts.ContainsKey(ToField);
        var dates = isRange ? Range(fields, texts, today) : [BusinessDate(fields, today)];
        var signed = Signed.Read(fields, caller);
        var issuers = ReadIssuers(body, fields);
        var names = string.Join(RunRecord.IssuerSeparator, issuers);
        if (names.Length > LongestIssuers)
        {
            fields.Fail(IssuersField, names[..LongestIssuers], $"are longer than {LongestIssuers} characters");
        }

        var failures = named.And(fields.Failures);
        return failures.Count == 0 ? new RunRequest(dates, isRange, signed, issuers) : failures;
    }

    private static List<DateOnly> Range(RequestFields fields, Dictionary<string, string> texts, DateOnly today)
    {
        if (texts.TryGetValue(DateField, out var date)) fields.Fail(DateField, date, "stands beside a range; name one date, or from and to");
        var before = fields.Failures.Count;
        var (from, to) = (fields.Date(FromField), fields.Date(ToField));
        if (fields.Failures.Count > before) return [];

        NotInFuture(fields, ToField, to, today);
        Valuable(fields, FromField, from);
        if (from > to) fields.Fail(FromField, DateText.Of(from), $"is after {ToField}, {DateText.Of(to)}");
        if (fields.Failures.Count > before) return [];

        List<DateOnly> dates = [.. BusinessDates(from, to).Take(MostDates + 1)];
        if (dates.Count == 0) fields.Fail(FromField, DateText.Of(from), $"begins a range without a business date, to {DateText.Of(to)}");
        if (dates.Count > MostDates) fields.Fail(ToField, DateText.Of(to), $"ends a range of more than {MostDates} business dates; ask for parts of it");
        return dates;
    }

    private static IEnumerable<DateOnly> BusinessDates(DateOnly from, DateOnly to)
    {
        for (var date = from; date <= to; date = date.AddDays(1))
        {
            if (TokyoCalendar.IsBusinessDate(date)) yield return date;
        }
    }

    private static DateOnly BusinessDate(RequestFields fields, DateOnly today)
    {
        var before = fields.Failures.Count;
        var date = fields.Date(DateField);
        if (fields.Failures.Count > before) return date;

        NotInFuture(fields, DateField, date, today);
        Valuable(fields, DateField, date);
        if (fields.Failures.Count == before && !TokyoCalendar.IsBusinessDate(date)) fields.Fail(DateField, DateText.Of(date), $"is no business date; {Neighbours(date, today)}");
        return date;
    }

    private static void NotInFuture(RequestFields fields, string name, DateOnly date, DateOnly today)
    {
        if (date > today) fields.Fail(name, DateText.Of(date), $"is in the future; the last business date is {DateText.Of(TokyoCalendar.BusinessDateOnOrBefore(today))}");
    }

    private static void Valuable(RequestFields fields, string name, DateOnly date)
    {
        if (date < TokyoCalendar.FirstValuable)
            fields.Fail(name, DateText.Of(date), $"cannot be valued: the calendar begins too late for dates before {DateText.Of(TokyoCalendar.FirstValuable)}");
    }

    private static string Neighbours(DateOnly date, DateOnly today)
    {
        var (last, next) = (TokyoCalendar.PreviousBusinessDate(date), TokyoCalendar.NextBusinessDate(date));
        return $"the last one before it is {last:yyyy-MM-dd}, the next {next:yyyy-MM-dd}"
            + (next > today ? ", which is still to come" : ", with whose valuation what is dated in between is valued");
    }

    private static List<string> ReadIssuers(JsonElement body, RequestFields fields)
    {
        if (!body.TryGetProperty(IssuersField, out var given) || given.ValueKind == JsonValueKind.Null) return [];
        if (Texts(given) is { } issuers && issuers.All(IsName)) return issuers;

        fields.Fail(IssuersField, given.GetRawText(), $"must be a list of names without '{RunRecord.IssuerSeparator}'");
        return [];
    }

    private static bool IsName(string issuer) =>
        issuer.Length > 0 && !issuer.Contains(RunRecord.IssuerSeparator, StringComparison.Ordinal);

    private static List<string>? Texts(JsonElement given)
    {
        try
        {
            return given.Deserialize<List<string>>()?.ConvertAll(issuer => (issuer ?? "").Trim());
        }
        catch (Exception refused) when (refused is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
