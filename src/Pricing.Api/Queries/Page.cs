using System.Globalization;
using Microsoft.AspNetCore.Http;
using Pricing.Api.Requests;

namespace Pricing.Api.Queries;

/// <summary>
/// Gives lists a page at a time. The next page is named by the header <c>Link</c> with <c>rel="next"</c> (RFC 8288). It goes on
/// behind the key where the one before ended, whether or not that item is still there.
/// </summary>
internal static class Page
{
    /// <summary>One page of a list that is known as a whole, as it is answered where the list is nothing but its items.</summary>
    /// <typeparam name="T">What it is a list of.</typeparam>
    /// <param name="all">The list.</param>
    /// <param name="order">Its order.</param>
    /// <param name="asked">Which page.</param>
    /// <param name="response">Gets the link to the next page.</param>
    public static IResult Answer<T>(IEnumerable<T> all, ListOrder<T> order, QueryValues asked, HttpResponse response)
    {
        var page = Of(all, order, asked, Query.Limit, response);
        return page.TryGet(out var shown) ? TypedResults.Ok(shown.Items) : Problems.Refused(page.Failures);
    }

    /// <summary>One page of a list that is known as a whole.</summary>
    /// <typeparam name="T">What it is a list of.</typeparam>
    /// <param name="all">The list.</param>
    /// <param name="order">Its order.</param>
    /// <param name="asked">Which page.</param>
    /// <param name="limit">The parameter that says how many, with a default.</param>
    /// <param name="response">Gets the link to the next page.</param>
    /// <returns>The page and the address of the next one; or a failure where the cursor is none of this list.</returns>
    public static Outcome<(IReadOnlyList<T> Items, string? Next)> Of<T>(
        IEnumerable<T> all, ListOrder<T> order, QueryValues asked, QueryParameter limit, HttpResponse response)
    {
        List<T> sorted = [.. order.Sort(all)];
        var start = 0;
        if (asked.Has(Query.After))
        {
            if (Begun(asked) is not var (place, shown) || (sorted.Count > 0 && order.Key(sorted[0]).Count != place.Count)) return NoCursor(asked);

            start = sorted.TakeWhile(item => order.Compare(item, place) < 0).Count();
            start += sorted.Skip(start).Take(shown).TakeWhile(item => order.Compare(item, place) == 0).Count();
        }

        List<T> page = [.. sorted.Skip(start).Take(asked.WholeNumber(limit)!.Value)];
        if (start + page.Count == sorted.Count) return (page, null);

        // Of several items of one key some may be on this page and some on the next.
        var last = order.Key(page[^1]);
        var same = sorted.Take(start + page.Count).Reverse().TakeWhile(item => order.Compare(item, last) == 0).Count();
        return (page, Link(response, asked, Cursor.Write([.. last, same.ToString(CultureInfo.InvariantCulture)])));
    }

    /// <summary>Where a page begins.</summary>
    /// <param name="asked">Which page.</param>
    /// <returns>The key of the last item of the page before, and how many items of that key were shown; null where nothing is said, or no cursor.</returns>
    public static (IReadOnlyList<string> Key, int Shown)? Begun(QueryValues asked) =>
        asked.Text(Query.After) is { } after
        && Cursor.Read(after) is [.. { Length: > 0 } key, var count]
        && QueryParameter.ParseWhole(count) is > 0 and var shown
            ? (key, shown)
            : null;

    /// <summary>The failure of a cursor that is none.</summary>
    /// <param name="asked">Which page.</param>
    public static Failure NoCursor(QueryValues asked) =>
        new(ReasonCode.InvalidField, Query.After.Name, asked.Text(Query.After)!, "is no cursor of this list");

    /// <summary>Names the next page.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="asked">The question.</param>
    /// <param name="cursor">Where the next page begins.</param>
    /// <returns>The address of the next page.</returns>
    public static string Link(HttpResponse response, QueryValues asked, string cursor)
    {
        var address = asked.Address(Places.Of(response.HttpContext.Request, response.HttpContext.Request.Path.ToUriComponent()), Query.After, cursor);
        response.Headers.Append("Link", $"<{address}>; rel=\"next\"");
        return address;
    }
}
