using System.ComponentModel;
using System.Text.Json;
using Pricing.Api.Requests;
using Pricing.Calendars;
using Pricing.Pipeline.Nights.Runs;

namespace Pricing.Api.Endpoints;

/// <summary>A request for a new version of a night.</summary>
/// <param name="Date">The business date.</param>
/// <param name="Reason">Why it is run again.</param>
/// <param name="AskedBy">Who asks.</param>
/// <param name="Issuers">Only these; all where none is named.</param>
internal sealed record RunRequest(
    [property: Description("The business date, yyyy-MM-dd.")] DateOnly Date,
    [property: Description("Why the night is run again; stored with the run.")] string Reason,
    [property: Description("Who asks; stored with the run.")] string AskedBy,
    [property: Description("Limits the run to these issuers.")] IReadOnlyList<string>? Issuers = null)
{
    // A run travels whole between an orchestration and its activities, in less than 4 KB.
    private const int LongestIssuers = 400;
    private const string IssuersField = "issuers";
    private static readonly string[] Known = ["date", .. Signature.Fields];

    /// <summary>Reads a request.</summary>
    /// <param name="body">The JSON object.</param>
    /// <param name="today">The date in Japan.</param>
    /// <returns>The request, or everything that is wrong with it.</returns>
    public static Outcome<RunRequest> Read(JsonElement body, DateOnly today)
    {
        var given = JsonFields.Read(body, except: IssuersField);
        if (!given.TryGet(out var texts)) return given.Failures.ToList();

        var fields = new RequestFields(texts.GetValueOrDefault);
        fields.Failures.AddRange(JsonBody.Unknown(texts, Known));
        var date = BusinessDate(fields, today);
        var (reason, askedBy) = Signature.Read(fields);
        var issuers = ReadIssuers(body, fields);
        var names = string.Join(RunRecord.IssuerSeparator, issuers);
        if (names.Length > LongestIssuers)
        {
            fields.Fail(IssuersField, names[..LongestIssuers], $"are longer than {LongestIssuers} characters");
        }

        return fields.Failures.Count == 0 ? new RunRequest(date, reason, askedBy, issuers) : fields.Failures;
    }

    private static DateOnly BusinessDate(RequestFields fields, DateOnly today)
    {
        const string name = "date";
        var before = fields.Failures.Count;
        var date = fields.Date(name);
        if (fields.Failures.Count > before) return date;
        if (date > today) fields.Fail(name, $"{date:yyyy-MM-dd}", $"is in the future; the last business date is {TokyoCalendar.BusinessDateOnOrBefore(today):yyyy-MM-dd}");
        else if (date < TokyoCalendar.FirstValuable)
        {
            fields.Fail(name, $"{date:yyyy-MM-dd}", $"cannot be valued: the calendar begins too late for dates before {TokyoCalendar.FirstValuable:yyyy-MM-dd}");
        }
        else if (!TokyoCalendar.IsBusinessDate(date)) fields.Fail(name, $"{date:yyyy-MM-dd}", $"is no business date; {Neighbours(date, today)}");
        return date;
    }

    private static string Neighbours(DateOnly date, DateOnly today)
    {
        var (last, next) = (TokyoCalendar.PreviousBusinessDate(date), TokyoCalendar.NextBusinessDate(date));
        return $"the last one before it is {last:yyyy-MM-dd}, the next {next:yyyy-MM-dd}"
            + (next > today ? ", which is still to come" : ", in whose night what is dated in between is valued");
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
