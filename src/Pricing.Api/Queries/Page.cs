using Microsoft.AspNetCore.Http;
using Pricing.Api.Requests;

namespace Pricing.Api.Queries;

/// <summary>Gives lists a page at a time. The next page is named by the header <c>Link</c> with <c>rel="next"</c> (RFC 8288).</summary>
internal static class Page
{
    /// <summary>One page of a list that is known as a whole, as it is answered where the list is nothing but its items.</summary>
    /// <typeparam name="T">What it is a list of.</typeparam>
    /// <param name="all">The list.</param>
    /// <param name="key">By what an item is found again.</param>
    /// <param name="asked">Which page.</param>
    /// <param name="response">Gets the link to the next page.</param>
    public static IResult Answer<T>(IReadOnlyList<T> all, Func<T, string> key, QueryValues asked, HttpResponse response)
    {
        var page = Of(all, key, asked, Query.Limit, response);
        return page.TryGet(out var shown) ? TypedResults.Ok(shown.Items) : Problems.Refused(page.Failures);
    }

    /// <summary>One page of a list that is known as a whole.</summary>
    /// <typeparam name="T">What it is a list of.</typeparam>
    /// <param name="all">The list.</param>
    /// <param name="key">By what an item is found again.</param>
    /// <param name="asked">Which page.</param>
    /// <param name="limit">The parameter that says how many, with a default.</param>
    /// <param name="response">Gets the link to the next page.</param>
    /// <returns>The page and the address of the next one; or a failure where the cursor is none of this list.</returns>
    public static Outcome<(IReadOnlyList<T> Items, string? Next)> Of<T>(
        IReadOnlyList<T> all, Func<T, string> key, QueryValues asked, QueryParameter limit, HttpResponse response)
    {
        var start = 0;
        if (asked.Text(Query.After) is { } after)
        {
            start = all.Index().Where(item => key(item.Item) == after).Select(item => item.Index + 1).FirstOrDefault();
            if (start == 0) return new Failure(ReasonCode.InvalidField, Query.After.Name, after, "is no item of this list");
        }

        T[] page = [.. all.Skip(start).Take(asked.WholeNumber(limit)!.Value)];
        return (page, start + page.Length < all.Count ? Link(response, asked, key(page[^1])) : null);
    }

    /// <summary>Names the next page.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="asked">The question.</param>
    /// <param name="cursor">Where the next page begins.</param>
    /// <returns>The address of the next page.</returns>
    public static string Link(HttpResponse response, QueryValues asked, string cursor)
    {
        var address = asked.Address(response.HttpContext.Request.Path.ToUriComponent(), Query.After, cursor);
        response.Headers.Append("Link", $"<{address}>; rel=\"next\"");
        return address;
    }
}
