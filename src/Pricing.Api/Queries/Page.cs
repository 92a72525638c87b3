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
    public static IResult Answer<T>(IEnumerable<T> all, ListOrder<T> order, QueryValues asked, HttpResponse response) =>
        Answer(Of(all, order, asked, Query.Limit, response));

    /// <summary>One page of a list that is read to its end, but never held as a whole.</summary>
    /// <typeparam name="T">What it is a list of.</typeparam>
    /// <param name="all">The list.</param>
    /// <param name="order">Its order.</param>
    /// <param name="asked">Which page.</param>
    /// <param name="response">Gets the link to the next page.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static async Task<IResult> AnswerAsync<T>(
        IAsyncEnumerable<T> all, ListOrder<T> order, QueryValues asked, HttpResponse response, CancellationToken cancellationToken)
    {
        if (Cut(order, asked, Query.Limit) is not { } cut) return Problems.Refused([NoCursor(asked)]);

        await foreach (var item in all.WithCancellation(cancellationToken)) cut.Add(item);
        return Answer(Taken(cut, asked, response));
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
        var cut = Cut(order, asked, limit);
        if (cut is null) return NoCursor(asked);

        foreach (var item in all) cut.Add(item);
        return Taken(cut, asked, response);
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

    private static PageCut<T>? Cut<T>(ListOrder<T> order, QueryValues asked, QueryParameter limit)
    {
        var begun = Begun(asked);
        return begun is null && asked.Has(Query.After) ? null : new(order, begun, asked.WholeNumber(limit)!.Value);
    }

    private static Outcome<(IReadOnlyList<T> Items, string? Next)> Taken<T>(PageCut<T> cut, QueryValues asked, HttpResponse response)
    {
        if (cut.IsOfOther) return NoCursor(asked);

        var (items, next) = cut.Take();
        return (items, next is var (key, shown) ? Link(response, asked, Cursor.Write([.. key, shown.ToString(CultureInfo.InvariantCulture)])) : null);
    }

    private static IResult Answer<T>(Outcome<(IReadOnlyList<T> Items, string? Next)> page) =>
        page.TryGet(out var shown) ? TypedResults.Ok(shown.Items) : Problems.Refused(page.Failures);
}
