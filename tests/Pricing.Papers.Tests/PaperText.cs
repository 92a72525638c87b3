using System.Net;
using System.Text.RegularExpressions;

namespace Pricing.Papers.Tests;

/// <summary>A page as it is read: without its marks, and with one blank where there are several.</summary>
internal static partial class PaperText
{
    /// <summary>What stands in the body of a page.</summary>
    public static string Of(string page) =>
        Space().Replace(WebUtility.HtmlDecode(Tag().Replace(page[page.IndexOf("<body", StringComparison.Ordinal)..], " ")), " ");

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex(@"[ \r\n]+")]
    private static partial Regex Space();
}
