using System.Text;
using Microsoft.AspNetCore.Http;

namespace Pricing.Api.Manners;

/// <summary>
/// What a browser is told with every answer, whoever gives it: not to guess what it is, to run nothing in it, to show it in no frame,
/// to tell nobody where it was, and to keep none of it. The page and its files state more room where they need it.
/// </summary>
public static class AnswerHeaders
{
    private const string Nothing = "default-src 'none'; frame-ancestors 'none'";
    private const string NoStore = "no-store";
    private const string ReferrerPolicy = "Referrer-Policy";

    /// <summary>All of them as they are written, each with the end of the line before it.</summary>
    internal static ReadOnlyMemory<byte> Lines { get; } = Written();

    /// <summary>Puts them on an answer; what its route states instead stays.</summary>
    /// <param name="response">The answer.</param>
    public static void AddTo(HttpResponse response)
    {
        ArgumentNullException.ThrowIfNull(response);
        StandingHeaders.AddTo(response, Set);
    }

    private static byte[] Written()
    {
        var headers = new HeaderDictionary();
        Set(headers);
        return Encoding.ASCII.GetBytes(string.Concat(headers.Select(header => $"\r\n{header.Key}: {header.Value}")));
    }

    private static void Set(IHeaderDictionary headers)
    {
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers[ReferrerPolicy] = "no-referrer";
        if (headers.ContentSecurityPolicy.Count == 0) headers.ContentSecurityPolicy = Nothing;
        if (headers.CacheControl.Count == 0 || headers.CacheControl.ToString().Contains(NoStore, StringComparison.Ordinal)) headers.CacheControl = NoStore;
    }
}
