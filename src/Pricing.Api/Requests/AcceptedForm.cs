using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Pricing.Api.Requests;

/// <summary>Finds the form of an answer that a request accepts best (RFC 9110, section 12.5.1).</summary>
internal static class AcceptedForm
{
    private const string Anything = "*/*";

    /// <summary>
    /// The form that the request gives the highest quality; among equals the one it names more closely, then earlier, then the
    /// route's first. Parameters of media types do not count, and a quality of 0 excludes.
    /// </summary>
    /// <param name="accept">The header <c>Accept</c>; one that is empty or cannot be read accepts everything.</param>
    /// <param name="forms">The media types that there are, the usual one first.</param>
    /// <returns>The form; null where none is accepted.</returns>
    public static string? Best(StringValues accept, IReadOnlyList<string> forms)
    {
        if (forms.Count == 0) return Anything;
        if (accept.Count == 0 || (accept.Count == 1 && accept[0] is null or "" or Anything)) return forms[0];
        if (!MediaTypeHeaderValue.TryParseList(accept, out var ranges)) return forms[0];

        return forms
            .Select(form => (Form: form, Range: Closest(form, ranges)))
            .Where(found => found.Range.Quality > 0)
            .OrderByDescending(found => found.Range.Quality)
            .ThenByDescending(found => found.Range.Closeness)
            .ThenBy(found => found.Range.Place)
            .FirstOrDefault().Form;
    }

    /// <summary>The range that names a form most closely says how good it is.</summary>
    private static (double Quality, int Closeness, int Place) Closest(string form, IList<MediaTypeHeaderValue> ranges) => ranges
        .Select((range, place) => (Quality: range.Quality ?? 1, Closeness: Closeness(form, range), Place: place))
        .Where(range => range.Closeness > 0)
        .OrderByDescending(range => range.Closeness)
        .ThenByDescending(range => range.Quality)
        .FirstOrDefault();

    private static int Closeness(string form, MediaTypeHeaderValue range) =>
        range.MatchesAllTypes ? 1
        : range.MatchesAllSubTypes ? (form.StartsWith($"{range.Type}/", StringComparison.OrdinalIgnoreCase) ? 2 : 0)
        : range.MediaType.Equals(form, StringComparison.OrdinalIgnoreCase) ? 3
        : 0;
}
